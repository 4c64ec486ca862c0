/** The pods that no policy selects on a side: they are open, so that allowing changes nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { Policy, Side } from '../model/policy.ts';
import { allOf, IS_POD, NAMESPACE_LABEL, type Selector } from '../selector/selector.ts';

/** Undefined: policies select every pod. */
export function unselectedPods(policies: readonly Policy[], side: Side): Selector | undefined {
  const subjects = policies
    .filter(({ staged }) => staged === undefined)
    .filter((policy) => policy[side] !== undefined)
    .map(({ subject }) => amongPods(subject));
  if (subjects.some(({ op }) => op === 'all')) return undefined;
  const selected = together(subjects);
  if (selected.length === 0) return IS_POD;
  const of: Selector = selected.length === 1 ? selected[0]! : { op: 'or', of: selected };
  return allOf(IS_POD, { op: 'not', of });
}

/** Without the condition that it is a pod, which holds for all of them. */
function amongPods(subject: Selector): Selector {
  const parts = subject.op === 'and' ? subject.of : [subject];
  return allOf(...parts.filter((part) => !isDeepStrictEqual(part, IS_POD)));
}

/** Each once, and whole namespaces as one. */
function together(subjects: readonly Selector[]): Selector[] {
  const values = subjects.flatMap((subject) => wholeNamespace(subject) ?? []).sort();
  const isOfWhole = new Set(values);
  const others = subjects.filter((subject) => !isWithin(subject, isOfWhole));
  const distinct = new Map(others.map((subject) => [JSON.stringify(subject), subject]));
  const whole: Selector = { op: 'in', label: NAMESPACE_LABEL, values: [...isOfWhole] };
  return [...(values.length > 0 ? [whole] : []), ...distinct.values()];
}

function wholeNamespace(subject: Selector): string | undefined {
  return subject.op === 'equal' && subject.label === NAMESPACE_LABEL ? subject.value : undefined;
}

/** Whether it selects only pods of these namespaces. */
function isWithin(subject: Selector, namespaces: ReadonlySet<string>): boolean {
  const parts = subject.op === 'and' ? subject.of : [subject];
  return parts.some((part) => namespaces.has(wholeNamespace(part) ?? ''));
}
