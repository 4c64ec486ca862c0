import { describe, expect, it } from 'vitest';
import { countText, spanText, visible } from '../../../web/src/frame/visible.ts';

describe('visible', () => {
  it.each([
    ['\u001b[2J', '\\u{1b}[2J'],
    ['a\u0000b\u007f', 'a\\u{0}b\\u{7f}'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['Grüße, 世界 👋', 'Grüße, 世界 👋'],
    ['<b>&amp;', '<b>&amp;'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe('figures in words', () => {
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [3_661_000, '1 h 1 min'],
    [86_400_000 * 3 + 3_600_000 * 4 + 5_000, '3 d 4 h'],
    [-5_000, '0 s'],
  ])('%d ms are %s', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  it('one is one', () => {
    expect([0, 1, 1_500].map((count) => countText(count, 'edge'))).toEqual([
      '0 edges',
      '1 edge',
      '1,500 edges',
    ]);
  });
});
