import { expect, test } from 'vitest';
import { cutMiddle, padded, widthOf } from '../../src/cli/text-width.ts';

test.each([
  ['shop/web', 8],
  ['ünï', 3],
  ['u\u0308', 1],
  ['数据', 4],
  ['🚀x', 3],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test.each([
  ['abcdefghij', 10, 'abcdefghij'],
  ['abcdefghij', 7, 'abcd…ij'],
  ['abcdefghij', 1, '…'],
  ['数据数据数据', 7, '数据…据'],
])('%j in %i columns is %s', (text, width, cut) => {
  expect(cutMiddle(text, width)).toBe(cut);
});

test('wide letters are padded by what they take', () => {
  expect(padded('数', 4)).toBe('数  ');
  expect(padded('7', 3, true)).toBe('  7');
});
