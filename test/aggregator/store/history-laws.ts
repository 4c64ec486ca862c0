/** Laws of every home: what questions sum up is what flows add up to. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Home, HourSum, Span, StoredEdge } from '../../../src/aggregator/history.ts';
import type { NodeFlow } from '../../../src/aggregator/store.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import {
  addHash,
  estimateDistinct,
  hashWord,
  mergeRegisters,
  REGISTERS,
} from '../../../src/flow/hyperloglog.ts';
import { batchOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { collectFlows } from './flows-contract.ts';
import { collectEdges, flowIn } from './history-contract.ts';

const { signal: NEVER } = new AbortController();
const HOURS = 6;

/** A few edges in a few hours, so that most add up. */
const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    hour: fc.nat({ max: HOURS - 1 }),
    port: fc.nat({ max: 3 }),
    origin: fc.constantFrom('kernel', 'conntrack' as const),
    isReply: fc.boolean(),
    lines: fc.nat({ max: 9 }),
    connections: fc.nat({ max: 9 }),
    bytes: fc.nat({ max: 999 }),
    refused: fc.nat({ max: 2 }),
    tcpFlags: fc.nat({ max: 0x1ff }),
    sourcePorts: fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
    secondUs: fc.nat({ max: 3_599 }).map((second) => second * 1_000_000),
  })
  .map(({ hour, secondUs, ...changes }) => {
    const firstSeenUs = START_US + hour * HOUR_US + secondUs;
    return flowIn(hour, { ...changes, firstSeenUs, lastSeenUs: firstSeenUs + 500_000 });
  });

