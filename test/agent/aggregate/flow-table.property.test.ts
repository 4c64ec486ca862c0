/**
 * The flow table against its model, over random lines from a small alphabet: everything collides
 * with everything.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createFlowTable,
  type FlowTable,
  readCounters,
  size,
} from '../../../src/agent/aggregate/flow-table.ts';
import { take } from '../../../src/agent/aggregate/take.ts';
import { parseAddress } from '../../../src/flow/address.ts';
import { type Flow, OVERFLOW_LEVELS } from '../../../src/flow/flow.ts';
import { addHash, hashAddress, hashWord, REGISTERS } from '../../../src/flow/hyperloglog.ts';
import { type Line, observeLines, type Packet } from './lines.ts';
import {
  createModel,
  keyText,
  type Model,
  type ModelFlow,
  observeInModel,
  SOURCE_PORTS,
  takeFromModel,
} from './model.ts';

const BASE_US = 3_600_000_000 * 1000;

const addresses = fc.constantFrom('10.0.0.1', '10.0.0.2', '192.0.2.1', '2001:db8::1', '::1');
const ports = fc.tuple(
  fc.oneof(fc.constantFrom(0, 53, 80, 40_000), fc.integer({ min: 33_000, max: 33_012 })),
  fc.constantFrom(0, 53, 80, 40_000),
);
const transport = fc.record({
  protocol: fc.constantFrom(6, 17),
  ports,
  flags: fc.constantFrom(2, 18, 20, 4, 16),
});
const icmp = fc.record(
  {
    protocol: fc.constantFrom(1, 58),
    icmp: fc.tuple(fc.constantFrom(0, 3, 8, 128, 129), fc.constantFrom(0, 1)),
    echoId: fc.constantFrom(0, 7),
  },
  { requiredKeys: ['protocol', 'icmp'] },
);
const portless = fc.record({ protocol: fc.constantFrom(6, 132, 0) });
const hidden = fc.constant({});
const upper = fc.oneof(
  { weight: 6, arbitrary: transport },
  { weight: 2, arbitrary: icmp },
  portless,
  hidden,
);
const ends = fc.record(
  {
    source: addresses,
    destination: addresses,
    ipId: fc.constantFrom(0, 1),
    length: fc.constantFrom(40, 60, 196_908),
  },
  { requiredKeys: ['source', 'destination'] },
);
const packets: fc.Arbitrary<Packet> = fc
  .tuple(ends, upper)
  .map(([both, rest]) => Object.assign({}, both, rest));

const times = fc
  .tuple(
    fc.constantFrom(0, 126_000_000, 128_000_000, 3_599_999_999, 3_600_000_000),
    fc.constantFrom(0, 5_000, 10_000, 10_001, 1_000_000, 2_000_000),
  )
  .map(([far, near]) => BASE_US + far + near);
const surroundings = fc.record({
  prefix: fc.constantFrom('calico-packet: ', 'calico-packet', 'other:', 'other ', ''),
  inInterface: fc.constantFrom('cali1', 'eth0', ''),
  outInterface: fc.constantFrom('cali22', 'eth0', ''),
  timeUs: fc.oneof({ weight: 9, arbitrary: times }, fc.constant(0)),
});
const loggedLines: fc.Arbitrary<Line> = fc
  .tuple(surroundings, packets)
  .map(([around, packet]) => ({ ...around, ...packet }));

const responsePrefixes = fc.constantFrom(
  'calico-response-est: ',
  'calico-response-rst:',
  'calico-response-icmp-err: ',
);

/** A line, an answer to an earlier line (by how far back it is), or a rollover. */
type Step =
  | { readonly line: Line }
  | { readonly answer: Line; readonly back: number }
  | { readonly isTake: true };

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: loggedLines.map((line) => ({ line })) },
  {
    weight: 4,
    arbitrary: fc.record({
      answer: fc
        .tuple(loggedLines, responsePrefixes)
        .map(([line, prefix]): Line => ({ ...line, prefix })),
      back: fc.integer({ min: 0, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ isTake: true as const }) },
);

/** What answers `line`, in the surroundings of `answer`; an ICMP error quotes it. */
function answerTo(line: Line, answer: Line): Line {
  const { prefix, inInterface, outInterface, timeUs } = answer;
  const around = { prefix, inInterface, outInterface, timeUs };
  if (prefix.includes('icmp-err')) {
    const { protocol, ...outer } = answer;
    return { ...outer, inner: line };
  }
  const { icmp: asked, ports: askedPorts } = line;
  return {
    ...line,
    ...around,
    source: line.destination,
    destination: line.source,
    ...(askedPorts && { ports: [askedPorts[1], askedPorts[0]] as const }),
    ...(asked && {
      icmp: [asked[0] === 8 ? 0 : asked[0] === 128 ? 129 : asked[0], asked[1]] as const,
    }),
  };
}

/** The steps as lines and takes (undefined). */
function script(all: readonly Step[]): (Line | undefined)[] {
  const logged: Line[] = [];
  return all.map((step) => {
    if ('isTake' in step) return undefined;
    if ('line' in step) {
      logged.push(step.line);
      return step.line;
    }
    const asked = logged.at(-1 - step.back);
    return asked === undefined ? step.answer : answerTo(asked, step.answer);
  });
}

function plainModelFlow({ flow, level }: { flow: ModelFlow; level: number }): object {
  const portList = [...flow.ports];
  const isComplete = portList.length <= SOURCE_PORTS;
  return {
    key: level === 3 ? 'all' : flow.key,
    level,
    hour: level === 3 ? Math.floor(flow.firstSeenUs / 3_600_000_000) : flow.hour,
    lines: flow.lines,
    duplicates: flow.duplicates,
    connections: flow.connections,
    bytes: flow.bytes,
    tcpFlags: flow.tcpFlags,
    firstSeenUs: flow.firstSeenUs,
    lastSeenUs: flow.lastSeenUs,
    ...flow.outcomes,
    sourcePorts: portList.slice(0, SOURCE_PORTS),
    sourcePortRegisters: isComplete ? [] : registers(portList.map(hashWord)),
    addressRegisters: level === 0 ? undefined : registers([...flow.addresses].map(hashText)),
  };
}

function registers(hashes: readonly number[]): number[] {
  const filled = new Uint8Array(REGISTERS);
  for (const hash of hashes) addHash(filled, 0, hash);
  return [...filled];
}

function hashText(address: string): number {
  const bytes = Buffer.from(parseAddress(address)!);
  const words = new Int32Array(4);
  if (bytes.length === 4) words.set([0, 0, 0xffff, bytes.readInt32BE(0)]);
  else for (let i = 0; i < 4; i++) words[i] = bytes.readInt32BE(4 * i);
  return hashAddress(words, 0);
}

function plainFlow(flow: Flow): object {
  const level = flow.overflow === undefined ? 0 : 1 + OVERFLOW_LEVELS.indexOf(flow.overflow.level);
  const { point, isReply, hour } = flow;
  const byType = flow.icmpType === undefined ? 'none' : `type ${flow.icmpType}/${flow.icmpCode}`;
  const place = {
    point: [point.prefix, point.inInterface, point.outInterface] as const,
    source: flow.source.ip,
    destination: flow.destination.ip,
    protocol: String(flow.protocol),
    port: flow.port === undefined ? byType : `port ${flow.port}`,
    isReply,
  };
  return {
    key: level === 3 ? 'all' : keyText(place, hour),
    level,
    hour,
    lines: flow.lines,
    duplicates: flow.duplicates,
    connections: flow.connections,
    bytes: flow.bytes,
    tcpFlags: flow.tcpFlags,
    firstSeenUs: flow.firstSeenUs,
    lastSeenUs: flow.lastSeenUs,
    answered: flow.answered,
    refused: flow.refused,
    unreachable: flow.unreachable,
    sourcePorts: flow.sourcePorts,
    sourcePortRegisters: [...flow.sourcePortRegisters],
    addressRegisters: flow.overflow && [...flow.overflow.addressRegisters],
  };
}

const bounds = fc.record({
  flowsMax: fc.constantFrom(2, 4, 100),
  overflowMax: fc.constantFrom(1, 3),
  connectionsMax: fc.constantFrom(1, 5, 100),
});
const scripts = fc.array(steps, { minLength: 1, maxLength: 120 }).map(script);

function expectSameTake(table: FlowTable, model: Model): Flow[] {
  const flows = take(table);
  expect(flows.map(plainFlow)).toEqual(takeFromModel(model).map(plainModelFlow));
  return flows;
}

test('gives the flows of its model, in the same order, whatever comes in', () => {
  fc.assert(
    fc.property(bounds, scripts, (limits, lines) => {
      const table = createFlowTable(limits);
      const model = createModel(limits);
      for (const line of lines) {
        if (line === undefined) {
          expectSameTake(table, model);
          continue;
        }
        observeLines(table, line);
        observeInModel(model, line);
      }
      expectSameTake(table, model);
      expect(readCounters(table)).toEqual({
        responsesUnmatched: model.unmatched,
        responsesRepeated: model.repeated,
        connectionsEvicted: model.evicted,
      });
    }),
    { numRuns: 400 },
  );
});

test('counts every line once: lines + outcomes + unmatched + repeated = observed', () => {
  fc.assert(
    fc.property(bounds, scripts, (limits, lines) => {
      const table = createFlowTable({ ...limits, pointsMax: 2 });
      const flows: Flow[] = [];
      for (const line of lines) {
        if (line === undefined) flows.push(...take(table));
        else observeLines(table, line);
      }
      flows.push(...take(table));
      const { responsesUnmatched, responsesRepeated } = readCounters(table);
      const counted = flows.reduce(
        (sum, flow) => sum + flow.lines + flow.answered + flow.refused + flow.unreachable,
        responsesUnmatched + responsesRepeated,
      );
      expect(counted).toBe(lines.filter((line) => line !== undefined).length);
    }),
    { numRuns: 200 },
  );
});

test('never holds more flows than its bounds allow', () => {
  fc.assert(
    fc.property(bounds, scripts, (limits, lines) => {
      const table = createFlowTable(limits);
      for (const line of lines) if (line !== undefined) observeLines(table, line);
      expect(size(table)).toBeLessThanOrEqual(limits.flowsMax + 2 * limits.overflowMax + 1);
    }),
    { numRuns: 100 },
  );
});
