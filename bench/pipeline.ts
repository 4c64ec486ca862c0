/**
 * Ourselves in the bench: a log on disk to flows in one process, as `dropcast replay` does it
 * without attribution. Prints `LINES<TAB>KEY` per flow and notes after `# `: the account, the speed
 * in steady state, and collections there. Run: node bench/pipeline.ts FILE
 */
import { statSync } from 'node:fs';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { parseAddress } from '../src/flow/address.ts';
import type { Flow } from '../src/flow/flow.ts';
import { protocolName } from '../src/flow/protocol.ts';
import { inlineHotLoops } from '../src/runtime.ts';
import { type Account, countFlows } from './stages.ts';
import { type Counts, flowKey } from './truth.ts';

/** Compilation, start-up and the first block of every size are over by then. */
const WARM_UP_SHARE = 0.2;

interface Mark {
  readonly atMs: number;
  readonly cpuUs: number;
  readonly lines: number;
}

function mark(lines: number): Mark {
  const { user, system } = process.cpuUsage();
  return { atMs: performance.now(), cpuUs: user + system, lines };
}

/** The flow's key as the kernel spells its fields (see truth.ts). */
function keyOf({ point, source, destination, protocol, port, icmpType, icmpCode }: Flow): string {
  return flowKey([
    point.inInterface,
    point.outInterface,
    kernelAddress(source.ip),
    kernelAddress(destination.ip),
    protocol === undefined ? '?' : protocolName(protocol),
    String(port ?? `${icmpType}/${icmpCode}`),
  ]);
}

/** IPv6 in the 39 characters that the kernel prints. */
function kernelAddress(ip: string): string {
  if (!ip.includes(':')) return ip;
  const hex = Buffer.from(parseAddress(ip) ?? []).toString('hex');
  return hex.replace(/....(?!$)/g, '$&:');
}

/** Flows of different hours are one flow of the truth. */
function sumByKey(flows: readonly Flow[]): Counts {
  const counts: Counts = new Map();
  for (const flow of flows) {
    const key = keyOf(flow);
    counts.set(key, (counts.get(key) ?? 0) + flow.lines);
  }
  return counts;
}

function steadyNote(from: Mark, to: Mark, bytes: number, collectionTimes: number[]): string {
  const lines = to.lines - from.lines;
  const seconds = (to.cpuUs - from.cpuUs) / 1e6;
  const collections = collectionTimes.filter((time) => time >= from.atMs && time <= to.atMs);
  return [
    `steady state (last ${lines} lines): ${((seconds * 1e9) / lines).toFixed(0)} ns/line`,
    `${Math.round(lines / seconds).toLocaleString('en')} lines/s`,
    `${((bytes * (lines / to.lines)) / seconds / 1e6).toFixed(0)} MB/s`,
    `${collections.length} garbage collections`,
  ].join(', ');
}

function accountNote({ read, parsed, ignored, rejected }: Account): string {
  return `read ${read} = parsed ${parsed} + ignored ${ignored} + rejected ${rejected}`;
}

async function main(path: string): Promise<void> {
  inlineHotLoops();
  const { size } = statSync(path);
  const collectionTimes: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) collectionTimes.push(startTime);
  });
  observer.observe({ entryTypes: ['gc'] });
  let warm: Mark | undefined;
  let end = mark(0);
  const { flows, account } = await countFlows(path, ({ bytes, records }) => {
    if (bytes >= size * WARM_UP_SHARE) warm ??= mark(records);
    if (bytes === size) end = mark(records);
  });
  // Entries of collections arrive a turn of the event loop later.
  await setImmediate();
  await setImmediate();
  observer.disconnect();
  for (const [key, lines] of sumByKey(flows)) console.log(`${lines}\t${key}`);
  console.log(`# ${accountNote(account)}`);
  if (warm) console.log(`# ${steadyNote(warm, end, size, collectionTimes)}`);
}

if (import.meta.main) await main(process.argv[2]!);
