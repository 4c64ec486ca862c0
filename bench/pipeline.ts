/**
 * Ourselves in the bench: a log on disk to flows in one process, as `dropcast replay` does it
 * without attribution. Prints `LINES<TAB>KEY` per flow and a report: the account, the speed in
 * steady state, and collections there. Run: node bench/pipeline.ts FILE
 */
import { statSync } from 'node:fs';
import { PerformanceObserver, performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { compileLate } from '../src/compile-late.ts';
import { parseAddress } from '../src/flow/address.ts';
import type { Flow } from '../src/flow/flow.ts';
import { protocolName } from '../src/flow/protocol.ts';
import { formatReport, type Steady } from './pipeline-report.ts';
import { countFlows } from './stages.ts';
import { type Counts, flowKey } from './truth.ts';

/** Compilation, start-up and the first block of every size are over by then. */
const WARM_UP_SHARE = 0.2;
/** net/netfilter/nf_log_syslog.c */
const NAMED_BY_KERNEL = new Set(['TCP', 'UDP', 'UDPLITE', 'ICMP', 'ICMPv6', 'ESP', 'AH']);

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
    kernelProtocol(protocol),
    portOrType(port, icmpType, icmpCode),
  ]);
}

/** The kernel has names for seven protocols and prints the numbers of the others. */
function kernelProtocol(protocol: number | undefined): string {
  if (protocol === undefined) return '?';
  const name = protocolName(protocol);
  return NAMED_BY_KERNEL.has(name) ? name : String(protocol);
}

function portOrType(port?: number, type?: number, code?: number): string {
  if (port !== undefined) return String(port);
  return type === undefined ? '' : `${type}/${code}`;
}

/** IPv6 in the 39 characters that the kernel prints. */
function kernelAddress(ip: string): string {
  if (!ip.includes(':')) return ip;
  const hex = Buffer.from(parseAddress(ip) ?? []).toString('hex');
  return hex.replace(/....(?!$)/g, '$&:');
}

function steadyBetween(from: Mark, to: Mark, bytes: number, collectionTimes: number[]): Steady {
  const lines = to.lines - from.lines;
  return {
    lines,
    cpuNs: (to.cpuUs - from.cpuUs) * 1_000,
    bytes: Math.round(bytes * (lines / to.lines)),
    collections: collectionTimes.filter((time) => time >= from.atMs && time <= to.atMs).length,
  };
}

async function main(path: string): Promise<void> {
  compileLate();
  const { size } = statSync(path);
  const collectionTimes: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) collectionTimes.push(startTime);
  });
  observer.observe({ entryTypes: ['gc'] });
  let warm: Mark | undefined;
  let end = mark(0);
  const cold = end;
  const counts: Counts = new Map();
  const account = await countFlows(path, {
    onBlock({ bytes, records }) {
      if (bytes >= size * WARM_UP_SHARE) warm ??= mark(records);
      if (bytes === size) end = mark(records);
    },
    // Flows of different hours are one flow of the truth.
    onFlow(flow) {
      const key = keyOf(flow);
      counts.set(key, (counts.get(key) ?? 0) + flow.lines);
    },
  });
  // Entries of collections arrive a turn of the event loop later.
  await setImmediate();
  await setImmediate();
  observer.disconnect();
  const steady = steadyBetween(warm ?? cold, end, size, collectionTimes);
  let text = '';
  for (const [key, lines] of counts) text += `${lines}\t${key}\n`;
  process.stdout.write(`${text}${formatReport({ account, steady })}\n`);
}

if (import.meta.main) await main(process.argv[2]!);
