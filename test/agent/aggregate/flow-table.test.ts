import { expect, test } from 'vitest';
import {
  createFlowTable,
  isFull,
  readCounters,
  size,
} from '../../../src/agent/aggregate/flow-table.ts';
import { take } from '../../../src/agent/aggregate/take.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { estimateDistinct } from '../../../src/flow/hyperloglog.ts';
import { type Line, observeLines, SYN_LINE } from './lines.ts';

const HOUR_US = 3_600_000_000;

/** What answers SYN_LINE. */
const ANSWER: Line = {
  ...SYN_LINE,
  prefix: 'calico-response-est: ',
  inInterface: 'eth0',
  outInterface: 'cali1',
  source: SYN_LINE.destination,
  destination: SYN_LINE.source,
  ports: [80, 40_000],
  flags: 18,
};

test('gives one line as a whole flow', () => {
  const table = createFlowTable({ flowsMax: 4 });
  observeLines(table, SYN_LINE);
  expect(take(table)).toEqual([
    {
      origin: 'text',
      point: { prefix: 'calico-packet', inInterface: 'cali1', outInterface: 'eth0' },
      source: unnamedEndpoint('10.0.0.1'),
      destination: unnamedEndpoint('192.0.2.1'),
      protocol: 6,
      port: 80,
      icmpType: undefined,
      icmpCode: undefined,
      isReply: false,
      overflow: undefined,
      hour: 2,
      lines: 1,
      duplicates: 0,
      connections: 1,
      bytes: 60,
      tcpFlags: 2,
      firstSeenUs: 2 * HOUR_US,
      lastSeenUs: 2 * HOUR_US,
      sourcePorts: [40_000],
      sourcePortRegisters: new Uint8Array(0),
      answered: 0,
      refused: 0,
      unreachable: 0,
    },
  ]);
});

test('holds nothing after a take, but remembers connections', () => {
  const table = createFlowTable({ flowsMax: 4 });
  observeLines(table, SYN_LINE);
  take(table);
  expect([size(table), take(table)]).toEqual([0, []]);
  observeLines(table, { ...SYN_LINE, ipId: 2 });
  expect(take(table)).toMatchObject([{ lines: 1, connections: 0 }]);
});

test('keeps port 0 apart from no port, and protocol 0 from a hidden one', () => {
  const { ports, protocol, flags, ...rest } = SYN_LINE;
  const table = createFlowTable({ flowsMax: 8 });
  observeLines(
    table,
    { ...rest, protocol: 6, ports: [0, 0] },
    { ...rest, protocol: 6 },
    { ...rest, protocol: 0 },
    rest,
  );
  expect(take(table).map((flow) => [flow.protocol, flow.port])).toEqual([
    [6, 0],
    [6, undefined],
    [0, undefined],
    [undefined, undefined],
  ]);
});

test('starts a new flow with the hour', () => {
  const table = createFlowTable({ flowsMax: 8 });
  observeLines(table, { ...SYN_LINE, timeUs: 3 * HOUR_US - 1 });
  observeLines(table, { ...SYN_LINE, timeUs: 3 * HOUR_US });
  observeLines(table, { ...SYN_LINE, timeUs: 0 });
  expect(take(table).map(({ hour }) => hour)).toEqual([2, 3, 0]);
});

test('keeps addresses of a line that has none empty', () => {
  const table = createFlowTable({ flowsMax: 1 });
  const blind = { ...SYN_LINE, source: '', destination: '' };
  observeLines(table, blind, { ...blind, protocol: 17 });
  expect(take(table).map(({ source, destination }) => source.ip + destination.ip)).toEqual([
    '',
    '',
  ]);
});

test.each([
  ['calico-response-est: ', 'answered'],
  ['calico-response-rst: ', 'refused'],
])('counts %s as %s, once, for the flow of the mirrored five-tuple', (prefix, outcome) => {
  const table = createFlowTable({ flowsMax: 4 });
  observeLines(table, SYN_LINE, { ...ANSWER, prefix }, ANSWER);
  expect(take(table)).toMatchObject([{ lines: 1, port: 80, [outcome]: 1 }]);
  expect(readCounters(table)).toMatchObject({ responsesUnmatched: 0, responsesRepeated: 1 });
});

