import { describe, expect, it } from 'vitest';
import { ManifestText } from '../../src/manifest/manifest-text.ts';
import { DEPTH_MAX, tooDeepAt } from '../../src/manifest/nesting.ts';

const END = 100_000;

describe('too deep', () => {
  it.each([
    ['lists in brackets', '['.repeat(END), DEPTH_MAX],
    ['JSON', `${'{"a":'.repeat(END)}1${'}'.repeat(END)}`, 5 * DEPTH_MAX],
    ['items in a row', `${'- '.repeat(END)}a`, 2 * DEPTH_MAX],
    ['keys in a row', `${'? '.repeat(END)}a`, 2 * DEPTH_MAX],
    ['both', `a: 'x'\n${'- '.repeat(DEPTH_MAX)}[b]`, 7 + 2 * DEPTH_MAX],
    ['below a document', `a: |\n  [{\n---\n${'['.repeat(END)}`, 14 + DEPTH_MAX],
  ])('%s are found where they go too far', (_what, text, at) => {
    expect(tooDeepAt(text, DEPTH_MAX)).toBe(at);
  });

  it.each([
    ['brackets that are closed', '[[[]]],'.repeat(END)],
    ['brackets in strings', `a: "${'['.repeat(END)}"`],
    ['brackets in blocks of text', `a: |\n  ${'{'.repeat(END)}\n`],
    ['brackets and dashes in comments', `# ${'['.repeat(END)}${'- '.repeat(END)}\na: b`],
    ['as many levels as may be', `${'['.repeat(DEPTH_MAX)}${']'.repeat(DEPTH_MAX)}`],
    ['lists that are long', '- a\n'.repeat(END)],
  ])('%s are not', (_what, text) => {
    expect(tooDeepAt(text, DEPTH_MAX)).toBeUndefined();
  });

  it.each([
    ['[', ']'],
    ['- ', ''],
    ['{a: ', '}'],
  ])('is nothing that the parser does not bear: %j', (open, close) => {
    const text = `${open.repeat(DEPTH_MAX)}a${close.repeat(DEPTH_MAX)}`;
    expect(new ManifestText(text, 'x').documents()).toHaveLength(1);
  });

  it.each([
    ['? ', ''],
    ['{', '}'],
    ['[', ']: 1'],
  ])('are keys within keys, long before the parser takes minutes: %j', (open, close) => {
    const text = `${open.repeat(DEPTH_MAX)}a${close.repeat(DEPTH_MAX)}`;
    expect(() => new ManifestText(text, 'x').documents()).toThrow(/all keys must be strings/);
  });

  it('are no templates', () => {
    const text = `metadata: { name: {{ .Values.name }} }\n# ${'-'.repeat(80)}\n`;
    expect(new ManifestText(text, 'x').documents()).toHaveLength(1);
  });
});
