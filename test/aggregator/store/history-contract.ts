/**
 * What every home of flows must answer (src/aggregator/history.ts); a home's own test file calls
 * `historyContract`.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EdgeHints, HourSum, StoredEdge } from '../../../src/aggregator/history.ts';
import type { Home } from '../../../src/aggregator/home.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { accountOf, batchOf, flowOf, HOUR_US, helloOf, podOf, START_US } from '../examples.ts';
import { forgettingContract } from './forgetting-contract.ts';
import { historyLaws } from './history-laws.ts';

const HOUR = START_US / HOUR_US;
const { signal: NEVER } = new AbortController();

export async function collectEdges(home: Home, hints: EdgeHints = {}): Promise<StoredEdge[]> {
  const collected: StoredEdge[] = [];
  for await (const block of home.edges(hints, NEVER)) collected.push(...block);
  return collected;
}

/** Flow of an hour after the first, with its times. */
export function flowIn(hour: number, changes: Partial<Flow> = {}): Flow {
  const firstSeenUs = START_US + hour * HOUR_US;
  return flowOf({ hour: HOUR + hour, firstSeenUs, lastSeenUs: firstSeenUs + 5, ...changes });
}

/** Runs the contract against homes that `open` gives, each of them new and empty. */
export function historyContract(open: () => Home | Promise<Home>): void {
  let home: Home;
  beforeEach(async () => {
    home = await open();
  });
  afterEach(() => home.close());

  const opened = () => home;
  describe('edges', () => edgesContract(opened));
  describe('edges with hints', () => hintsContract(opened));
  describe('edges by hour', () => hourlyContract(opened));
  describe('a series', () => seriesContract(opened));
  describe('questions', () => endingContract(opened));
  describe('sums', () => historyLaws(opened));
  describe('forgetting', () => forgettingContract(opened));
}

/** Applies one batch of one agent. */
async function applied(home: Home, ...flows: readonly Flow[]): Promise<void> {
  await home.welcome(helloOf());
  expect(await home.apply(batchOf(1, { flows }), helloOf())).toBe('applied');
}

function edgesContract(opened: () => Home): void {
  it('add up over their hours, each once', async () => {
    const first = flowIn(0, { tcpFlags: 2, sourcePorts: [1] });
    const second = flowIn(2, { tcpFlags: 16, sourcePorts: [2], refused: 1 });
    await applied(opened(), first, second);
    const [edge, ...others] = await collectEdges(opened());
    expect(others).toEqual([]);
    expect(edge).toMatchObject({ cluster: 'blue', node: 'node-a', hours: [HOUR, HOUR + 2] });
    expect(edge!.flow).toEqual({
      ...first,
      lines: 6,
      duplicates: 2,
      connections: 4,
      bytes: 240,
      tcpFlags: 18,
      lastSeenUs: second.lastSeenUs,
      sourcePorts: [1, 2],
      answered: 2,
      refused: 1,
    });
  });

  it('stay apart by agent and by what makes them themselves', async () => {
    const point = { ...flowOf().point, prefix: 'calico-drop' };
    const overflow = { level: 'address' as const, addressRegisters: new Uint8Array(0) };
    const others = [flowOf(), flowOf({ point }), flowOf({ origin: 'text' }), flowOf({ overflow })];
    await applied(opened(), ...others);
    await opened().welcome(helloOf({ node: 'node-b' }));
    await opened().apply(batchOf(1), helloOf({ node: 'node-b' }));
    const edges = await collectEdges(opened());
    expect(edges).toHaveLength(5);
    expect(new Set(edges.map(({ id }) => id)).size).toBe(5);
    expect(edges.filter(({ node }) => node === 'node-b')).toHaveLength(1);
  });

  it('keep their id from one answer to the next', async () => {
    await applied(opened(), flowOf({ port: 1 }), flowOf({ port: 2 }));
    const ids = async () =>
      new Map((await collectEdges(opened())).map(({ id, flow }) => [flow.port, id]));
    const before = await ids();
    await opened().apply(batchOf(2, { flows: [flowOf({ port: 3 }), flowIn(1)] }), helloOf());
    const after = await ids();
    expect([after.get(1), after.get(2)]).toEqual([before.get(1), before.get(2)]);
  });

  it('count open connections as a level, over hours, too', async () => {
    const level = { lines: 0, duplicates: 0, bytes: 0, answered: 0, origin: 'conntrack' } as const;
    const looks = [2, 5, 4].map((connections, i) => flowIn(i, { ...level, connections }));
    await applied(opened(), ...looks);
    expect((await collectEdges(opened())).map(({ flow }) => flow.connections)).toEqual([5]);
  });

  it('come all of them, when there are more than one block holds', async () => {
    const flows = Array.from({ length: 4_500 }, (_, port) => flowOf({ port }));
    await applied(opened(), ...flows);
    const ports = (await collectEdges(opened())).map(({ flow }) => flow.port);
    expect(ports.sort((a, b) => a! - b!)).toEqual(flows.map(({ port }) => port));
  });
}

