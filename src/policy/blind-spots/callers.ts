/**
 * Workloads that call others (ingress controllers, scrapers), as they come: a pod by its labels, a
 * pod in the host's network by the addresses of its nodes, its tunnel's among them.
 */
import type { DeclaredNode } from '../declared/declared.ts';
import { type Party, partyOf, partyOfNodes, unknownParty } from './party.ts';
import type { SpotContext } from './spot-context.ts';
import type { Subject } from './subjects.ts';

/** What workloads are called in the usual charts and manifests. */
const APP_LABELS = ['app.kubernetes.io/name', 'app', 'k8s-app'];

export function isCalled({ labels }: Subject, apps: ReadonlySet<string>): boolean {
  return APP_LABELS.some((label) => apps.has(labels[label] ?? ''));
}

/** `text`: what those in the host's network are together. None of none. */
export function callersAmong(
  context: SpotContext,
  subjects: readonly Subject[],
  text: string,
): readonly Party[] {
  const inHost = subjects.filter(({ hostNetwork }) => hostNetwork);
  const own = subjects.filter(({ hostNetwork }) => !hostNetwork).map(partyOf);
  return inHost.length === 0 ? own : [...own, hostParty(context, inHost, text)];
}

/** The nodes on which they are; all nodes, where they are not placed yet. */
export function hostParty(
  { declared }: SpotContext,
  subjects: readonly Subject[],
  text: string,
): Party {
  const placed = new Set(subjects.flatMap(({ pods }) => pods.map(({ node }) => node)));
  const nodes = declared.nodes.filter(({ name }) => placed.has(name) || placed.has(''));
  const name = `${text} in the host's network`;
  return nodes.length === 0 ? unknownParty(name) : partyOfNodes(nodes, name, allAddresses);
}

export function allAddresses({ addresses, tunnels }: DeclaredNode): readonly string[] {
  return [...addresses, ...tunnels];
}
