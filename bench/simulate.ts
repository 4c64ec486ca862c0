/**
 * A large cluster against a real aggregator: as many agents as are asked for in this process, each
 * with a TCP connection, an address and the product's own delivery; the aggregator as it is
 * shipped, in a process of its own. Prints what both took, and fails when the totals that the
 * aggregator tells in the end are not exactly what was sent.
 * Run: npm run simulate -- --agents 5000 --edges 500 --minutes 2
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { credentials } from '@grpc/grpc-js';
import { HOUR_US } from '../src/flow/time.ts';
import { openLog } from '../src/service/log.ts';
import { queryClient } from '../src/wire/query.ts';
import { runProgram } from './command-line.ts';
import { describeMachine } from './machine.ts';
import { writeJson } from './result-files.ts';
import { AggregatorProcess } from './simulate/aggregator.ts';
import { startAsker } from './simulate/asker.ts';
import { Cluster } from './simulate/cluster.ts';
import { Fleet } from './simulate/fleet.ts';
import { type Options, readOptions, USAGE } from './simulate/options.ts';
import { registerOwnAddresses } from './simulate/own-address.ts';
import { openPlace, type Place } from './simulate/place.ts';
import { type Outcome, outcomeFigures, reportLines, storeLines } from './simulate/report.ts';
import { Figures, type Scene } from './simulate/scene.ts';
import { createTraffic } from './simulate/traffic.ts';
import { differences, TOTALS_BY, Truth } from './simulate/truth.ts';
import { machineCpuMs, usageOf } from './simulate/usage.ts';

/** For what is left when the time is over. */
const DRAIN_MS_MAX = 300_000;
/** The totals are asked for however long that takes on a machine that is behind. */
const PATIENT = ['--question-time', 'off'];
const DIFFERENCES_SHOWN = 10;

function createScene(options: Options, server: string): Scene {
  const { agents, seed } = options;
  const cluster = new Cluster(agents, seed);
  const traffic = createTraffic(cluster, options);
  return {
    cluster,
    traffic,
    truth: new Truth(cluster, traffic),
    figures: new Figures(),
    nowUs: clockOf(options),
    server,
    log: openLog('error'),
    onFailed: (error) => {
      throw error;
    },
  };
}

/** Real time, or as many hours as are asked for, which end when the run does. */
function clockOf({ hours, durationMs }: Options): () => number {
  if (hours === 0) return () => Date.now() * 1_000;
  const endUs = (Date.now() + durationMs) * 1_000;
  const began = performance.now();
  return () => {
    const passed = Math.min(1, (performance.now() - began) / durationMs);
    return Math.floor(endUs - (1 - passed) * hours * HOUR_US);
  };
}

async function killNowAndThen(
  aggregator: AggregatorProcess,
  { kills, durationMs }: Options,
): Promise<void> {
  for (let i = 0; i < kills; i++) {
    await sleep(durationMs / (kills + 1));
    await aggregator.killAndStart();
  }
}

async function measure(running: Running, options: Options): Promise<Outcome> {
  const { fleet, scene, aggregator, place } = running;
  const { figures, cluster } = scene;
  const namespaces = Array.from({ length: cluster.namespaces }, (_, i) => cluster.namespaceOf(i));
  const asker = options.isAsking
    ? startAsker({ address: aggregator.address, namespaces })
    : undefined;
  const before = cpuMs(running);
  const began = performance.now();
  await Promise.all([fleet.run(options.durationMs), killNowAndThen(aggregator, options)]);
  const ended = performance.now();
  const spanRecords = figures.acknowledgedRecords;
  const after = cpuMs(running);
  const asked = (await asker?.stop()) ?? [];
  const drainBegan = performance.now();
  if (!(await fleet.drain(DRAIN_MS_MAX))) throw new Error('not all batches were acknowledged');
  const whole = cpuMs(running);
  return {
    spanMs: ended - began,
    spanRecords,
    agentsCpuMs: after.agents - before.agents,
    aggregatorCpuMs: after.aggregator - before.aggregator,
    engineCpuMs: after.engine - before.engine,
    machineCpuMs: after.machine - before.machine,
    drainMs: performance.now() - drainBegan,
    agentsWholeMs: whole.agents - before.agents,
    aggregatorWholeMs: whole.aggregator - before.aggregator,
    engineWholeMs: whole.engine - before.engine,
    figures,
    resent: fleet.resent,
    replaced: fleet.replaced,
    agents: usageOf(process.pid),
    aggregator: aggregator.usage(),
    engine: place.usage(),
    asked,
  };
}

/** What each has taken so far. */
function cpuMs({ aggregator, place }: Running) {
  return {
    engine: place.usage()?.cpuMs ?? 0,
    agents: usageOf(process.pid).cpuMs,
    aggregator: aggregator.usage().cpuMs,
    machine: machineCpuMs(),
  };
}

interface Running {
  readonly fleet: Fleet;
  readonly scene: Scene;
  readonly aggregator: AggregatorProcess;
  readonly place: Place;
}

/** Whether every total is exact; says which are not. */
async function check({ scene, aggregator }: Running): Promise<boolean> {
  const client = queryClient(aggregator.address, credentials.createInsecure());
  const expected = scene.truth.totals();
  const question = { filter: {}, by: TOTALS_BY, limit: 0 };
  const groups = client.listGroups(question, new AbortController().signal);
  const wrong = await differences(expected, groups);
  client.close();
  const { lines } = scene.figures;
  const what = `${lines.toLocaleString('en')} lines in ${expected.size} groups`;
  console.log(`${'totals'.padEnd(36)} ${wrong.length === 0 ? 'exact' : 'WRONG'}: ${what}`);
  for (const line of wrong.slice(0, DIFFERENCES_SHOWN)) console.log(`  ${line}`);
  return wrong.length === 0;
}

async function simulate(options: Options): Promise<number> {
  await using place = await openPlace(options.store);
  const aggregator = await AggregatorProcess.open(['--store', place.store, ...PATIENT]);
  const scene = createScene(options, aggregator.address);
  const { windowMs, replacedPerSecond, seed } = options;
  const fleet = new Fleet(scene, { windowMs, replacedPerSecond, seed });
  const running = { fleet, scene, aggregator, place };
  try {
    const began = performance.now();
    await fleet.open();
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(`${options.agents} agents connected in ${seconds} s`);
    const outcome = await measure(running, options);
    for (const line of reportLines(outcome)) console.log(line);
    const isExact = await check(running);
    fleet.close();
    await aggregator.end('SIGTERM');
    for (const line of storeLines(place.bytes(), scene.figures)) console.log(line);
    if (options.json !== undefined)
      writeJson(options.json, { options, isExact, ...outcomeFigures(outcome) });
    return isExact ? 0 : 1;
  } catch (cause) {
    const said = aggregator.said && `; the aggregator said: ${aggregator.said}`;
    throw new Error(`${(cause as Error).message}${said}`, { cause });
  } finally {
    fleet.close();
    await aggregator.end('SIGTERM');
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  console.log(describeMachine());
  registerOwnAddresses();
  return simulate(options);
}

await runProgram(USAGE, main);
process.exit();
