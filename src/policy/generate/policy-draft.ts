/** Policies as they will be written, before they are put into the words of a kind. */
import type { Edge } from '../../flow/edge.ts';
import type { Side } from '../model/policy.ts';
import type { PodSelector } from './choose-selector.ts';
import type { Need } from './needs.ts';
import type { Peer } from './peers.ts';
import { portKey, type WantedPort } from './wanted-port.ts';
import { compare } from './workload-groups.ts';

export interface PeerDraft {
  readonly peer: Peer;
  readonly edges: readonly Edge[];
}

/** Every peer may have every port. */
export interface RuleDraft {
  readonly peers: readonly PeerDraft[];
  readonly ports: readonly WantedPort[];
}

export interface PolicyDraft {
  readonly namespace: string;
  readonly name: string;
  readonly selector: PodSelector;
  /** For people, above the policy. */
  readonly remarks: readonly string[];
  /** Sides that are not there are none of its business; one without rules it isolates. */
  readonly rules: Readonly<Partial<Record<Side, readonly RuleDraft[]>>>;
}

/**
 * The rules that allow just these needs, which are all of one subject and side. Peers with the same
 * ports share a rule.
 */
export function rulesOf(needs: readonly Need[]): RuleDraft[] {
  const byPeer = Map.groupBy(needs, ({ peer }) => peer.key);
  const peers = [...byPeer.values()].map((ofPeer) => {
    const ports = new Map(ofPeer.map(({ port }) => [portKey(port), port]));
    return {
      peer: ofPeer[0]!.peer,
      edges: ofPeer.flatMap(({ edges }) => edges),
      ports: [...ports].sort(([a], [b]) => compare(a, b)),
    };
  });
  const byPorts = Map.groupBy(peers, ({ ports }) => ports.map(([key]) => key).join());
  const rules = [...byPorts.values()].map((ofPorts) => ({
    peers: ofPorts.map(({ peer, edges }) => ({ peer, edges })).sort(comparePeers),
    ports: ofPorts[0]!.ports.map(([, port]) => port),
  }));
  return rules.sort((a, b) => comparePeers(a.peers[0]!, b.peers[0]!));
}

/** Pods first, by namespace and name; then nodes, then addresses outside. */
function comparePeers({ peer: a }: PeerDraft, { peer: b }: PeerDraft): number {
  const rank = ({ kind }: Peer) => ['pods', 'host', 'outside'].indexOf(kind);
  return rank(a) - rank(b) || compare(a.key, b.key);
}

export function edgesOf({ rules }: Pick<PolicyDraft, 'rules'>): Edge[] {
  const all = [...(rules.egress ?? []), ...(rules.ingress ?? [])];
  return all.flatMap(({ peers }) => peers.flatMap(({ edges }) => edges));
}
