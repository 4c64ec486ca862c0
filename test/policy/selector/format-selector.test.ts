import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatSelector } from '../../../src/policy/selector/format-selector.ts';
import { matchSelector } from '../../../src/policy/selector/match-selector.ts';
import { OWN_LABELS, parseSelector } from '../../../src/policy/selector/parse-selector.ts';
import { calicoSelector } from '../naive/arbitrary-selector.ts';
import { labels } from '../naive/arbitrary-world.ts';

const parse = (text: string) => parseSelector(text, OWN_LABELS);

it.each([
  ['', 'all()'],
  ["app=='web'", 'app == "web"'],
  [`owner == 'say "x"'`, `owner == 'say "x"'`],
  ['!has( a )', '!(has(a))'],
  [
    "a not in {'x','y'} && (b contains 'z' || !all())",
    'a not in {"x", "y"} && (b contains "z" || !(all()))',
  ],
  ["a starts  with 'x' || b ends with 'y'", 'a starts with "x" || b ends with "y"'],
])('writes %s', (text, written) => {
  expect(formatSelector(parse(text))).toBe(written);
});

it('writes what is read as the same selector', () => {
  const property = fc.property(calicoSelector, labels, ({ text }, own) => {
    const view = { get: (label: string) => (own as Record<string, string>)[label] };
    const again = parse(formatSelector(parse(text)));
    expect(matchSelector(again, view)).toBe(matchSelector(parse(text), view));
    expect(formatSelector(again)).toBe(formatSelector(parse(text)));
  });
  fc.assert(property, { numRuns: 500 });
});
