/**
 * The labels of a workload's pods that a policy may be built on: those that all of its pods have,
 * and that stay when it is rolled out anew, scaled or moved.
 */
import { LABELS_OF_ONE_POD } from '../../manifest/pod-owner.ts';
import type { Labels, Named } from '../model/world.ts';

/** A pod as far as selectors go. */
export interface LabelledPod extends Pick<Named, 'name'> {
  readonly labels: Labels;
}

/** Prefixes of labels that tell of a run or of a place. */
const CHANGING_PREFIXES = ['batch.kubernetes.io/', 'topology.kubernetes.io/'];
/** Last words of labels that are another one with every release, or for every replica. */
const CHANGING_WORDS: ReadonlySet<string> = new Set([
  'chart',
  'checksum',
  'generation',
  'hash',
  'hostname',
  'ordinal',
  'rev',
  'revision',
  'uid',
  'version',
]);
const HASH_LABELS = ['pod-template-hash', 'rollouts-pod-template-hash', 'controller-revision-hash'];

/** As the API server checks them; what is written otherwise is no label of any cluster. */
const KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

/** By what people name workloads, the best first; others follow in the order of their names. */
const NAMING_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'k8s-app',
  'app',
  'name',
  'run',
  'component',
  'role',
  'tier',
];

/** A label may be called `constructor`. */
export function labelOf(labels: Labels, label: string): string | undefined {
  return Object.hasOwn(labels, label) ? labels[label] : undefined;
}

export function isStable(label: string): boolean {
  if (LABELS_OF_ONE_POD.has(label) || !KEY.test(label)) return false;
  if (CHANGING_PREFIXES.some((prefix) => label.startsWith(prefix))) return false;
  return !CHANGING_WORDS.has(label.split(/[./_-]/).at(-1)!);
}

/** Labels by which all of these pods can be selected; empty when there are none. */
export function stableLabels(pods: readonly LabelledPod[]): Labels {
  const [first, ...others] = pods;
  const entries = Object.entries(first?.labels ?? {}).filter(
    ([label, value]) =>
      isStable(label) &&
      VALUE.test(value) &&
      pods.every((pod) => !isOfOnePod(value, pod)) &&
      others.every(({ labels }) => labelOf(labels, label) === value),
  );
  return Object.fromEntries(entries);
}

/** A value that is the name of the pod, or ends in the hash of its revision, whatever its label. */
function isOfOnePod(value: string, { name, labels }: LabelledPod): boolean {
  if (name !== '' && value === name) return true;
  const hashes = HASH_LABELS.map((label) => labelOf(labels, label) ?? '');
  return hashes.some((hash) => hash !== '' && (value === hash || value.endsWith(`-${hash}`)));
}

/** The labels in the order in which a selector should use them. */
export function byPreference(labels: Iterable<string>): string[] {
  const rank = (label: string) => NAMING_LABELS.indexOf(label) + 1 || NAMING_LABELS.length + 1;
  return [...new Set(labels)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
}