export const anyBatches = fc.array(
  fc.record({
    node: fc.constantFrom('node-a', 'node-b'),
    flows: fc.array(anyFlow, { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 8 },
);

type Batches = readonly { readonly node: string; readonly flows: readonly Flow[] }[];

/** Every run has a cluster of its own: the home is the same. */
export async function applyAll(home: Home, cluster: string, batches: Batches): Promise<void> {
  const sequences = new Map<string, number>();
  for (const { node, flows } of batches) {
    const agent = helloOf({ cluster, node });
    const sequence = (sequences.get(node) ?? 0) + 1;
    sequences.set(node, sequence);
    if (sequence === 1) await home.welcome(agent);
    expect(await home.apply(batchOf(sequence, { flows }), agent)).toBe('applied');
  }
}

/** A sketch of all source ports, named or not: what is exact in an hour may be one in a sum. */
class Ports {
  readonly #registers = new Uint8Array(REGISTERS);

  add({ sourcePorts, sourcePortRegisters }: Flow): void {
    for (const port of sourcePorts) addHash(this.#registers, 0, hashWord(port));
    if (sourcePortRegisters.length > 0) mergeRegisters(this.#registers, sourcePortRegisters);
  }

  distinct(): number {
    return estimateDistinct(this.#registers);
  }
}

/** What must be equal, in one form for both sides: sums, extremes, unions. */
function comparable({ cluster, node, flow }: NodeFlow, hours: readonly number[], ports: Ports) {
  const { point, port, origin, isReply } = flow;
  const key = JSON.stringify([cluster, node, point, port, origin, isReply]);
  const { lines, duplicates, connections, bytes, answered, refused, unreachable } = flow;
  const counts = { lines, duplicates, connections, bytes, answered, refused, unreachable };
  const { tcpFlags, firstSeenUs, lastSeenUs } = flow;
  const distinct = ports.distinct();
  return { key, hours, ...counts, tcpFlags, firstSeenUs, lastSeenUs, distinct };
}

type Comparable = ReturnType<typeof comparable>;

const byKey = (a: Comparable, b: Comparable) => (a.key < b.key ? -1 : 1);

export function comparableEdges(edges: readonly StoredEdge[]): Comparable[] {
  const each = (edge: StoredEdge) => {
    const ports = new Ports();
    ports.add(edge.flow);
    return comparable(edge, edge.hours, ports);
  };
  return edges.map(each).sort(byKey);
}

/** The sums of flows by hour, added up the plain way. */
export function addedUp(flows: readonly NodeFlow[]): Comparable[] {
  const sums = new Map<string, { sum: Comparable; ports: Ports }>();
  for (const each of [...flows].sort((a, b) => a.flow.hour - b.flow.hour)) {
    const { flow } = each;
    const added = comparable(each, [flow.hour], new Ports());
    const known = sums.get(added.key);
    const ports = known?.ports ?? new Ports();
    ports.add(flow);
    sums.set(added.key, { sum: known ? plus(known.sum, added, flow) : added, ports });
  }
  return [...sums.values()]
    .map(({ sum, ports }) => ({ ...sum, distinct: ports.distinct() }))
    .sort(byKey);
}

function plus(a: Comparable, b: Comparable, flow: Flow): Comparable {
  const isLevel = flow.origin === 'conntrack';
  return {
    ...a,
    hours: [...a.hours, ...b.hours],
    lines: a.lines + b.lines,
    duplicates: a.duplicates + b.duplicates,
    connections: isLevel ? Math.max(a.connections, b.connections) : a.connections + b.connections,
    bytes: a.bytes + b.bytes,
    answered: a.answered + b.answered,
    refused: a.refused + b.refused,
    unreachable: a.unreachable + b.unreachable,
    tcpFlags: a.tcpFlags | b.tcpFlags,
    firstSeenUs: Math.min(a.firstSeenUs, b.firstSeenUs),
    lastSeenUs: Math.max(a.lastSeenUs, b.lastSeenUs),
  };
}

export function seriesOf(flows: readonly NodeFlow[]): HourSum[] {
  const sums = new Map<number, HourSum>();
  for (const { flow } of flows) {
    const { hour } = flow;
    const none = { lines: 0, connections: 0, bytes: 0, answered: 0, refused: 0, unreachable: 0 };
    const sum = sums.get(hour) ?? { hour, ...none };
    sums.set(hour, {
      hour,
      lines: sum.lines + flow.lines,
      connections: sum.connections + (flow.origin === 'conntrack' ? 0 : flow.connections),
      bytes: sum.bytes + flow.bytes,
      answered: sum.answered + flow.answered,
      refused: sum.refused + flow.refused,
      unreachable: sum.unreachable + flow.unreachable,
    });
  }
  return [...sums.values()].sort((a, b) => a.hour - b.hour);
}

const anySpan: fc.Arbitrary<Span> = fc
  .record({ since: fc.nat({ max: HOURS }), length: fc.nat({ max: HOURS }), isOpen: fc.boolean() })
  .map(({ since, length, isOpen }) => ({
    sinceUs: START_US + since * HOUR_US,
    ...(isOpen ? {} : { untilUs: START_US + (since + length) * HOUR_US + 1 }),
  }));

function isInSpan({ flow }: NodeFlow, { sinceUs = 0, untilUs = Infinity }: Span): boolean {
  return (flow.hour + 1) * HOUR_US > sinceUs && flow.hour * HOUR_US <= untilUs;
}

export function historyLaws(opened: () => Home): void {
  it('of edges and of series are what flows add up to, of any span', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(anyBatches, anySpan, async (batches, span) => {
        const home = opened();
        await applyAll(home, `cluster-${++runs}`, batches);
        const flows = await collectFlows(home);
        const edges = await collectEdges(home, { replies: true });
        expect(comparableEdges(edges)).toEqual(addedUp(flows));
        const within = flows.filter((flow) => isInSpan(flow, span));
        const ofSpan = await collectEdges(home, { replies: true, ...span });
        expect(comparableEdges(ofSpan)).toEqual(addedUp(within));
        const ids = edges.map(({ id }) => id);
        expect(await home.series('all', span, NEVER)).toEqual(seriesOf(within));
        expect(await home.series(ids, span, NEVER)).toEqual(seriesOf(within));
        const hourly: StoredEdge[] = [];
        for await (const block of home.hourly(ids, span, NEVER)) hourly.push(...block);
        expect(addedUp(hourly)).toEqual(addedUp(within));
      }),
      { numRuns: 20 },
    );
  });
}
