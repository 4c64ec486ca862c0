/**
 * Workloads as policies can tell them apart: those of one namespace that no selector keeps apart
 * are one group. Workloads that the world does not know any more (a job that ended) are known from
 * their flows.
 */
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint, Workload } from '../../flow/endpoint.ts';
import type { World, WorldPod } from '../model/world.ts';
import { chooseSelector, type PodSelector, surelyTakes, takes } from './choose-selector.ts';
import type { LabelledPod } from './stable-labels.ts';

export interface WorkloadGroup {
  /** Unique and stable: that of its first workload. */
  readonly key: string;
  readonly namespace: string;
  /** In the order of their names; the first one stands for all. */
  readonly workloads: readonly Workload[];
  readonly pods: readonly LabelledPod[];
  /** Undefined: they have no labels to select them by. */
  readonly selector: PodSelector | undefined;
  /** The selector also takes a NetworkSet, which Calico looks for in the same place. */
  readonly takesNetworkSet: boolean;
}

interface Member {
  readonly namespace: string;
  readonly workloads: readonly Workload[];
  /** By what makes them the same for a selector. */
  readonly pods: Map<string, LabelledPod>;
  /** From the world: all labels are known. */
  readonly isWhole: boolean;
}

/** A DNS label, as the API server checks it: names become folders. */
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export class WorkloadGroups {
  readonly all: readonly WorkloadGroup[];
  readonly #byWorkload = new Map<string, WorkloadGroup>();
  readonly #worldPods = new Map<string, WorldPod>();
  readonly #hosts = new Map<string, WorldPod[]>();
  /** Workloads of which only flows tell. */
  readonly #gone = new Set<string>();

  constructor(world: World, edges: readonly Edge[]) {
    const members = new Map<string, Member>();
    for (const pod of world.pods) this.#addPod(members, pod);
    for (const { source, destination } of edges) {
      for (const end of [source, destination]) this.#addEnd(members, end);
    }
    const namespaces = Map.groupBy(members.values(), ({ namespace }) => namespace);
    const sorted = [...namespaces].sort(([a], [b]) => compare(a, b));
    this.all = sorted.flatMap(([, ofNamespace]) => groupsOf(ofNamespace, world.networkSets));
    for (const group of this.all) {
      for (const workload of group.workloads) {
        this.#byWorkload.set(keyOf(group.namespace, workload), group);
      }
    }
  }

  #addPod(members: Map<string, Member>, pod: WorldPod): void {
    const { namespace, name, workload } = pod;
    if (name !== '') this.#worldPods.set(`${namespace}/${name}`, pod);
    const key = keyOf(namespace, workload);
    if (pod.hostNetwork) this.#hosts.set(key, [...(this.#hosts.get(key) ?? []), pod]);
    else addPod(members, key, pod, true);
  }

  /** Replicas of one workload show as one pod: what they have in common. */
  #addEnd(members: Map<string, Member>, end: Endpoint): void {
    const workload = workloadOf(end);
    if (end.kind !== 'pod' || end.confidence === 'ambiguous' || workload === undefined) return;
    if (this.#worldPod(end) !== undefined || this.hostsOf(end).length > 0) return;
    const key = keyOf(end.namespace, workload);
    if (members.get(key)?.isWhole === true) return;
    this.#gone.add(key);
    addPod(members, key, { ...end, workload }, false);
  }

  /** Undefined for an end that is no pod, or one that nobody can name. */
  groupOf(end: Endpoint): WorkloadGroup | undefined {
    const pod = this.#worldPod(end);
    const workload = pod?.workload ?? workloadOf(end);
    if (end.kind !== 'pod' || workload === undefined || pod?.hostNetwork) return undefined;
    return this.#byWorkload.get(keyOf(end.namespace, workload));
  }

  /**
   * Whether a selector that takes all pods of an end's group takes the end, too, whatever labels
   * its flow does not show: of one pod it shows those that matter, of several what they share.
   */
  isSurelyTaken(selector: PodSelector, end: Endpoint): boolean {
    if (end.confidence === 'ambiguous') {
      return end.candidates.every((candidate) => this.isSurelyTaken(selector, candidate));
    }
    const workload = this.#worldPod(end)?.workload ?? workloadOf(end);
    const isGone = workload !== undefined && this.#gone.has(keyOf(end.namespace, workload));
    return !isGone || (end.name === '' ? surelyTakes : takes)(selector, end.labels);
  }

  /** The pods in the host's network that an end may be; empty when it is another kind of pod. */
  hostsOf(end: Endpoint): readonly WorldPod[] {
    const pod = this.#worldPod(end);
    if (pod !== undefined) return pod.hostNetwork ? [pod] : [];
    const workload = workloadOf(end);
    return (workload && this.#hosts.get(keyOf(end.namespace, workload))) ?? [];
  }

  #worldPod({ namespace, name }: Endpoint): WorldPod | undefined {
    return this.#worldPods.get(`${namespace}/${name}`);
  }
}

