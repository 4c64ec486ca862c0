import { expect, it } from 'vitest';
import { formatTable, range } from '../../bench/table.ts';

it('lines up names to the left and numbers to the right', () => {
  const rows = [
    ['program', 'ns', 'wrong'],
    ['ours', '1,200', '0'],
    ['a peer', '7', ''],
  ];
  expect(formatTable(rows).split('\n')).toEqual([
    'program     ns  wrong',
    'ours     1,200      0',
    'a peer       7',
  ]);
});

it('spells a range with its ends', () => {
  expect(range({ min: 0.5, median: 0.75, max: 1 })).toBe('0.50-1.00');
});
