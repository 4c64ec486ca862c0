/**
 * Each kind of policy alone: whether it applies to a pod on a side, and what the first of its rules
 * that matches says. Straight from the documentation of the APIs, with nothing remembered.
 */
import {
  addressOf,
  isInBlock,
  isInNamespaces,
  isInPods,
  labelledPod,
  type Meanings,
  matchesEntity,
  namespaceLabels,
  podOf,
  selects,
} from './ends.ts';
import type {
  RawCalicoPolicy,
  RawCalicoRule,
  RawClusterPeer,
  RawClusterPolicy,
  RawClusterRule,
  RawConnection,
  RawEnd,
  RawNetworkPolicy,
  RawPeer,
  RawPod,
  RawPolicy,
  RawPort,
  RawWorld,
} from './objects.ts';

export type Side = 'ingress' | 'egress';
export type Said = 'allow' | 'deny' | 'pass' | undefined;

export interface Question {
  readonly world: RawWorld;
  readonly meanings: Meanings;
  readonly side: Side;
  readonly connection: RawConnection;
  readonly subject: RawPod;
}

const peerOf = ({ side, connection }: Question): RawEnd =>
  side === 'ingress' ? connection.source : connection.destination;

/** Undefined: it does not apply; else what its first matching rule says, if any does. */
export function ask(policy: RawPolicy, question: Question): { said: Said } | undefined {
  switch (policy.kind) {
    case 'NetworkPolicy':
      return askNetworkPolicy(policy, question);
    case 'CalicoNetworkPolicy':
    case 'GlobalNetworkPolicy':
      return askCalico(policy, question);
    default:
      return askCluster(policy, question);
  }
}

function askNetworkPolicy(policy: RawNetworkPolicy, question: Question) {
  const { spec, namespace } = policy;
  const { subject, side } = question;
  if (subject.namespace !== namespace || !selects(spec.podSelector, subject.labels))
    return undefined;
  // "policies that contain an egress section are assumed to affect egress, and all policies
  // (whether or not they contain an ingress section) are assumed to affect ingress"
  const assumed = spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
  const types = spec.policyTypes?.length ? spec.policyTypes : assumed;
  if (!types.includes(side === 'ingress' ? 'Ingress' : 'Egress')) return undefined;
  const rules =
    side === 'ingress'
      ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
      : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
  const isAllowed = rules.some(
    ({ peers, ports }) =>
      (!peers?.length || peers.some((peer) => isPeer(peer, namespace, question))) &&
      (!ports?.length || ports.some((port) => isPort(port, question.connection))),
  );
  return { said: isAllowed ? ('allow' as const) : undefined };
}

function isPeer(peer: RawPeer, namespace: string, question: Question): boolean {
  const end = peerOf(question);
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    const ip = addressOf(end);
    return isInBlock(ip, cidr) && !except.some((block) => isInBlock(ip, block));
  }
  const pod = podOf(end);
  if (pod === undefined || !selects(peer.podSelector, pod.labels)) return false;
  // "Otherwise it selects the pods matching podSelector in the policy's own namespace."
  if (peer.namespaceSelector === undefined) return pod.namespace === namespace;
  return selects(peer.namespaceSelector, namespaceLabels(question.world, pod.namespace));
}

/** "If not specified, this field defaults to TCP." */
function isPort({ protocol = 'TCP', port, endPort }: RawPort, connection: RawConnection): boolean {
  if (connection.protocol !== protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'string') return hasNamedPort(port, connection);
  const actual = connection.port ?? 0;
  return actual >= port && actual <= (endPort ?? port);
}

function hasNamedPort(name: string, { destination, protocol, port }: RawConnection): boolean {
  const ports = podOf(destination)?.ports ?? [];
  return ports.some(
    (one) => one.name === name && one.protocol === protocol && one.containerPort === port,
  );
}

