import { expect, test } from 'vitest';
import { createFlowTable, readCounters } from '../../../src/agent/aggregate/flow-table.ts';
import { take } from '../../../src/agent/aggregate/take.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { type Line, observeLines, SYN_LINE } from './lines.ts';

const START_US = SYN_LINE.timeUs + 60_000_000;

function takenFrom(...lines: readonly Partial<Line>[]): Flow[] {
  const table = createFlowTable({ flowsMax: 64 });
  observeLines(table, ...lines.map((line) => ({ ...SYN_LINE, timeUs: START_US, ...line })));
  return take(table);
}

function later(us: number, rest: Partial<Line> = {}): Partial<Line> {
  return { timeUs: START_US + us, ...rest };
}

const ONCE = { lines: 2, duplicates: 0, connections: 1, bytes: 120 };

test.each([
  ['a retransmit', later(1_000_000, { ipId: 2 }), ONCE],
  ['the last retransmit', later(127_000_000, { ipId: 2 }), ONCE],
  ['a connection past the horizon', later(127_000_001), { ...ONCE, connections: 2 }],
  ['one packet logged twice', later(10_000), { ...ONCE, duplicates: 1, bytes: 60 }],
  ['the same IP ID too late', later(10_001), ONCE],
  ['a line that comes earlier', later(-5_000), { ...ONCE, duplicates: 1, bytes: 60 }],
  ['another source port', later(0, { ports: [40_001, 80] }), { ...ONCE, connections: 2 }],
])('counts %s', (_, second, counts) => {
  expect(takenFrom({}, second)).toMatchObject([counts]);
});

test('counts a packet logged by two rules once, in the flow of the first', () => {
  const flows = takenFrom({}, later(3, { prefix: 'other: ' }));
  expect(flows).toMatchObject([
    { lines: 1, duplicates: 0, connections: 1, bytes: 60 },
    { lines: 1, duplicates: 1, connections: 0, bytes: 0 },
  ]);
});

test('takes no IPv6 packet for a duplicate, since it has no ID', () => {
  const ends = { source: '2001:db8::1', destination: '2001:db8::2' };
  expect(takenFrom(ends, ends)).toMatchObject([{ duplicates: 0, connections: 1, bytes: 120 }]);
});

test('tells echo requests apart by their identifier', () => {
  const { ports, flags, ...rest } = SYN_LINE;
  const table = createFlowTable({ flowsMax: 4 });
  const echo = { ...rest, protocol: 1, icmp: [8, 0] as const };
  observeLines(table, { ...echo, echoId: 1 }, { ...echo, echoId: 2 }, { ...echo, echoId: 1 });
  expect(take(table)).toMatchObject([{ connections: 2, sourcePorts: [1, 2], icmpType: 8 }]);
});

test('remembers exactly the newest connections over thousands of evictions', () => {
  const table = createFlowTable({ flowsMax: 4, connectionsMax: 300 });
  const line = (i: number): Line => ({ ...SYN_LINE, ports: [i, 80] });
  for (let i = 0; i < 5000; i++) observeLines(table, line(i));
  for (let i = 4700; i < 5000; i++) observeLines(table, line(i));
  expect(take(table)).toMatchObject([{ lines: 5300, connections: 5000 }]);
  observeLines(table, line(4699));
  expect(take(table)).toMatchObject([{ lines: 1, connections: 1 }]);
  expect(readCounters(table).connectionsEvicted).toBe(4701);
});
