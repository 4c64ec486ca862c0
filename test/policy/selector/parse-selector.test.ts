/** Calico's selector language, as its own parser takes it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { YES } from '../../../src/policy/model/tri.ts';
import { type LabelView, matchSelector } from '../../../src/policy/selector/match-selector.ts';
import {
  NAMESPACES_OF_RULE,
  OWN_LABELS,
  parseSelector,
} from '../../../src/policy/selector/parse-selector.ts';
import { SelectorError } from '../../../src/policy/selector/selector-tokens.ts';
import { calicoSelector } from '../naive/arbitrary-selector.ts';
import { labels } from '../naive/arbitrary-world.ts';

function viewOf(own: Readonly<Record<string, string>>): LabelView {
  return { get: (label) => (Object.hasOwn(own, label) ? own[label] : undefined) };
}

const OWN = { app: 'web-1', 'a.b/c_d': 'x', empty: '' };

describe('a selector takes', () => {
  test.each([
    ['', true],
    ['  \t', true],
    ['all()', true],
    ['all( )', true],
    ["app == 'web-1'", true],
    ['app=="web-1"', true],
    ["app == 'WEB-1'", false],
    ["none == ''", false],
    ["empty == ''", true],
    ["app != 'x'", true],
    ["none != 'x'", true],
    ["app in {'x', 'web-1'}", true],
    ["app in{'x'}", false],
    ['app in {}', false],
    ["app in {'web-1',}", true],
    ["none not in {'x'}", true],
    ["app not in {'web-1'}", false],
    ["app notin {'x'}", true],
    ['has(app)', true],
    ['has( a.b/c_d )', true],
    ['!has(none)', true],
    ['! ! has(app)', true],
    ["app contains 'eb-'", true],
    ["none contains ''", false],
    ["app starts with 'web'", true],
    ["app startswith 'web'", true],
    ["app ends  with '-1'", true],
    ["has(app) && app == 'x' || has(empty)", true],
    ["has(app) && (app == 'x' || has(none))", false],
    ["!(app == 'x') && !has(none)", true],
    ["has == 'x' || all()", true],
    ['app == "\'" || all()', true],
  ])('%s: %s', (text, isTaken) => {
    const selector = parseSelector(text, OWN_LABELS);
    expect(matchSelector(selector, viewOf(OWN)) === YES).toBe(isTaken);
  });

  test('what it means, however it is put together', () => {
    fc.assert(
      fc.property(calicoSelector, labels, ({ text, means }, own) => {
        const selector = parseSelector(text, OWN_LABELS);
        expect(matchSelector(selector, viewOf(own)) === YES).toBe(means(own));
      }),
      { numRuns: 2_000 },
    );
  });

  test('namespaces under their prefix', () => {
    const selector = parseSelector("team == 'a' || global()", NAMESPACES_OF_RULE);
    expect(matchSelector(selector, viewOf({ 'pcns.team': 'a' }))).toBe(YES);
    expect(matchSelector(selector, viewOf({}))).toBe(YES);
    const inside = { 'pcns.team': 'b', 'projectcalico.org/namespace': 'n' };
    expect(matchSelector(selector, viewOf(inside))).not.toBe(YES);
  });
});

function mistake(text: string): string {
  try {
    parseSelector(text, OWN_LABELS);
  } catch (error) {
    if (error instanceof SelectorError) return `${error.at}: ${error.message}`;
    throw error;
  }
  return '';
}

describe('a mistake is told with its place', () => {
  test.each([
    ["app = 'x'", '4: expected an operator behind the label'],
    ['app', '3: expected an operator behind the label app'],
    ['app ==', '6: expected a text in quotes'],
    ['app == x', '7: expected a text in quotes'],
    ["app == 'x", '7: the text has no closing quote'],
    ['app in ["x"]', '7: "[" means nothing here'],
    ["app in {'x' 'y'}", "12: expected '}'"],
    ["app in 'x'", "7: expected '{'"],
    ['has(app', "0: expected a label and ')' behind has("],
    ['has()', "0: expected a label and ')' behind has("],
    ['all(x)', "0: expected ')' behind all("],
    ["(app == 'x'", "11: expected ')'"],
    ["app == 'x')", "10: expected '&&', '||' or the end"],
    ["app == 'x' has(b)", "11: expected '&&', '||' or the end"],
    ["app == 'x' & has(b)", "11: expected '&&'"],
    ['&& has(a)', "0: expected a label, has(), all(), '!' or '('"],
    ['has(a) &&', "9: expected a label, has(), all(), '!' or '('"],
    ['global()', '0: global() may stand only in namespaceSelectors'],
    ['has(a)\n', '6: "\\n" means nothing here'],
    ['not ( a selector', '8: expected an operator behind the label'],
    [`${'('.repeat(200)}has(a)${')'.repeat(200)}`, '100: has too many brackets in brackets'],
    [`${'a'.repeat(600)} == 'x'`, '0: a label has at most 512 characters'],
  ])('%s', (text, expected) => {
    expect(mistake(text)).toContain(expected);
  });

  test('and never anything else, whatever the text', () => {
    const word = fc.constantFrom('a', "'x'", '"', '==', '!', '(', ')', '{', '}', ',', '&&', '||');
    const more = fc.constantFrom('in ', 'not ', 'has(', 'all()', 'global()', ' ', 'starts with');
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(word, more)).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        mistake(text);
      }),
      { numRuns: 5_000 },
    );
  });
});