test('counts an ICMP error for the packet that it quotes', () => {
  const table = createFlowTable({ flowsMax: 4 });
  const error = { ...ANSWER, prefix: 'calico-response-icmp-err: ', protocol: 1 };
  observeLines(table, SYN_LINE, error, { ...error, inner: SYN_LINE });
  expect(take(table)).toMatchObject([{ lines: 1, unreachable: 1, answered: 0 }]);
  expect(readCounters(table).responsesUnmatched).toBe(1);
});

test('answers an echo request with its reply', () => {
  const { ports, flags, ...rest } = SYN_LINE;
  const { ports: _, flags: __, ...answer } = ANSWER;
  const table = createFlowTable({ flowsMax: 4 });
  observeLines(table, { ...rest, protocol: 1, icmp: [8, 0], echoId: 5 });
  observeLines(table, { ...answer, protocol: 1, icmp: [0, 0], echoId: 5 });
  expect(take(table)).toMatchObject([{ icmpType: 8, icmpCode: 0, answered: 1 }]);
});

test('brings a taken flow back with no lines for a late outcome, in its own hour', () => {
  const table = createFlowTable({ flowsMax: 4 });
  observeLines(table, SYN_LINE);
  take(table);
  observeLines(table, { ...ANSWER, timeUs: ANSWER.timeUs + 2 * HOUR_US });
  expect(take(table)).toMatchObject([
    { lines: 0, connections: 0, answered: 1, hour: 2, firstSeenUs: SYN_LINE.timeUs },
  ]);
});

test('a connection that begins anew can be answered anew', () => {
  const table = createFlowTable({ flowsMax: 4 });
  const again = { timeUs: SYN_LINE.timeUs + 200_000_000 };
  observeLines(table, SYN_LINE, ANSWER, { ...SYN_LINE, ...again }, { ...ANSWER, ...again });
  expect(take(table)).toMatchObject([{ connections: 2, answered: 2 }]);
});

test('takes another prefix for responses when told', () => {
  const table = createFlowTable({ flowsMax: 4, responsePrefix: 'reply' });
  observeLines(table, SYN_LINE, { ...ANSWER, prefix: 'reply-est: ' });
  expect(take(table)).toMatchObject([{ lines: 1, answered: 1 }]);
});

test('refuses a bound that is no positive whole number', () => {
  expect(() => createFlowTable({ flowsMax: 0 })).toThrow('bound');
  expect(() => createFlowTable({ connectionsMax: 1.5 })).toThrow('bound');
});

test('coarsens level by level when full, and says so', () => {
  const table = createFlowTable({ flowsMax: 1, overflowMax: 1 });
  const to = (destination: string, port: number): Line => ({
    ...SYN_LINE,
    destination,
    ports: [40_000, port],
  });
  expect(isFull(table)).toBe(false);
  observeLines(table, to('192.0.2.1', 80));
  expect(isFull(table)).toBe(true);
  observeLines(table, to('192.0.2.2', 80), to('192.0.2.3', 80));
  observeLines(table, to('192.0.2.2', 443), to('192.0.2.4', 22));
  observeLines(table, { ...to('192.0.2.2', 443), protocol: 17 });
  observeLines(table, to('192.0.2.1', 80));
  const flows = take(table);
  expect(
    flows.map(({ overflow, source, destination, port, lines }) => [
      overflow?.level,
      source.ip,
      destination.ip,
      port,
      lines,
    ]),
  ).toEqual([
    [undefined, '10.0.0.1', '192.0.2.1', 80, 2],
    ['address', '10.0.0.1', '', 80, 2],
    ['port', '10.0.0.1', '', undefined, 2],
    ['all', '', '', undefined, 1],
  ]);
  const distinct = flows.map(
    ({ overflow }) => overflow && estimateDistinct(overflow.addressRegisters),
  );
  expect(distinct).toEqual([undefined, 2, 2, 2]);
});

test.each([
  ['cali1', 'eth0', 'destination'],
  ['eth0', 'cali1', 'source'],
  ['cali1', 'cali2', 'destination'],
  ['eth0', '', 'destination'],
] as const)('from %j to %j the outside address is the %s', (inInterface, outInterface, side) => {
  const table = createFlowTable({ flowsMax: 1 });
  observeLines(table, SYN_LINE, { ...SYN_LINE, inInterface, outInterface, ports: [1, 2] });
  const [, flow] = take(table);
  expect(flow!.overflow?.level).toBe('address');
  expect(flow![side].ip).toBe('');
  expect(flow![side === 'source' ? 'destination' : 'source'].ip).not.toBe('');
});
