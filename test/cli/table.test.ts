import { expect, test } from 'vitest';
import { type Column, formatTable } from '../../src/cli/table.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'NAME', text: ({ name }) => name },
  { title: 'COUNT', text: ({ count }) => String(count), isNumber: true },
  {
    title: 'KIND',
    text: () => 'x',
    style: ({ count }) => (count > 5 ? 'red' : undefined),
  },
];

test('texts begin and numbers end at one place, and nothing is cut', () => {
  const rows = [
    { name: 'a', count: 1 },
    { name: 'a-rather-long-name', count: 1_234_567 },
  ];
  expect(formatTable(COLUMNS, rows, { hasColours: false })).toBe(`\
NAME                  COUNT  KIND
a                         1  x
a-rather-long-name  1234567  x
`);
});

test('a table without rows is its titles', () => {
  expect(formatTable(COLUMNS, [], { hasColours: false })).toBe('NAME  COUNT  KIND\n');
});

test('colours do not move columns', () => {
  const rows = [
    { name: 'a', count: 9 },
    { name: 'bb', count: 1 },
  ];
  const coloured = formatTable(COLUMNS, rows, { hasColours: true });
  expect(coloured).toContain('\u001b[31m');
  expect(coloured.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '')).toBe(
    formatTable(COLUMNS, rows, { hasColours: false }),
  );
});

test('a cell cannot begin a new line or move the cursor', () => {
  const table = formatTable(COLUMNS, [{ name: 'a\nb\u001b[A', count: 1 }], { hasColours: false });
  expect(table.split('\n')).toHaveLength(3);
  expect(table).toContain('a\\x0ab\\x1b[A');
});