function askCalico(policy: RawCalicoPolicy, question: Question) {
  const { spec, namespace } = policy;
  const { subject, side, world, meanings } = question;
  if (namespace !== '' && subject.namespace !== namespace) return undefined;
  const one = labelledPod(world, subject);
  if (spec.selector && !meanings.get(spec.selector)!(one.labels)) return undefined;
  const { namespaceSelector, serviceAccountSelector } = spec;
  if (namespaceSelector && !isInNamespaces(world, meanings, namespaceSelector, subject.namespace)) {
    return undefined;
  }
  if (serviceAccountSelector && !meanings.get(serviceAccountSelector)!(one.account!.labels)) {
    return undefined;
  }
  if (!calicoTypes(spec).includes(side === 'ingress' ? 'Ingress' : 'Egress')) return undefined;
  for (const rule of spec[side] ?? []) {
    if (rule.action === 'Log' || !matchesRule(rule, namespace, question)) continue;
    return { said: rule.action.toLowerCase() as Said };
  }
  return { said: undefined };
}

/** "Types will default according to what Ingress and Egress rules are present." */
function calicoTypes({ types, ingress, egress }: RawCalicoPolicy['spec']): readonly string[] {
  if (types?.length) return types;
  if (!egress?.length) return ['Ingress'];
  return ingress?.length ? ['Ingress', 'Egress'] : ['Egress'];
}

function matchesRule(rule: RawCalicoRule, namespace: string, question: Question): boolean {
  const { world, meanings, connection } = question;
  if (rule.protocol !== undefined && rule.protocol !== connection.protocol) return false;
  if (rule.notProtocol !== undefined && rule.notProtocol === connection.protocol) return false;
  if (rule.ipVersion === 6) return false;
  const { source = {}, destination = {} } = rule;
  if (!matchesEntity(world, meanings, { entity: source, namespace }, connection.source))
    return false;
  const to = { entity: destination, namespace };
  if (!matchesEntity(world, meanings, to, connection.destination)) return false;
  const { ports, notPorts } = destination;
  if (ports && !ports.some((port) => isCalicoPort(port, connection))) return false;
  return !notPorts?.some((port) => isCalicoPort(port, connection));
}

function isCalicoPort(port: number | string, connection: RawConnection): boolean {
  const range = /^(\d+):(\d+)$/.exec(String(port));
  if (range === null && typeof port === 'string') return hasNamedPort(port, connection);
  const [from, to] = range === null ? [port, port] : [range[1], range[2]];
  const actual = connection.port ?? -1;
  return actual >= Number(from) && actual <= Number(to);
}

function askCluster({ spec }: RawClusterPolicy, question: Question) {
  const { side, world, subject } = question;
  if (!isInPods(world, spec.subject, { pod: subject })) return undefined;
  // "… with no ingress rules do not affect ingress traffic."
  if (!spec[side]?.length) return undefined;
  for (const rule of spec[side]) {
    const peers = rule.from ?? rule.to ?? [];
    if (!peers.some((peer) => isClusterPeer(peer, question))) continue;
    if (!isClusterTraffic(rule, question.connection)) continue;
    return { said: (rule.action === 'Accept' ? 'allow' : rule.action.toLowerCase()) as Said };
  }
  return { said: undefined };
}

function isClusterPeer(peer: RawClusterPeer, question: Question): boolean {
  const end = peerOf(question);
  if (peer.networks) return peer.networks.some((block) => isInBlock(addressOf(end), block));
  if (peer.nodes === undefined) return isInPods(question.world, peer, end);
  const { nodes } = peer;
  return question.world.nodes.some(
    ({ ip, labels }) => ip === addressOf(end) && selects(nodes, labels),
  );
}

function isClusterTraffic(
  { ports, protocols }: RawClusterRule,
  connection: RawConnection,
): boolean {
  const { protocol, port = -1 } = connection;
  if (ports === undefined && protocols === undefined) return true;
  const byPort = (ports ?? []).some(({ portNumber, portRange, namedPort }) => {
    if (namedPort !== undefined) return hasNamedPort(namedPort, connection);
    if (portNumber) return portNumber.protocol === protocol && portNumber.port === port;
    return portRange!.protocol === protocol && port >= portRange!.start && port <= portRange!.end;
  });
  const byProtocol = (protocols ?? []).some((one) => {
    const match = one[protocol.toLowerCase()];
    if (match === undefined) return false;
    const { number, range } = match.destinationPort ?? {};
    if (number !== undefined) return number === port;
    return range === undefined || (port >= range.start && port <= range.end);
  });
  return byPort || byProtocol;
}
