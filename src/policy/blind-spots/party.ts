/**
 * One side of a connection that has to work: who it is for the evaluator, for a reader, and for the
 * NetworkPolicy that would allow it.
 */
import { endpointKey } from '../../flow/edge-key.ts';
import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import type { DeclaredNode } from '../declared/declared.ts';
import { outsideEnd } from '../evaluate/world-ends.ts';
import type { Labels } from '../model/world.ts';
import { type Subject, subjectEnd } from './subjects.ts';

/** A peer of a NetworkPolicy, as its YAML has it. */
export type Peer =
  | { readonly namespace: string; readonly labels: Labels }
  | { readonly cidr: string };

export interface Party {
  /** `web`, `the control plane`. */
  readonly text: string;
  /** Each of them has to get through. */
  readonly ends: readonly Endpoint[];
  /** Flows name it by one of these (flow/edge-key.ts), or by the address of an end. */
  readonly keys: ReadonlySet<string>;
  /** IP versions that its pods have; empty: not known. */
  readonly families: ReadonlySet<number>;
  readonly peers: readonly Peer[];
  /** Pods that a policy may select; undefined: none can. */
  readonly pods: PartyPods | undefined;
}

export interface PartyPods {
  readonly namespace: string;
  readonly labels: Labels;
  /** `Deployment/web` */
  readonly workload: string;
}

export function partyOf(subject: Subject): Party {
  const { namespace, workload, labels } = subject;
  const name = `${workload.kind}/${workload.name}`;
  return {
    text: `${namespace}/${workload.name}`,
    ends: [subjectEnd(subject)],
    keys: subjectKeys(subject),
    families: new Set(subject.pods.flatMap(({ ips }) => ips.map(familyOf))),
    peers: [{ namespace, labels }],
    pods: { namespace, labels, workload: name },
  };
}

/** Of the workload, and of its pods where a flow does not tell whose they are. */
function subjectKeys(subject: Subject): ReadonlySet<string> {
  const end = subjectEnd(subject);
  const pods = subject.pods.filter(({ name }) => name !== '');
  const names = pods.map(({ name }) => endpointKey({ ...end, name, workload: undefined }));
  return new Set([endpointKey(end), ...names]);
}

/** Pods of which no object is there. */
export interface AbsentPods {
  readonly namespace: string;
  readonly labels: Labels;
  readonly text: string;
  /** They have no labels but these, which is not so where others make them as they please. */
  readonly hasAllLabels: boolean;
}

export function partyOfAbsent({ namespace, labels, text, hasAllLabels }: AbsentPods): Party {
  const known = { kind: 'pod', confidence: 'certain', namespace, labels } as const;
  return {
    text: `${namespace}/${text}`,
    ends: [{ ...unnamedEndpoint(''), ...known, name: hasAllLabels ? text : '' }],
    keys: new Set(),
    families: new Set(),
    peers: [{ namespace, labels }],
    pods: { namespace, labels, workload: text },
  };
}

/** Nodes themselves: what runs in their network has their addresses. */
export function partyOfNodes(
  nodes: readonly DeclaredNode[],
  text: string,
  addressesOf: (node: DeclaredNode) => readonly string[] = ({ addresses }) => addresses,
): Party {
  const ends = nodes.flatMap((node) => addressesOf(node).map((ip) => nodeEndOf(node.name, ip)));
  return hostsOrOutside(text, ends);
}

function nodeEndOf(name: string, ip: string): Endpoint {
  const known = { kind: 'node', attribution: 'node_address', confidence: 'certain' } as const;
  return { ...unnamedEndpoint(ip), ...known, name, node: name };
}

/** `nodes`: those whose addresses may be among them. */
export function partyOfAddresses(
  ips: readonly string[],
  text: string,
  nodes: readonly DeclaredNode[] = [],
): Party {
  return hostsOrOutside(
    text,
    ips.map((ip) => {
      const node = nodes.find(({ addresses }) => addresses.includes(ip));
      return node === undefined ? outsideEnd(ip) : nodeEndOf(node.name, ip);
    }),
  );
}

/** Ends that have their addresses for good. */
function hostsOrOutside(text: string, ends: readonly Endpoint[]): Party {
  const peers = ends.map(({ ip }) => ({ cidr: singleAddress(ip) }));
  const keys = new Set(ends.map(endpointKey));
  return { text, ends, keys, families: new Set(), peers, pods: undefined };
}

/** Somebody, and nobody knows who. */
export function unknownParty(text: string): Party {
  const ends = [unnamedEndpoint('')];
  return { text, ends, keys: new Set(), families: new Set(), peers: [], pods: undefined };
}

/** Without the addresses of IP versions in which they cannot talk; as it is, if none were left. */
export function inFamiliesOf(party: Party, { families }: Party): Party {
  const isPossible = (ip: string) => ip === '' || families.has(familyOf(ip));
  const ends = party.ends.filter(({ ip }) => isPossible(ip));
  if (families.size === 0 || ends.length === 0 || ends.length === party.ends.length) return party;
  const peers = party.peers.filter((peer) => !('cidr' in peer) || isPossible(peer.cidr));
  return { ...party, ends, peers };
}

/** Of an address or a block. */
function familyOf(text: string): number {
  return text.includes(':') ? 6 : 4;
}

/** The block of one address. */
export function singleAddress(ip: string): string {
  return `${ip}/${familyOf(ip) === 6 ? 128 : 32}`;
}
