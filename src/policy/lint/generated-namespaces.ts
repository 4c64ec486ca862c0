/**
 * For which namespaces a rule of Kyverno runs: `match` without `exclude`. Names may have wildcards;
 * of a name with several, the text before the first and behind the last is compared.
 */
import type { Fields } from '../../manifest/fields.ts';
import { readLabelSelector } from '../selector/label-selector.ts';
import {
  ALL,
  allOf,
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX,
  type Selector,
  withPrefix,
} from '../selector/selector.ts';

export function namespacesOf(rule: Fields): Selector {
  const matched = filters(rule.at('match')).map(readFilter);
  const excluded = filters(rule.at('exclude')).flatMap(readExclusion);
  return allOf(anyOf(matched), ...excluded);
}

/** `resources` of each element of `any` or `all`, or the one that stands alone. */
function filters(match: Fields): Fields[] {
  const listed = [...match.at('any').items(), ...match.at('all').items()];
  return [match, ...listed].map((item) => item.at('resources')).filter((item) => !item.isAbsent);
}

function readFilter(resources: Fields): Selector {
  const names = namesIn(resources);
  const labels = resources.at('selector');
  return allOf(
    names.length === 0 ? ALL : anyOf(names.map(nameSelector)),
    labels.isAbsent ? ALL : withPrefix(readLabelSelector(labels), NAMESPACE_PREFIX),
  );
}

/** Plain names stay one list, as people write it. */
function readExclusion(resources: Fields): Selector[] {
  const names = namesIn(resources);
  const isByNamesAlone = names.length > 0 && resources.at('selector').isAbsent;
  if (!isByNamesAlone) return [{ op: 'not', of: readFilter(resources) }];
  const plain = names.filter((name) => !WILDCARD.test(name));
  const patterns = names.filter((name) => WILDCARD.test(name));
  return [
    ...(plain.length > 0 ? [{ op: 'not_in' as const, label: NAMESPACE_LABEL, values: plain }] : []),
    ...patterns.map((pattern): Selector => ({ op: 'not', of: nameSelector(pattern) })),
  ];
}

function namesIn(resources: Fields): string[] {
  const listed = resources
    .at('names')
    .items()
    .map((name) => name.requiredText());
  const single = resources.at('name').text();
  return single === '' ? listed : [...listed, single];
}

const WILDCARD = /[*?]/;

function nameSelector(name: string): Selector {
  const label = NAMESPACE_LABEL;
  if (!WILDCARD.test(name)) return { op: 'equal', label, value: name };
  const [start, end] = [name.split(WILDCARD)[0]!, name.split(WILDCARD).at(-1)!];
  return allOf(
    start === '' ? ALL : { op: 'starts_with', label, value: start },
    end === '' ? ALL : { op: 'ends_with', label, value: end },
  );
}

function anyOf(of: readonly Selector[]): Selector {
  if (of.length === 0 || of.some(({ op }) => op === 'all')) return ALL;
  return of.length === 1 ? of[0]! : { op: 'or', of };
}
