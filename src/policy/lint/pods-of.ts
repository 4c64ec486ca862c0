/**
 * The pods that a selector takes, as far as the selector says what they are: enough to ask of
 * another selector whether it takes all of them, or some. Nobody needs to know a pod for that.
 */
import { isDeepStrictEqual } from 'node:util';
import { podLabels } from '../evaluate/pod-labels.ts';
import { NO, UNKNOWN, YES } from '../model/tri.ts';
import type { World } from '../model/world.ts';
import { type LabelView, matchSelector } from '../selector/match-selector.ts';
import {
  allOf,
  METADATA_NAME_LABEL,
  NAME_LABEL,
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX,
  type Selector,
} from '../selector/selector.ts';

export interface PodsOf {
  readonly selector: Selector;
  /** What all of them have; null where they differ, or it is not said. */
  readonly labels: LabelView;
  /** Undefined: of several, or any. */
  readonly namespace: string | undefined;
}

export type ReadPods = (selector: Selector) => PodsOf;

/** Labels that say in which namespace a pod is. */
export const NAMESPACE_NAMES: readonly string[] = [
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX + METADATA_NAME_LABEL,
  NAMESPACE_PREFIX + NAME_LABEL,
];

/** Remembers what it made: the same selectors are compared with one another all the time. */
export function podsReader({ namespaces }: World): ReadPods {
  const known = new Map<Selector, PodsOf>();
  return (selector) => {
    const pods = known.get(selector) ?? podsOf(selector, namespaces);
    known.set(selector, pods);
    return pods;
  };
}

function podsOf(selector: Selector, namespaces: World['namespaces']): PodsOf {
  const said = new Map(conditions(selector).flatMap(labelSaid));
  const namespace = NAMESPACE_NAMES.map((label) => said.get(label)).find((name) => name);
  const inherited = podLabels({
    namespace,
    labels: {},
    knowledge: 'some',
    serviceAccount: undefined,
    namespaceLabels: namespace === undefined ? undefined : namespaces.get(namespace),
    serviceAccountLabels: undefined,
  });
  const get = (label: string) => (said.has(label) ? said.get(label) : inherited.get(label));
  return { selector, labels: { get }, namespace };
}

/** Whether the selector takes every one of the pods, for sure. */
export function takesAll(selector: Selector, pods: PodsOf): boolean {
  return conditions(selector).every((condition) => {
    const isMet = matchSelector(condition, pods.labels);
    if (isMet !== UNKNOWN) return isMet === YES;
    return conditions(pods.selector).some((one) => isDeepStrictEqual(one, condition));
  });
}

/** Whether a pod may be among both. */
export function mayShare(a: PodsOf, b: PodsOf): boolean {
  return matchSelector(a.selector, b.labels) !== NO && matchSelector(b.selector, a.labels) !== NO;
}

/** All of which must hold. */
export function conditions(selector: Selector): readonly Selector[] {
  return selector.op === 'and' ? selector.of.flatMap(conditions) : [selector];
}

/** A label that the condition gives to all that it takes; undefined as a value: none has it. */
function labelSaid(condition: Selector): [string, string | undefined][] {
  if (condition.op === 'equal') return [[condition.label, condition.value]];
  if (condition.op === 'in' && condition.values.length === 1) {
    return [[condition.label, condition.values[0]]];
  }
  if (condition.op === 'not' && condition.of.op === 'has') return [[condition.of.label, undefined]];
  return [];
}

/** The selector without the conditions on labels that pods inherit, or that all of them have. */
export function ownConditions(selector: Selector): Selector {
  return allOf(...conditions(selector).filter((condition) => !isInherited(condition)));
}

function isInherited(selector: Selector): boolean {
  if ('label' in selector) {
    return (
      selector.label.startsWith(NAMESPACE_PREFIX) || selector.label.startsWith('projectcalico.org/')
    );
  }
  if (selector.op === 'all') return true;
  return selector.op === 'not' ? isInherited(selector.of) : selector.of.every(isInherited);
}
