import { expect, test } from 'vitest';
import { createFlowTable, isFull } from '../../../src/agent/aggregate/flow-table.ts';
import { take } from '../../../src/agent/aggregate/take.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { type Line, observeLines, SYN_LINE } from './lines.ts';

function takenFrom(...lines: readonly Partial<Line>[]): Flow[] {
  const table = createFlowTable({ flowsMax: 64, pointsMax: 4 });
  observeLines(table, ...lines.map((line) => ({ ...SYN_LINE, ...line })));
  return take(table);
}

test.each([
  ['calico-packet: ', 'calico-packet'],
  ['calico-packet:', 'calico-packet'],
  ['calico-packet ', 'calico-packet'],
  ['calico-packet', 'calico-packet'],
  ['calico-packet : ', 'calico-packet '],
  ['calico-packet::', 'calico-packet:'],
  ['', ''],
  [': ', ''],
  ['äöü \x1b[31m', 'äöü [31m'],
])('names the prefix %j %j', (prefix, name) => {
  expect(takenFrom({ prefix })[0]!.point.prefix).toBe(name);
});

test('keeps the three names apart, wherever one ends and the next begins', () => {
  const flows = takenFrom(
    { prefix: 'ab', inInterface: 'c', outInterface: 'd' },
    { prefix: 'a', inInterface: 'bc', outInterface: 'd' },
    { prefix: 'a', inInterface: 'b', outInterface: 'cd' },
  );
  expect(flows.map(({ point }) => Object.values(point))).toEqual([
    ['ab', 'c', 'd'],
    ['a', 'bc', 'd'],
    ['a', 'b', 'cd'],
  ]);
});

test('counts lines of a point without room at a catch-all point, and says that it is full', () => {
  const table = createFlowTable({ pointsMax: 4 });
  for (let i = 0; i < 6; i++) {
    observeLines(table, { ...SYN_LINE, inInterface: `cali${i}` });
  }
  expect(isFull(table)).toBe(true);
  const points = take(table).map(({ point }) => point.inInterface);
  expect(points).toContain('');
  expect(new Set(points).size).toBe(points.length);
});

test('recognises a response at a point without room', () => {
  const table = createFlowTable({ pointsMax: 1 });
  observeLines(table, SYN_LINE, { ...SYN_LINE, inInterface: 'cali2' });
  observeLines(table, {
    ...SYN_LINE,
    prefix: 'calico-response-rst: ',
    source: SYN_LINE.destination,
    destination: SYN_LINE.source,
    ports: [80, 40_000],
  });
  const flows = take(table);
  expect(flows.reduce((sum, flow) => sum + flow.refused, 0)).toBe(1);
  expect(flows.reduce((sum, flow) => sum + flow.lines, 0)).toBe(2);
});

test('forgets points at a rollover, but not those of remembered connections', () => {
  const table = createFlowTable({ pointsMax: 8, connectionsMax: 1 });
  for (let pod = 0; pod < 100; pod++) {
    const line = { ...SYN_LINE, inInterface: `cali${pod}`, ports: [40_000 + pod, 80] as const };
    observeLines(table, line);
    expect(take(table)).toMatchObject([{ lines: 1, point: { inInterface: `cali${pod}` } }]);
    observeLines(table, {
      ...line,
      prefix: 'calico-response-est: ',
      inInterface: `eth${pod}`,
      source: line.destination,
      destination: line.source,
      ports: [80, 40_000 + pod],
    });
    expect(take(table)).toMatchObject([
      { lines: 0, answered: 1, point: { inInterface: `cali${pod}` } },
    ]);
  }
});
