/**
 * One run: the world is opened, lines are written while faults strike, everything is healed, and
 * when all is delivered that can be, what is counted is compared with what was written.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { QueryClient } from '../../src/wire/query.ts';
import { askCounted, compare, differenceOf, linesByNode, sumOf, type Unequal } from './count.ts';
import type { Scheduled } from './schedule.ts';
import { connect } from './services.ts';
import { strike } from './strike.ts';
import { nodeName, openWorld, type World, type WorldOptions } from './world.ts';

/** For zombies to end, outages to be over, and the last lines to arrive. */
const SETTLE_MS_MAX = 120_000;
const LOOK_MS = 100;
/** More than was written, and no more than that in so many looks: the rest has come, too. */
const LOOKS_OVER = 20;

export interface RunOptions extends WorldOptions {
  readonly minutes: number;
  readonly schedule: readonly Scheduled[];
  readonly signal: AbortSignal;
}

export interface Outcome {
  readonly lines: number;
  readonly keys: number;
  /** Processes started, and those that ended because a newer one had taken over. */
  readonly starts: number;
  readonly fenced: number;
  readonly generations: number;
  readonly unequal: readonly Unequal[];
  /** Lines counted too often or not at all, over all keys. */
  readonly difference: number;
  /** What else was not as it should be. */
  readonly complaints: readonly string[];
  /** From the last fault until all was counted. */
  readonly settledMs: number;
}

/** Rejects when `signal` aborts, and when the world itself breaks; nothing is left running. */
export async function run(options: RunOptions): Promise<Outcome> {
  await using world = await openWorld(options);
  await suffer(world, options);
  const healedMs = performance.now();
  const late = await settle(world, options.signal);
  const settledMs = performance.now() - healedMs;
  const agents = [...world.nodes.values()].map(({ agent }) => agent);
  const seats = [...agents, world.aggregator];
  // Once they have ended nothing can come any more.
  await Promise.all(agents.map((agent) => agent.end()));
  const { byKey, byNode, losses } = await askCounted(addressOf(world));
  await world.aggregator.end();
  const written = new Map([...world.nodes.values()].flatMap(({ packets }) => [...packets.written]));
  const unequal = compare(written, byKey);
  const misstated = compare(writtenByNode(world), byNode);
  return {
    lines: sumOf(written),
    keys: written.size,
    starts: seats.reduce((sum, { starts }) => sum + starts, 0),
    fenced: seats.reduce((sum, { fenced }) => sum + fenced, 0),
    generations: world.log.generations,
    unequal,
    difference: differenceOf(unequal),
    complaints: [
      ...late,
      ...(written.size === 0 ? ['nothing was written'] : []),
      ...misstated.map(
        ({ key, counted, written: lines }) => `${key}: status says ${counted} of ${lines} lines`,
      ),
      ...losses.map((loss) => `stated as lost, though it is there: ${loss}`),
      ...seats.flatMap(({ complaints }) => complaints),
    ],
    settledMs,
  };
}

/** Writes lines and strikes; resolves when all faults are over and all lines are written. */
async function suffer(world: World, { schedule, minutes, signal }: RunOptions): Promise<void> {
  const written = new AbortController();
  const beganMs = performance.now();
  const until = (atMs: number) =>
    delay(Math.max(0, beganMs + atMs - performance.now()), undefined, { signal });
  const broken: unknown[] = [];
  const tasks: Promise<void>[] = [];
  const add = (task: Promise<void>) => tasks.push(task.catch((error) => void broken.push(error)));
  add(world.log.run(written.signal));
  if (world.kernel) add(world.kernel.run(written.signal));
  try {
    for (const { atMs, fault } of schedule) {
      await until(atMs);
      add(strike(world, fault));
    }
    await until(minutes * 60_000);
  } finally {
    written.abort();
    await Promise.all(tasks);
  }
  if (broken.length > 0) throw broken[0];
}

/** Heals everything and waits until all that was written is counted; tells what did not come. */
async function settle(world: World, signal: AbortSignal): Promise<string[]> {
  const deadline = AbortSignal.timeout(SETTLE_MS_MAX);
  for (const link of [world.links.near, world.links.far]) link.heal();
  const whenLate = aborted(AbortSignal.any([signal, deadline]));
  await Promise.race([whenLate, world.aggregator.settle()]);
  for (const { agent } of world.nodes.values()) await Promise.race([whenLate, agent.settle()]);
  const client = connect(addressOf(world));
  try {
    await Promise.race([whenLate, allCounted(world, client, deadline)]);
  } finally {
    client.close();
  }
  signal.throwIfAborted();
  if (!deadline.aborted) return [];
  return [`not all was delivered in ${SETTLE_MS_MAX / 1_000} s`];
}

/** Resolves when each node's lines are counted; or when there are more, and stay so. */
async function allCounted(world: World, client: QueryClient, signal: AbortSignal): Promise<void> {
  const written = writtenByNode(world);
  for (let looksOver = 0; looksOver < LOOKS_OVER && !signal.aborted; ) {
    const { nodes } = await client.getStatus();
    const counted = linesByNode(nodes);
    if (compare(written, counted).length === 0) return;
    looksOver += [...written].every(([node, lines]) => (counted.get(node) ?? 0) >= lines) ? 1 : 0;
    await delay(LOOK_MS);
  }
}

function writtenByNode({ nodes }: World): Map<string, number> {
  return new Map([...nodes].map(([name, { packets }]) => [nodeName(name), packets.lines]));
}

/** Where the aggregator listens, past all that is in between. */
function addressOf({ links }: World): string {
  if (links.far.target === undefined) throw new Error('there is no aggregator to ask');
  return links.far.target;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
