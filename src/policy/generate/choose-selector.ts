/**
 * The fewest labels that pick the pods that are meant, and no other pod of their namespace as the
 * world knows it.
 */
import type { Labels } from '../model/world.ts';
import {
  byPreference,
  isStable,
  type LabelledPod,
  labelOf,
  stableLabels,
} from './stable-labels.ts';

/** A part of `Selector` that both Kubernetes and Calico can say. */
export type Requirement =
  | { readonly op: 'equal'; readonly label: string; readonly value: string }
  | { readonly op: 'not_in'; readonly label: string; readonly values: readonly string[] }
  | { readonly op: 'has' | 'has_not'; readonly label: string };

/** All must hold; none takes every pod of the namespace. */
export type PodSelector = readonly Requirement[];

export function takes(selector: PodSelector, labels: Labels): boolean {
  return selector.every((requirement) => holds(requirement, labelOf(labels, requirement.label)));
}

/** Whether it takes a pod, whatever other labels that may have. */
export function surelyTakes(selector: PodSelector, labels: Labels): boolean {
  const isKnown = selector.every(({ label }) => labelOf(labels, label) !== undefined);
  return isKnown && takes(selector, labels);
}

function holds(requirement: Requirement, value: string | undefined): boolean {
  switch (requirement.op) {
    case 'equal':
      return value === requirement.value;
    case 'not_in':
      return value === undefined || !requirement.values.includes(value);
    case 'has':
      return value !== undefined;
    case 'has_not':
      return value === undefined;
  }
}

/**
 * Takes all of `own`, and of `others` only those that labels cannot tell from them; undefined when
 * `own` have no stable label in common. `isWhole`: `own` have no labels beside those given.
 */
export function chooseSelector(
  own: readonly LabelledPod[],
  others: readonly Labels[],
  isWhole: boolean,
): PodSelector | undefined {
  const stable = stableLabels(own);
  const chosen: Requirement[] = [];
  let left = others;
  const narrow = (requirement: Requirement): void => {
    const narrowed = left.filter((labels) => takes([requirement], labels));
    if (chosen.length > 0 && narrowed.length === left.length) return;
    chosen.push(requirement);
    left = narrowed;
  };
  for (const label of byPreference(Object.keys(stable))) {
    narrow({ op: 'equal', label, value: stable[label]! });
  }
  if (chosen.length === 0) return undefined;
  if (isWhole) for (const label of foreignLabels(own, left)) narrow({ op: 'has_not', label });
  return chosen;
}

/** Labels that others have, and none of one's own. */
function foreignLabels(own: readonly LabelledPod[], others: readonly Labels[]): string[] {
  const foreign = others.flatMap((labels) => Object.keys(labels)).filter(isStable);
  return byPreference(
    foreign.filter((label) => own.every(({ labels }) => labelOf(labels, label) === undefined)),
  );
}

/**
 * Takes all of `meant` and none of `spared`, and pods that nobody knows yet; undefined when no
 * labels can say that.
 */
export function allBut(
  meant: readonly Labels[],
  spared: readonly LabelledPod[],
): PodSelector | undefined {
  const values = new Map<string, Set<string>>();
  const needed = new Set<string>();
  for (const pod of spared) {
    const stable = stableLabels([pod]);
    const telling = byPreference(Object.keys(stable)).find((label) =>
      meant.every((labels) => labelOf(labels, label) !== stable[label]),
    );
    if (telling !== undefined) {
      values.set(telling, (values.get(telling) ?? new Set()).add(stable[telling]!));
      continue;
    }
    const missing = commonKeys(meant).find((label) => labelOf(pod.labels, label) === undefined);
    if (missing === undefined) return undefined;
    needed.add(missing);
  }
  return [
    ...byPreference(needed).map((label) => ({ op: 'has', label }) as const),
    ...byPreference(values.keys()).map(
      (label) => ({ op: 'not_in', label, values: [...values.get(label)!].sort() }) as const,
    ),
  ];
}

function commonKeys(meant: readonly Labels[]): string[] {
  const keys = Object.keys(meant[0] ?? {}).filter(isStable);
  return byPreference(
    keys.filter((label) => meant.every((labels) => labelOf(labels, label) !== undefined)),
  );
}
