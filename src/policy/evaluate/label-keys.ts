/**
 * What an endpoint must have at least, that a selector can take it: one of some labels, with a
 * value or with any. Selectors are looked up by that, instead of asking each.
 */
import type { LabelView } from '../selector/match-selector.ts';
import { ORCHESTRATOR_LABEL, type Selector } from '../selector/selector.ts';

interface LabelKey {
  readonly label: string;
  /** Undefined: any. */
  readonly value: string | undefined;
}
/** One of these is there, or the selector does not match; undefined: it may match without any. */
type LabelKeys = readonly LabelKey[] | undefined;

/** A label with any value costs as much as many with a value of their own. */
const ANY_VALUE_COST = 100;

/** Things by the labels that they need. */
export class LabelKeyIndex<T> {
  readonly #byLabel = new Map<string, Map<string | undefined, T[]>>();
  /** Those that need none. */
  readonly #anywhere: T[] = [];

  add(selector: Selector, thing: T): void {
    const keys = neededKeys(selector);
    if (keys === undefined) this.#anywhere.push(thing);
    else for (const { label, value } of keys) this.#listOf(label, value).push(thing);
  }

  #listOf(label: string, value: string | undefined): T[] {
    const byValue = this.#byLabel.get(label) ?? new Map<string | undefined, T[]>();
    this.#byLabel.set(label, byValue);
    const list = byValue.get(value) ?? [];
    byValue.set(value, list);
    return list;
  }

  /** Hears of those whose selectors may take these labels, each once, and of some others. */
  eachCandidate(labels: LabelView, hear: (thing: T) => void): void {
    for (const thing of this.#anywhere) hear(thing);
    const found = new Set<T>();
    for (const [label, byValue] of this.#byLabel) {
      const value = labels.get(label);
      if (value === undefined) continue;
      const lists =
        value === null
          ? byValue.values()
          : [byValue.get(value) ?? [], byValue.get(undefined) ?? []];
      for (const list of lists) for (const thing of list) found.add(thing);
    }
    for (const thing of found) hear(thing);
  }
}

function neededKeys(selector: Selector): LabelKeys {
  switch (selector.op) {
    case 'equal':
      // Every pod has it: no help.
      if (selector.label === ORCHESTRATOR_LABEL) return undefined;
      return [{ label: selector.label, value: selector.value }];
    case 'in':
      return selector.values.map((value) => ({ label: selector.label, value }));
    case 'has':
    case 'contains':
    case 'starts_with':
    case 'ends_with':
      return [{ label: selector.label, value: undefined }];
    case 'and':
      return cheapest(selector.of.map(neededKeys));
    case 'or':
      return anyOf(selector.of.map(neededKeys));
    default:
      return undefined;
  }
}

function cheapest(all: readonly LabelKeys[]): LabelKeys {
  const known = all.filter((keys) => keys !== undefined);
  return known.toSorted((a, b) => cost(a) - cost(b))[0];
}

function cost(keys: readonly LabelKey[]): number {
  return keys.reduce((sum, { value }) => sum + (value === undefined ? ANY_VALUE_COST : 1), 0);
}

function anyOf(all: readonly LabelKeys[]): LabelKeys {
  return all.includes(undefined) ? undefined : all.flatMap((keys) => keys ?? []);
}
