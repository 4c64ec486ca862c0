/** Ends of a connection against selectors and blocks, as the API documentation words it. */
import { isIPv4 } from 'node:net';
import type {
  LabelSelector,
  Labels,
  RawEnd,
  RawEntity,
  RawPods,
  RawWorld,
  SelectorMeaning,
} from './objects.ts';

export function addressOf(end: RawEnd): string {
  if ('pod' in end) return end.pod.ip;
  return 'node' in end ? end.node.ip : end.outside;
}

/** A pod with an address of its own: "host-networked pods are not included". */
export function podOf(end: RawEnd) {
  return 'pod' in end && !end.pod.hostNetwork ? end.pod : undefined;
}

/** "matchLabels and matchExpressions are ANDed"; an empty selector takes everything. */
export function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    if (labels[key] !== value) return false;
  }
  for (const { key, operator, values = [] } of selector?.matchExpressions ?? []) {
    const value = labels[key];
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
    if (operator === 'In' && (value === undefined || !values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
  }
  return true;
}

/** Every namespace has its name as a label. */
export function namespaceLabels(world: RawWorld, name: string): Labels {
  return {
    ...world.namespaces[name],
    'kubernetes.io/metadata.name': name,
    'projectcalico.org/name': name,
  };
}

/** "Namespaces selects all pods in a set of namespaces; Pods a set of pods in them." */
export function isInPods(world: RawWorld, { namespaces, pods }: RawPods, end: RawEnd): boolean {
  const pod = podOf(end);
  if (pod === undefined) return false;
  const labels = namespaceLabels(world, pod.namespace);
  if (namespaces !== undefined) return selects(namespaces, labels);
  return selects(pods!.namespaceSelector, labels) && selects(pods!.podSelector, pod.labels);
}

/** Bit by bit, over IPv4 alone. */
export function isInBlock(ip: string, block: string): boolean {
  const [address, bits = '32'] = block.split('/');
  if (!isIPv4(ip) || !isIPv4(address!)) return false;
  return binary(ip).slice(0, Number(bits)) === binary(address!).slice(0, Number(bits));
}

function binary(ip: string): string {
  return ip
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

/** An endpoint or network set, for Calico's selectors. */
interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
  readonly account: { readonly name: string; readonly labels: Labels } | undefined;
}

function labelledAt(world: RawWorld, end: RawEnd): Labelled[] {
  const sets = world.sets
    .filter(({ nets }) => nets.some((net) => isInBlock(addressOf(end), net)))
    .map(({ namespace, labels }) => {
      const own =
        namespace === '' ? labels : { ...labels, 'projectcalico.org/namespace': namespace };
      return { namespace, labels: own, account: undefined };
    });
  const pod = podOf(end);
  return pod === undefined ? sets : [labelledPod(world, pod), ...sets];
}

export function labelledPod(world: RawWorld, pod: NonNullable<ReturnType<typeof podOf>>): Labelled {
  const { namespace, serviceAccount } = pod;
  const account = world.accounts.find(
    (candidate) => candidate.namespace === namespace && candidate.name === serviceAccount,
  );
  return {
    namespace,
    labels: {
      ...pod.labels,
      'projectcalico.org/namespace': namespace,
      'projectcalico.org/orchestrator': 'k8s',
      'projectcalico.org/serviceaccount': serviceAccount,
    },
    account: {
      name: serviceAccount,
      labels: { ...account?.labels, 'projectcalico.org/name': serviceAccount },
    },
  };
}

export type Meanings = ReadonlyMap<string, SelectorMeaning>;

/** All conditions of Calico's EntityRule but the ports. `namespace`: the policy's, empty: none. */
export function matchesEntity(
  world: RawWorld,
  meanings: Meanings,
  { entity, namespace }: { entity: RawEntity; namespace: string },
  end: RawEnd,
): boolean {
  const ip = addressOf(end);
  if (entity.nets && !entity.nets.some((net) => isInBlock(ip, net))) return false;
  if (entity.notNets?.some((net) => isInBlock(ip, net))) return false;
  const there = labelledAt(world, end);
  const { notSelector } = entity;
  if (notSelector && there.some(({ labels }) => meanings.get(notSelector)!(labels))) return false;
  const { selector, namespaceSelector, serviceAccounts } = entity;
  const hasAccounts = serviceAccounts?.names?.length || serviceAccounts?.selector;
  const isSelecting = selector || namespaceSelector || hasAccounts;
  // "an empty NamespaceSelector implies that the Selector is limited to … the same namespace"
  if (!isSelecting && !(notSelector && namespace !== '')) return true;
  return there.some((one) => {
    if (selector && !meanings.get(selector)!(one.labels)) return false;
    if (!isOfAccounts(meanings, serviceAccounts, one)) return false;
    if (namespaceSelector) return isInNamespaces(world, meanings, namespaceSelector, one.namespace);
    return namespace === '' || one.namespace === namespace;
  });
}

function isOfAccounts(
  meanings: Meanings,
  accounts: RawEntity['serviceAccounts'],
  { account }: Labelled,
): boolean {
  if (accounts === undefined) return true;
  const { names, selector } = accounts;
  // "If both Names and Selector are specified then they are AND'ed."
  if (names?.length && (account === undefined || !names.includes(account.name))) return false;
  return !selector || meanings.get(selector)!(account?.labels ?? {});
}

/** `all()` takes every namespace, `global()` what has none. */
export function isInNamespaces(
  world: RawWorld,
  meanings: Meanings,
  selector: string,
  namespace: string,
): boolean {
  if (selector === 'all()') return namespace !== '';
  if (selector === 'global()') return namespace === '';
  const labels = namespace === '' ? {} : namespaceLabels(world, namespace);
  return meanings.get(selector)!(labels);
}
