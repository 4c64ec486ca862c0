import { expect, it } from 'vitest';
import { formatTable } from '../../bench/table.ts';

it('lines up names to the left and numbers to the right', () => {
  const rows = [
    { name: 'ours', nsPerLine: 200, ratio: 1, comparison: { right: 9, wrong: 0, invented: 0 } },
    { name: 'a peer', nsPerLine: 1000, ratio: 5, comparison: { right: 7, wrong: 2, invented: 1 } },
    { name: 'wc', nsPerLine: 33.4, ratio: 0.167, comparison: undefined },
  ];
  expect(formatTable(rows).split('\n')).toEqual([
    'program  CPU ns/line     lines/s  x ours  flows right           wrong',
    'ours             200   5,000,000    1.00       9 of 9               0',
    'a peer          1000   1,000,000    5.00       7 of 9  2 + 1 invented',
    'wc                33  29,940,120    0.17     no flows                ',
  ]);
});
