/** Random selectors of Calico's language as text, each with what it means. */
import fc from 'fast-check';
import type { Labels, SelectorMeaning } from './objects.ts';

export interface MeantSelector {
  readonly text: string;
  readonly means: SelectorMeaning;
}

const label = fc.constantFrom('app', 'tier', 'example.com/owner', 'projectcalico.org/namespace');
const value = fc.constantFrom<string>('web', 'api', 'front', 'x', '', 'a', 'we', 'nary');
const quote = fc.constantFrom('"', "'");
const blank = fc.constantFrom('', ' ', '\t ');

type Comparison = readonly [string, (actual: string | undefined, wanted: string) => boolean];

const COMPARISONS: readonly Comparison[] = [
  ['==', (actual, wanted) => actual === wanted],
  ['!=', (actual, wanted) => actual !== wanted],
  ['contains', (actual, wanted) => actual?.includes(wanted) ?? false],
  ['starts with', (actual, wanted) => actual?.startsWith(wanted) ?? false],
  ['ends  with', (actual, wanted) => actual?.endsWith(wanted) ?? false],
];

const comparison: fc.Arbitrary<MeantSelector> = fc
  .record({ label, value, quote, blank, by: fc.constantFrom(...COMPARISONS) })
  .map(({ label: key, value: wanted, quote: q, blank: space, by: [operator, compare] }) => ({
    text: `${key} ${operator}${space}${q}${wanted}${q}${space}`,
    means: (labels: Labels) => compare(labels[key], wanted),
  }));

const membership: fc.Arbitrary<MeantSelector> = fc
  .record({ label, values: fc.array(value, { maxLength: 3 }), quote, isNegated: fc.boolean() })
  .map(({ label: key, values, quote: q, isNegated }) => ({
    text: `${key} ${isNegated ? 'not ' : ''}in {${values.map((v) => `${q}${v}${q}`).join(', ')}}`,
    means: (labels: Labels) => {
      const actual = labels[key];
      const isIn = actual !== undefined && values.includes(actual);
      return isNegated ? !isIn : isIn;
    },
  }));

const presence: fc.Arbitrary<MeantSelector> = label.map((key) => ({
  text: `has(${key})`,
  means: (labels: Labels) => labels[key] !== undefined,
}));

const { selector: composed } = fc.letrec<{ selector: MeantSelector; leaf: MeantSelector }>(
  (tie) => ({
    leaf: fc.oneof(comparison, membership, presence),
    selector: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      tie('leaf'),
      tie('selector').map(({ text, means }) => ({
        text: `!(${text})`,
        means: (labels: Labels) => !means(labels),
      })),
      fc
        .record({
          left: tie('selector'),
          right: tie('selector'),
          isAnd: fc.boolean(),
        })
        .map(({ left, right, isAnd }) => ({
          text: `(${left.text}) ${isAnd ? '&&' : '||'} (${right.text})`,
          means: (labels: Labels) =>
            isAnd
              ? left.means(labels) && right.means(labels)
              : left.means(labels) || right.means(labels),
        })),
    ),
  }),
);

export const calicoSelector: fc.Arbitrary<MeantSelector> = composed;

/** Where everything may be taken, too. */
export const subjectSelector: fc.Arbitrary<MeantSelector> = fc.oneof(
  { weight: 3, arbitrary: calicoSelector },
  { weight: 1, arbitrary: fc.constant({ text: 'all()', means: () => true }) },
);
