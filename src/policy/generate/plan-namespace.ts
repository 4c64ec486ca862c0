/**
 * The policies of one namespace: a default deny over the workloads of which something was seen,
 * policies of what they all need (DNS, and what enters from elsewhere), and for each workload one
 * of what else it needs.
 */
import { SIDES, type Side } from '../model/policy.ts';
import type { Labels } from '../model/world.ts';
import { allBut, type PodSelector } from './choose-selector.ts';
import type { Need } from './needs.ts';
import { type PolicyDraft, rulesOf } from './policy-draft.ts';
import { portKey } from './wanted-port.ts';
import { formatWorkload, type WorkloadGroup, type WorkloadGroups } from './workload-groups.ts';

const DEFAULT_DENY = 'default-deny';
const ALLOW_DNS = 'allow-dns';
const ALLOW_BASELINE_INGRESS = 'allow-baseline-ingress';
/** Whether or not they are written: a workload's file means the workload. */
const TAKEN_NAMES = [DEFAULT_DENY, ALLOW_DNS, ALLOW_BASELINE_INGRESS, 'kustomization'];

export interface NamespaceQuestion {
  readonly namespace: string;
  /** Of all namespaces. */
  readonly workloads: WorkloadGroups;
  /** Keys of groups that may be isolated: something is allowed to them. */
  readonly proven: ReadonlySet<string>;
  readonly needs: readonly Need[];
  /** Names of policies that stand in the namespace already. */
  readonly names: readonly string[];
}

export interface NamespacePlan {
  readonly namespace: string;
  /** Those that stand for the whole namespace first, the others by name. */
  readonly policies: readonly PolicyDraft[];
  /** Left out of isolation: nothing of theirs is known to be allowed. */
  readonly open: readonly WorkloadGroup[];
  /** No labels keep what is isolated and what is open apart: there is no default deny. */
  readonly isInseparable: boolean;
}

export function planNamespace(question: NamespaceQuestion): NamespacePlan {
  const { namespace, workloads, proven, needs } = question;
  const groups = workloads.all.filter((group) => group.namespace === namespace);
  const isIsolated = ({ key, selector }: WorkloadGroup) =>
    proven.has(key) && selector !== undefined;
  const isolated = groups.filter(isIsolated);
  const open = groups.filter((group) => !isIsolated(group));
  const selector = isolationSelector(isolated, open);
  const isTaken = ({ side, edges }: Need): boolean =>
    edges.every((edge) =>
      workloads.isSurelyTaken(selector!, side === 'egress' ? edge.source : edge.destination),
    );
  const isCommon = commonTest(selector === undefined ? [] : needs.filter(isTaken));
  const common = needs.filter(isCommon);
  const own = needs.filter((need) => !isCommon(need));
  const taken = new Set(question.names);
  const whole =
    selector === undefined ? [] : ofNamespace(namespace, selector, { common, groups, open, taken });
  const names = new Set([...TAKEN_NAMES, ...taken, ...whole.map(({ name }) => name)]);
  return {
    namespace,
    policies: [
      ...whole,
      ...isolated.flatMap((group) =>
        ofGroup(group, own, { names, isAlone: selector === undefined }),
      ),
    ],
    open,
    isInseparable: isolated.length > 0 && selector === undefined,
  };
}

/** Undefined where nothing is isolated, or labels cannot say it. */
function isolationSelector(
  isolated: readonly WorkloadGroup[],
  open: readonly WorkloadGroup[],
): PodSelector | undefined {
  if (isolated.length === 0) return undefined;
  const labels = isolated.flatMap(({ pods }) => pods.map((pod): Labels => pod.labels));
  return allBut(
    labels,
    open.flatMap(({ pods }) => pods),
  );
}

/** Of these needs: DNS, and what enters several workloads from elsewhere in the same way. */
function commonTest(needs: readonly Need[]): (need: Need) => boolean {
  const entering = Map.groupBy(
    needs.filter(isEntering),
    ({ peer, port }) => `${peer.key}\n${portKey(port)}`,
  );
  const several = [...entering.values()].filter((same) => same.length > 1).flat();
  const common = new Set([...needs.filter(isAskingDns), ...several]);
  return (need) => common.has(need);
}

