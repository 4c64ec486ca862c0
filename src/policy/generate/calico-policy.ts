/**
 * Drafts in the words of Calico's NetworkPolicy, which says one peer and one protocol per rule, and
 * ICMP, too. Source: Calico api/pkg/apis/projectcalico/v3.
 */
import { protocolName } from '../../flow/protocol.ts';
import { SIDES, type Side } from '../model/policy.ts';
import { METADATA_NAME_LABEL, ORCHESTRATOR_LABEL } from '../selector/selector.ts';
import type { PodSelector, Requirement } from './choose-selector.ts';
import { type Comment, draftMetadata, type ManifestDraft, peerText } from './manifest-draft.ts';
import type { Peer } from './peers.ts';
import type { PolicyDraft, RuleDraft } from './policy-draft.ts';
import type { WantedPort } from './wanted-port.ts';

/** That of Kubernetes' policies; a default deny stands behind what allows. */
const ALLOW_ORDER = 1_000;
const DENY_ORDER = 2_000;

const TYPES = { ingress: 'Ingress', egress: 'Egress' } as const;

export function calicoPolicy(draft: PolicyDraft): ManifestDraft {
  const sides = SIDES.filter((side) => draft.rules[side] !== undefined);
  const comments: Comment[] = [];
  const lists: [Side, object[]][] = [];
  for (const side of sides) {
    const rules = draft.rules[side]!.flatMap((rule) => ruleValues(rule, side, draft.namespace));
    if (rules.length > 0) lists.push([side, rules.map(({ value }) => value)]);
    rules.forEach(({ text }, i) => {
      if (text !== rules[i - 1]?.text) comments.push({ path: ['spec', side, i], text });
    });
  }
  return {
    value: {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: draftMetadata(draft),
      spec: {
        order: lists.length > 0 ? ALLOW_ORDER : DENY_ORDER,
        selector: selectorText(draft.selector),
        types: sides.map((side) => TYPES[side]),
        ...Object.fromEntries(lists),
      },
    },
    comments,
  };
}

interface CommentedRule {
  readonly value: object;
  readonly text: string;
}

function ruleValues({ peers, ports }: RuleDraft, side: Side, namespace: string): CommentedRule[] {
  const traffic = trafficValues(ports);
  return peers.flatMap((peer) => {
    const entity = entityValue(peer.peer, namespace);
    const text = peerText(peer);
    return traffic.map(({ match, ports: toPorts }) => {
      const destination = { ...(side === 'egress' && entity), ...toPorts };
      const value = {
        action: 'Allow',
        ...match,
        ...(side === 'ingress' && { source: entity }),
        ...(Object.keys(destination).length > 0 && { destination }),
      };
      return { value, text };
    });
  });
}

function entityValue(peer: Peer, namespace: string): object {
  if (peer.kind !== 'pods') return { nets: peer.cidrs };
  const { group } = peer;
  const own = selectorText(group.selector!);
  const selector = group.takesNetworkSet ? `${ORCHESTRATOR_LABEL} == 'k8s' && ${own}` : own;
  if (group.namespace === namespace) return { selector };
  return { namespaceSelector: `${METADATA_NAME_LABEL} == '${group.namespace}'`, selector };
}

function selectorText(selector: PodSelector): string {
  return selector.length === 0 ? 'all()' : selector.map(requirementText).join(' && ');
}

function requirementText(requirement: Requirement): string {
  const { label } = requirement;
  switch (requirement.op) {
    case 'equal':
      return `${label} == '${requirement.value}'`;
    case 'not_in':
      return `${label} not in {${requirement.values.map((value) => `'${value}'`).join(', ')}}`;
    case 'has':
      return `has(${label})`;
    case 'has_not':
      return `!has(${label})`;
  }
}

interface TrafficValue {
  readonly match: object;
  readonly ports: { readonly ports?: readonly number[] };
}

/** One for each protocol, and for each kind of ICMP message. */
function trafficValues(wanted: readonly WantedPort[]): TrafficValue[] {
  const ports = new Map<string, number[]>();
  const others: TrafficValue[] = [];
  const addPort = (protocol: string, port: number): void => {
    ports.set(protocol, [...(ports.get(protocol) ?? []), port]);
  };
  for (const one of wanted) {
    if (one.kind === 'dns') for (const protocol of ['UDP', 'TCP']) addPort(protocol, one.port);
    else if (one.kind === 'port') addPort(protocolName(one.protocol), one.port);
    else others.push({ match: otherMatch(one), ports: {} });
  }
  const withPorts = [...ports].map(([protocol, list]) => ({
    match: { protocol },
    ports: { ports: list },
  }));
  return [...withPorts, ...others];
}

function otherMatch(wanted: Extract<WantedPort, { kind: 'icmp' | 'protocol' }>): object {
  if (wanted.kind === 'protocol') return { protocol: wanted.protocol };
  const { protocol, type, code } = wanted;
  return { protocol: protocolName(protocol), icmp: { type, ...(code !== undefined && { code }) } };
}