/** `Deployment/web` */
export function formatWorkload({ kind, name }: Workload): string {
  return `${kind}/${name}`;
}

function workloadOf({ workload, name }: Endpoint): Workload | undefined {
  return workload ?? (name === '' ? undefined : { kind: 'Pod', name });
}

function keyOf(namespace: string, { kind, name }: Workload): string {
  return `${namespace}/${name}/${kind}`;
}

type Pod = Pick<WorldPod, 'namespace' | 'name' | 'labels' | 'workload'>;

function addPod(members: Map<string, Member>, key: string, pod: Pod, isWhole: boolean): void {
  const { namespace, workload, labels } = pod;
  // A pod that is a workload of its own may have its name in its labels.
  const name = workload.kind === 'Pod' ? '' : pod.name;
  let member = members.get(key);
  if (member === undefined) {
    member = { namespace, workloads: [workload], pods: new Map(), isWhole };
    members.set(key, member);
  }
  member.pods.set(JSON.stringify([name, labels]), { name, labels });
}

/** Joins those that cannot be told apart, until each selector takes its own pods only. */
function groupsOf(ofNamespace: readonly Member[], sets: World['networkSets']): WorkloadGroup[] {
  const members = [...ofNamespace].sort((a, b) => compare(memberKey(a), memberKey(b)));
  const selectors = new Map<Member, PodSelector | undefined>();
  const selectorOf = (member: Member): PodSelector | undefined => {
    if (!selectors.has(member)) selectors.set(member, selectorAmong(member, members));
    return selectors.get(member);
  };
  for (let i = 0; i < members.length; i++) {
    const selector = selectorOf(members[i]!);
    const twin = members.findIndex(
      (other, j) =>
        j !== i && selector && podsOf(other).some(({ labels }) => takes(selector, labels)),
    );
    if (twin < 0) continue;
    const [first, second] = [Math.min(i, twin), Math.max(i, twin)];
    const joined = join(members[first]!, members[second]!);
    members.splice(second, 1);
    members[first] = joined;
    // What is joined has fewer labels in common, and may take others now.
    i = -1;
  }
  return members.map((member) => groupOf(member, selectorOf(member), sets));
}

function groupOf(
  member: Member,
  selector: PodSelector | undefined,
  sets: World['networkSets'],
): WorkloadGroup {
  const { namespace, workloads } = member;
  const takesNetworkSet =
    selector !== undefined &&
    sets.some((set) => set.namespace === namespace && takes(selector, set.labels));
  const pods = podsOf(member);
  return { key: memberKey(member), namespace, workloads, pods, selector, takesNetworkSet };
}

function selectorAmong(member: Member, members: readonly Member[]): PodSelector | undefined {
  if (!NAMESPACE.test(member.namespace)) return undefined;
  const others = members.filter((other) => other !== member).flatMap(podsOf);
  return chooseSelector(
    podsOf(member),
    others.map(({ labels }) => labels),
    member.isWhole,
  );
}

function join(a: Member, b: Member): Member {
  const { namespace } = a;
  const workloads = [...a.workloads, ...b.workloads];
  workloads.sort((x, y) => compare(keyOf(namespace, x), keyOf(namespace, y)));
  return {
    namespace,
    workloads,
    pods: new Map([...a.pods, ...b.pods]),
    isWhole: a.isWhole && b.isWhole,
  };
}

function podsOf({ pods }: Member): LabelledPod[] {
  return [...pods.values()];
}

function memberKey({ namespace, workloads }: Member): string {
  return keyOf(namespace, workloads[0]!);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
