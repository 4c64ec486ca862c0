/** Drafts in the words of Kubernetes' NetworkPolicy. Source: k8s.io/api networking/v1/types.go. */
import { protocolName } from '../../flow/protocol.ts';
import { SIDES, type Side } from '../model/policy.ts';
import { METADATA_NAME_LABEL } from '../selector/selector.ts';
import type { PodSelector, Requirement } from './choose-selector.ts';
import { type Comment, draftMetadata, type ManifestDraft, peerText } from './manifest-draft.ts';
import type { Peer } from './peers.ts';
import type { PolicyDraft, RuleDraft } from './policy-draft.ts';
import type { WantedPort } from './wanted-port.ts';

const TYPES = { ingress: 'Ingress', egress: 'Egress' } as const;
const PEERS = { ingress: 'from', egress: 'to' } as const;
const OPERATORS = { not_in: 'NotIn', has: 'Exists', has_not: 'DoesNotExist' } as const;

export function kubernetesPolicy(draft: PolicyDraft): ManifestDraft {
  const sides = SIDES.filter((side) => draft.rules[side] !== undefined);
  const withRules = sides.filter((side) => draft.rules[side]!.length > 0);
  const lists = withRules.map((side) => [
    side,
    draft.rules[side]!.map((rule) => ruleValue(rule, side, draft.namespace)),
  ]);
  return {
    value: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: draftMetadata(draft),
      spec: {
        podSelector: selectorValue(draft.selector),
        policyTypes: sides.map((side) => TYPES[side]),
        ...Object.fromEntries(lists),
      },
    },
    comments: withRules.flatMap((side) => commentsOf(draft.rules[side]!, side)),
  };
}

function commentsOf(rules: readonly RuleDraft[], side: Side): Comment[] {
  return rules.flatMap(({ peers }, i) => {
    let at = 0;
    return peers.map((peer) => {
      const path = ['spec', side, i, PEERS[side], at];
      at += peer.peer.kind === 'pods' ? 1 : peer.peer.cidrs.length;
      return { path, text: peerText(peer) };
    });
  });
}

function ruleValue({ peers, ports }: RuleDraft, side: Side, namespace: string) {
  return {
    [PEERS[side]]: peers.flatMap(({ peer }) => peerValues(peer, namespace)),
    ports: ports.flatMap(portValues),
  };
}

function peerValues(peer: Peer, namespace: string): object[] {
  if (peer.kind !== 'pods') return peer.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const { group } = peer;
  const podSelector = selectorValue(group.selector!);
  if (group.namespace === namespace) return [{ podSelector }];
  const matchLabels = { [METADATA_NAME_LABEL]: group.namespace };
  return [{ namespaceSelector: { matchLabels }, podSelector }];
}

function selectorValue(selector: PodSelector) {
  const equal = selector.filter((requirement) => requirement.op === 'equal');
  const others = selector.filter((requirement) => requirement.op !== 'equal');
  return {
    ...(equal.length > 0 && {
      matchLabels: Object.fromEntries(equal.map(({ label, value }) => [label, value])),
    }),
    ...(others.length > 0 && { matchExpressions: others.map(expressionValue) }),
  };
}

function expressionValue(requirement: Exclude<Requirement, { op: 'equal' }>) {
  const { label: key, op } = requirement;
  const expression = { key, operator: OPERATORS[op] };
  return requirement.op === 'not_in' ? { ...expression, values: requirement.values } : expression;
}

/** Only ports get here: the others are left out before (`isOfKubernetes`). */
function portValues(wanted: WantedPort): object[] {
  if (wanted.kind === 'dns') {
    return ['UDP', 'TCP'].map((protocol) => ({ protocol, port: wanted.port }));
  }
  if (wanted.kind !== 'port') return [];
  return [{ protocol: protocolName(wanted.protocol), port: wanted.port }];
}
