/** Flows that the core writes beside those that are gone through, named and encoded one by one. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFlowTable,
  type FlowTable,
  type FlowTableOptions,
} from '../../../src/agent/aggregate/flow-table.ts';
import { compileCore, openHotCore } from '../../../src/agent/aggregate/hot-core.ts';
import { type FlowNames, lend } from '../../../src/agent/aggregate/take.ts';
import { createLocalNamer } from '../../../src/agent/attribute/local-namer.ts';
import { formatAddress } from '../../../src/flow/address.ts';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { type FlowTally, tallyFlows } from '../../../src/flow/flow-tally.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import { ClusterIndex } from '../../../src/kube/cluster-index.ts';
import { encodeBatchContent } from '../../../src/wire/batch-encoder.ts';
import { ByteReader } from '../../../src/wire/byte-reader.ts';
import { decodeAgentMessage, frameBatch, type WritableFlows } from '../../../src/wire/ingest.ts';
import { nodeOf } from '../../kube/object-fixtures.ts';
import { type Line, observeLines, SYN_LINE } from './lines.ts';

const MODULE = compileCore();
const REST = { cursorAfter: 'c', losses: [], account: emptyAccount() };
const CONTENT = { ...REST, ruleCounters: [], readings: [] };

const few = (texts: readonly string[]) => fc.constantFrom(...texts);
const address = fc.oneof(
  {
    weight: 4,
    arbitrary: few(['10.0.0.1', '10.0.0.2', '192.0.2.7', '2001:db8::1', '::', 'fe80::']),
  },
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map(formatAddress),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map(formatAddress),
);
const port = fc.integer({ min: 0, max: 65_535 });
const kind = fc.oneof(
  fc.record({
    protocol: fc.constantFrom(6, 17),
    ports: fc.tuple(port, fc.oneof(fc.constantFrom(80, 53), port)),
    flags: fc.constantFrom(0, 2, 18, 255),
  }),
  fc.record({ protocol: fc.constant(1), icmp: fc.tuple(fc.nat(255), fc.nat(255)) }),
  fc.record({ protocol: fc.nat(255) }),
);
const line: fc.Arbitrary<Line> = fc
  .tuple(
    kind,
    fc.record({
      source: address,
      destination: address,
      inInterface: few(['cali1', 'cali2', 'eth0', '']),
      outInterface: few(['cali1', 'eth0', 'tunl0']),
      prefix: few(['calico-packet: ', 'a', '', 'calico-response-est: ', 'calico-response-rst: ']),
      timeUs: fc.oneof(fc.integer({ min: 0, max: 9e9 }), fc.integer({ min: 1e15, max: 9e15 })),
      length: fc.nat(65_535),
      ipId: fc.nat(3),
    }),
  )
  .map(([of, on]) => ({ ...of, ...on }));
/** One flow with more source ports than a sample holds. */
const busy = fc
  .array(port, { minLength: 1, maxLength: 30 })
  .map((ports) => ports.map((from): Line => ({ ...SYN_LINE, ports: [from, 80] })));
const lines = fc
  .array(
    fc.oneof(
      line.map((one) => [one]),
      busy,
    ),
    { maxLength: 40 },
  )
  .map((groups) => groups.flat());

/** Some ends have a name for good, others one for a time, the rest none. */
function namesOf(): FlowNames {
  const made = new Map<string, Endpoint>();
  const isNobody = (ip: string, interfaceName: string) =>
    !interfaceName.startsWith('cali') && (interfaceName !== 'eth0' || !ip.startsWith('10.'));
  const nameEnd: FlowNames['nameEnd'] = (ip, interfaceName, { lastUs }) => {
    const isOfPod = interfaceName.startsWith('cali');
    if (isNobody(ip, interfaceName)) return unnamedEndpoint(ip);
    const name = isOfPod ? `pod-${interfaceName}` : `host-${lastUs % 3}`;
    const key = `${name}/${ip}`;
    const labels = { app: name };
    const end = made.get(key) ?? {
      ...unnamedEndpoint(ip),
      kind: 'pod',
      namespace: 'n',
      name,
      labels,
    };
    made.set(key, end);
    return end;
  };
  return {
    arrivals: 0,
    isNobody,
    nameEnd,
    isTimeless: (_, interfaceName) => interfaceName.startsWith('cali'),
    nameFlow: (flow) => {
      const span = { firstUs: flow.firstSeenUs, lastUs: flow.lastSeenUs };
      flow.source = nameEnd(flow.source.ip, flow.point.inInterface, span);
      flow.destination = nameEnd(flow.destination.ip, flow.point.outInterface, span);
      return flow;
    },
  };
}

