/**
 * The workloads of a cluster, each as one: its pods differ in nothing that a policy is written
 * about. Whether they do after all, the evaluator knows: then its answer is unknown.
 */
import { type Endpoint, unnamedEndpoint, type Workload } from '../../flow/endpoint.ts';
import { selectorLabels } from '../../manifest/pod-owner.ts';
import type { Declared, DeclaredPod } from '../declared/declared.ts';
import { objectLabels } from '../evaluate/pod-labels.ts';
import { YES } from '../model/tri.ts';
import type { Labels, World, WorldPod } from '../model/world.ts';
import { matchSelector } from '../selector/match-selector.ts';
import type { Selector } from '../selector/selector.ts';

export interface Subject {
  readonly namespace: string;
  readonly workload: Workload;
  /** Of which all pods have the same; without those that tell them apart. */
  readonly labels: Labels;
  /** At least one. */
  readonly pods: readonly WorldPod[];
  readonly hostNetwork: boolean;
  /** What a pod of it, or its template, declares; undefined when neither is known. */
  readonly declared: DeclaredPod | undefined;
}

/** A node that is not the one of a pod: what comes from it is policed. */
const ANOTHER_NODE = '(another node)';

/** In the order of their names. */
export function findSubjects(world: World, declared: Declared): readonly Subject[] {
  const pods = new Map(declared.pods.map((pod) => [declaredKey(pod), pod]));
  const groups = new Map<string, WorldPod[]>();
  for (const pod of world.pods) {
    const key = subjectKey(pod.namespace, pod.workload);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pod]);
    else group.push(pod);
  }
  const keys = [...groups.keys()].sort();
  return keys.map((key) => subjectOf(groups.get(key)!, pods));
}

function subjectOf(pods: readonly WorldPod[], all: ReadonlyMap<string, DeclaredPod>): Subject {
  const { namespace, name, workload } = pods[0]!;
  const declaredAs = name === '' ? workload : { kind: 'Pod', name };
  return {
    namespace,
    workload,
    labels: commonLabels(pods),
    pods,
    hostNetwork: pods.every(({ hostNetwork }) => hostNetwork),
    declared: all.get(declaredKey({ ...declaredAs, namespace })),
  };
}

function commonLabels([first, ...others]: readonly WorldPod[]): Labels {
  const entries = Object.entries(selectorLabels(first!.labels));
  return Object.fromEntries(
    entries.filter(([key, value]) => others.every(({ labels }) => labels[key] === value)),
  );
}

function declaredKey({ kind, namespace, name }: Pick<DeclaredPod, 'kind' | 'namespace' | 'name'>) {
  return `${kind} ${namespace}/${name}`;
}

function subjectKey(namespace: string, { kind, name }: Workload): string {
  return `${namespace}/${kind}/${name}`;
}

/** `Deployment/web` */
export function workloadText({ workload }: Pick<Subject, 'workload'>): string {
  return `${workload.kind}/${workload.name}`;
}

/** All of its pods at once, wherever they run. */
export function subjectEnd({ namespace, workload, labels, pods }: Subject): Endpoint {
  const known = { kind: 'pod', attribution: 'ip_time', confidence: 'certain' } as const;
  const name = workload.kind === 'Pod' ? pods[0]!.name : '';
  return { ...unnamedEndpoint(''), ...known, namespace, name, workload, labels };
}

/** The same as a node reaches it that none of its pods is on. */
export function awayFromPeers(end: Endpoint): Endpoint {
  return end.kind === 'pod' ? { ...end, node: ANOTHER_NODE } : end;
}

export function matchesLabels(selector: Selector, labels: Labels): boolean {
  return matchSelector(selector, objectLabels(labels, '', undefined)) === YES;
}

export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