function hintsContract(opened: () => Home): void {
  const hour = (n: number) => START_US + n * HOUR_US;

  it.each<{ hints: EdgeHints; hours: readonly number[] }>([
    { hints: {}, hours: [0, 1, 3] },
    { hints: { sinceUs: hour(1) }, hours: [1, 3] },
    { hints: { sinceUs: hour(2) - 1 }, hours: [1, 3] },
    { hints: { untilUs: hour(1) }, hours: [0, 1] },
    { hints: { untilUs: hour(1) - 1 }, hours: [0] },
    { hints: { sinceUs: hour(1), untilUs: hour(2) }, hours: [1] },
    { hints: { sinceUs: hour(2), untilUs: hour(3) - 1 }, hours: [] },
    { hints: { sinceUs: hour(4) }, hours: [] },
  ])('add up the hours that overlap with the span: $hints', async ({ hints, hours }) => {
    const flows = [0, 1, 3].map((n) => flowIn(n, { lines: 2 ** n }));
    await applied(opened(), ...flows);
    const edges = await collectEdges(opened(), hints);
    expect(edges.map((edge) => edge.hours)).toEqual(
      hours.length > 0 ? [hours.map((n) => HOUR + n)] : [],
    );
    const lines = hours.reduce((sum, n) => sum + 2 ** n, 0);
    expect(edges.map(({ flow }) => flow.lines)).toEqual(hours.length > 0 ? [lines] : []);
    expect(edges.map(({ flow }) => flow.firstSeenUs)).toEqual(hours.slice(0, 1).map(hour));
  });

  it('are never without what matches', async () => {
    const udp = flowOf({ protocol: 17, port: 53 });
    const reply = flowOf({ isReply: true });
    await applied(opened(), flowOf(), udp, reply);
    const kinds = async (hints: EdgeHints) =>
      (await collectEdges(opened(), hints)).map(({ flow }) => [flow.port, flow.isReply]);
    expect(await kinds({ protocol: 17 })).toContainEqual([53, false]);
    expect(await kinds({ port: 5432 })).toContainEqual([5432, false]);
    expect(await kinds({ port: 5432, replies: true })).toContainEqual([5432, true]);
    expect(await kinds({})).not.toContainEqual([5432, true]);
  });

  it('are never without an end that is in the namespace, or may be', async () => {
    const elsewhere = podOf('bank', 'ledger', '10.0.2.3');
    const named = podOf('shop', 'cart', '10.0.1.2');
    const candidates = [named, podOf('bank', 'teller', '10.0.1.2')];
    const ambiguous = { ...elsewhere, namespace: '', candidates, confidence: 'ambiguous' as const };
    const ends = [named, unnamedEndpoint('10.0.1.9'), ambiguous];
    const flows = ends.flatMap((end, i) => [
      flowOf({ port: 2 * i, source: end, destination: elsewhere }),
      flowOf({ port: 2 * i + 1, source: elsewhere, destination: end }),
    ]);
    await applied(opened(), ...flows);
    const ports = (await collectEdges(opened(), { namespace: 'shop' })).map(
      ({ flow }) => flow.port,
    );
    expect(ports.sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
}

function hourlyContract(opened: () => Home): void {
  it('are the edges that were asked for, once for each hour of the span', async () => {
    const asked = [0, 1, 2].map((n) => flowIn(n, { lines: n + 1 }));
    await applied(opened(), ...asked, flowIn(1, { port: 81 }));
    const edges = await collectEdges(opened());
    const { id } = edges.find(({ flow }) => flow.port !== 81)!;
    const span = { sinceUs: START_US + HOUR_US };
    const hourly: StoredEdge[] = [];
    for await (const block of opened().hourly([id, 'gone'], span, NEVER)) hourly.push(...block);
    hourly.sort((a, b) => a.hours[0]! - b.hours[0]!);
    expect(hourly.map(({ flow }) => flow)).toEqual(asked.slice(1));
    expect(hourly.map(({ hours }) => hours)).toEqual([[HOUR + 1], [HOUR + 2]]);
    expect(new Set(hourly.map((edge) => edge.id))).toEqual(new Set([id]));
  });
}

function seriesContract(opened: () => Home): void {
  const sumOf = (n: number, times: number): HourSum => {
    const { lines, connections, bytes, answered, refused, unreachable } = flowOf();
    const counts = { lines, connections, bytes, answered, refused, unreachable };
    const sums = Object.entries(counts).map(([name, count]) => [name, count * times] as const);
    return { hour: HOUR + n, ...Object.fromEntries(sums) } as HourSum;
  };

  it('is of all, or of some, hour by hour, without empty ones', async () => {
    const other = { port: 81 };
    await applied(opened(), flowIn(3), flowIn(0), flowIn(0, other), flowIn(1, other));
    expect(await opened().series('all', {}, NEVER)).toEqual([
      sumOf(0, 2),
      sumOf(1, 1),
      sumOf(3, 1),
    ]);
    const edges = await collectEdges(opened());
    const { id } = edges.find(({ flow }) => flow.port === 81)!;
    expect(await opened().series([id], {}, NEVER)).toEqual([sumOf(0, 1), sumOf(1, 1)]);
    const span = { sinceUs: START_US + HOUR_US, untilUs: START_US + 2 * HOUR_US };
    expect(await opened().series([id], span, NEVER)).toEqual([sumOf(1, 1)]);
    expect(await opened().series('all', span, NEVER)).toEqual([sumOf(1, 1)]);
    expect(await opened().series([], {}, NEVER)).toEqual([]);
    expect(await opened().series(['gone'], {}, NEVER)).toEqual([]);
  });

  it('stops at what a number holds exactly, however many flows there are', async () => {
    // Together they are more than 64 bits hold.
    const lines = Number.MAX_SAFE_INTEGER;
    const flows = Array.from({ length: 2_049 }, (_, port) => flowOf({ port, lines }));
    await opened().welcome(helloOf());
    await opened().apply(batchOf(1, { flows, account: accountOf(lines) }), helloOf());
    expect(await opened().series('all', {}, NEVER)).toMatchObject([{ lines }]);
  });

  it('counts no open connections', async () => {
    const level = { lines: 0, duplicates: 0, bytes: 0, answered: 0, origin: 'conntrack' } as const;
    await applied(opened(), flowOf(), flowOf({ ...level, connections: 7 }));
    expect(await opened().series('all', {}, NEVER)).toEqual([sumOf(0, 1)]);
    const ids = (await collectEdges(opened())).map(({ id }) => id);
    expect(await opened().series(ids, {}, NEVER)).toEqual([sumOf(0, 1)]);
  });
}

function endingContract(opened: () => Home): void {
  it('end with their signal, with its reason', async () => {
    await applied(opened(), flowOf());
    const reason = new Error('the asker has gone');
    const signal = AbortSignal.abort(reason);
    const edges = opened().edges({}, signal)[Symbol.asyncIterator]();
    await expect(edges.next()).rejects.toBe(reason);
    await expect(opened().series('all', {}, signal)).rejects.toBe(reason);
    await expect(opened().forget(START_US, signal)).rejects.toBe(reason);
  });

  it('may be given up at any time, and asked side by side', async () => {
    await applied(opened(), ...Array.from({ length: 4_500 }, (_, port) => flowOf({ port })));
    for await (const block of opened().edges({}, NEVER)) {
      expect(block.length).toBeGreaterThan(0);
      break;
    }
    const answers = await Promise.all([1, 2, 3].map((port) => collectEdges(opened(), { port })));
    expect(answers.map(([edge]) => edge?.flow.port)).toEqual([1, 2, 3]);
  });
}