/** The flows of the table in both ways, and their sums. */
function bothWays(table: FlowTable, names: FlowNames) {
  let written: Uint8Array = new Uint8Array(0);
  let made: Uint8Array = written;
  const tallies: FlowTally[] = [];
  lend(table, (flows) => {
    const named = Array.from(flows, names.nameFlow);
    made = encodeBatchContent({ ...CONTENT, flows: named });
    tallies.push(tallyFlows(named));
    const self: WritableFlows = {
      ...flows,
      write: (encoder) => tallies.push(flows.write!(encoder, names)),
    };
    written = encodeBatchContent({ ...CONTENT, flows: self });
  });
  return { written, made, tallies };
}

/** A batch's fields by number, in their order, as bytes: points and ends may come earlier. */
function partsOf(batch: Uint8Array): Record<number, string> {
  const reader = new ByteReader(batch);
  const parts: Record<number, string> = {};
  while (reader.at < reader.end) {
    const start = reader.at;
    const tag = reader.tag();
    reader.skip(tag);
    const bytes = Buffer.from(batch.subarray(start, reader.at)).toString('latin1');
    parts[tag] = (parts[tag] ?? '') + bytes;
  }
  return parts;
}

function tableWith(options: FlowTableOptions = {}): FlowTable {
  const core = openHotCore(MODULE);
  return createFlowTable({ ...options, origin: 'kernel', core });
}

describe('flows written by the core', () => {
  it('are the bytes of those made and encoded one by one, rollover after rollover', () => {
    const tables = [tableWith(), tableWith({ flowsMax: 5, overflowMax: 3 })];
    const names = namesOf();
    fc.assert(
      fc.property(lines, (some) => {
        for (const table of tables) {
          observeLines(table, ...some);
          const { written, made, tallies } = bothWays(table, names);
          expect(partsOf(written)).toEqual(partsOf(made));
          expect(tallies[1]).toEqual(tallies[0]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are so many that numbers, places and rows at once run over', () => {
    const table = tableWith();
    const many = Array.from({ length: 9_000 }, (_, i): Line => {
      const source = `10.${i % 3}.${(i >> 8) & 255}.${i & 255}`;
      return { ...SYN_LINE, source, inInterface: `cali${i % 200}`, ports: [i, i % 1_000] };
    });
    observeLines(table, ...many);
    const { written, made, tallies } = bothWays(table, namesOf());
    expect(partsOf(written)).toEqual(partsOf(made));
    expect(tallies[1]).toEqual({ ...tallies[0], flows: 9_000 });
    const message = decodeAgentMessage(frameBatch({ epoch: 1, sequence: 1 }, written));
    expect(message).toMatchObject({ batch: { flows: { length: 9_000 } } });
  });

  it('have the name that an address has got since the last rollover', () => {
    const index = new ClusterIndex(undefined, { scope: 'node' });
    const names = createLocalNamer(index, 'node-1');
    const table = tableWith();
    const node = nodeOf({ name: 'known', addresses: ['192.0.2.1'], createdUs: 0 });
    const named: boolean[] = [];
    for (const isNode of [false, true]) {
      if (isNode) index.nodes.replaced([node], 2 * SYN_LINE.timeUs);
      observeLines(table, SYN_LINE);
      const { written, made } = bothWays(table, names);
      expect(partsOf(written)).toEqual(partsOf(made));
      named.push(Buffer.from(written).includes('known'));
    }
    expect(named).toEqual([false, true]);
  });

  it('are made of objects where there is no core', () => {
    lend(createFlowTable(), ({ write }) => expect(write).toBeUndefined());
  });
});