function isAskingDns({ side, port }: Need): boolean {
  return side === 'egress' && port.kind === 'dns';
}

function isEntering({ side, subject, peer }: Need): boolean {
  const isOwn = peer.kind === 'pods' && peer.group.namespace === subject.namespace;
  return side === 'ingress' && !isOwn;
}

interface Whole {
  readonly common: readonly Need[];
  readonly groups: readonly WorkloadGroup[];
  readonly open: readonly WorkloadGroup[];
  readonly taken: ReadonlySet<string>;
}

function ofNamespace(
  namespace: string,
  selector: PodSelector,
  { common, groups, open, taken }: Whole,
): PolicyDraft[] {
  const [dns, entering] = [common.filter(isAskingDns), common.filter(isEntering)];
  const all: Pick<PolicyDraft, 'name' | 'rules'>[] = [
    { name: DEFAULT_DENY, rules: { ingress: [], egress: [] } },
  ];
  if (dns.length > 0) all.push({ name: ALLOW_DNS, rules: { egress: rulesOf(dns) } });
  if (entering.length > 0) {
    all.push({ name: ALLOW_BASELINE_INGRESS, rules: { ingress: rulesOf(entering) } });
  }
  const twins = groups.filter((group) => !open.includes(group) && group.workloads.length > 1);
  const remarks = [
    ...open.map((group) => `Left open, as nothing is known of it: ${titleOf(group)}`),
    ...twins.map(isolatedTogether),
  ];
  return all.map(({ name, rules }) => ({
    namespace,
    name: firstFree([name, `${name}-seen`], taken),
    selector,
    remarks: name === DEFAULT_DENY ? remarks : [],
    rules,
  }));
}

interface Alone {
  /** Taken; what is made here is added. */
  readonly names: Set<string>;
  /** There is no default deny: its own policy isolates it. */
  readonly isAlone: boolean;
}

function ofGroup(
  group: WorkloadGroup,
  needs: readonly Need[],
  { names, isAlone }: Alone,
): PolicyDraft[] {
  const own = needs.filter(({ subject }) => subject === group);
  const sides = SIDES.filter((side) => isAlone || own.some((need) => need.side === side));
  if (sides.length === 0) return [];
  const rules = sides.map((side): [Side, ReturnType<typeof rulesOf>] => [
    side,
    rulesOf(own.filter((need) => need.side === side)),
  ]);
  const [, ...twins] = group.workloads;
  const remarks =
    isAlone && twins.length > 0
      ? [isolatedTogether(group)]
      : twins.map((twin) => `Its labels are also those of ${formatWorkload(twin)}`);
  const { namespace, selector } = group;
  const name = freeName(group, names);
  return [{ namespace, name, selector: selector!, remarks, rules: Object.fromEntries(rules) }];
}

function isolatedTogether(group: WorkloadGroup): string {
  return `Isolated together, as their labels are the same: ${titleOf(group)}`;
}

export function titleOf({ workloads }: Pick<WorkloadGroup, 'workloads'>): string {
  return workloads.map(formatWorkload).join(', ');
}

/** That of the workload, with its kind where another one has it. */
function freeName({ workloads: [workload] }: WorkloadGroup, taken: Set<string>): string {
  const { kind, name } = workload!;
  const short = nameOf(name);
  const free = firstFree([short, `${short}-${nameOf(kind)}`], taken);
  taken.add(free);
  return free;
}

/** The last of the names gets a number where all are taken. */
function firstFree(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken.has(`${names.at(-1)}-${number}`)) number++;
  return `${names.at(-1)}-${number}`;
}

/** Objects and files may have it: names of flows come from records. */
function nameOf(text: string): string {
  const plain = text.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return plain.replace(/^-+|-+$/g, '').slice(0, 200) || 'workload';
}
