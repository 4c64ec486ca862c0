/**
 * An agent with a spool in a process of its own, for tests that kill it and fill its disk: its
 * source is a RingFile, all else is the agent's. It prints how far the disk has come, and what it
 * logs, each as one line of JSON. SIGTERM ends it in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runLifecycle, shipStraight } from '../../src/agent/lifecycle.ts';
import { createParsers } from '../../src/agent/observe.ts';
import { Pipeline } from '../../src/agent/pipeline.ts';
import { ShipClient } from '../../src/agent/ship/client.ts';
import { openSpool } from '../../src/agent/ship/spool/open-spool.ts';
import { SpooledClient } from '../../src/agent/ship/spooled-client.ts';
import { openTable } from '../../src/agent/table.ts';
import type { Log } from '../../src/service/log.ts';
import { PLAIN_TEXT } from '../../src/service/tls/client-credentials.ts';
import { namesBy } from '../agent/flow-names.ts';
import { RingFile } from './spool-ring.ts';

/** Longer than the spool waits before it tries a disk again. */
const UNTIL_MS_MAX = 25_000;

export interface SpoolAgentOptions {
  /** File of a RingFile. */
  readonly ring: string;
  /** Folder; undefined: none. */
  readonly spool?: string;
  /** HOST:PORT. */
  readonly aggregator: string;
  /** Program and arguments that start the agent. */
  readonly prefix?: readonly string[];
}

export interface SpoolAgent extends AsyncDisposable {
  /** What it printed so far. */
  readonly printed: Record<string, unknown>[];
  /** Resolves once it printed something that `holds`, or ended; rejects when that takes long. */
  until(holds: (line: Record<string, unknown>) => boolean): Promise<void>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export function startSpoolAgent(options: SpoolAgentOptions): SpoolAgent {
  const { prefix = [] } = options;
  const program = [process.execPath, fileURLToPath(import.meta.url), JSON.stringify(options)];
  const [command, ...argv] = [...prefix, ...program];
  const child = spawn(command!, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed: Record<string, unknown>[] = [];
  const watch = watchLines(child, printed);
  const ended = once(child, 'close');
  return {
    printed,
    until: (holds) => Promise.race([watch(holds), ended.then(() => {}), late(printed)]),
    async end(signal) {
      const pid = await pidOf(child, printed, watch);
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, signal);
      const [code] = await ended;
      return code;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      const pid = Number(printed.find((line) => 'pid' in line)?.pid ?? 0);
      if (pid > 0 && child.exitCode === null && child.signalCode === null)
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended already.
        }
      await ended;
    },
  };
}

async function late(printed: readonly Record<string, unknown>[]): Promise<void> {
  await sleep(UNTIL_MS_MAX, undefined, { ref: false });
  throw new Error(`not in time: ${JSON.stringify(printed.slice(-5))}`);
}

type Watch = (holds: (line: Record<string, unknown>) => boolean) => Promise<void>;

function watchLines(child: ChildProcess, printed: Record<string, unknown>[]): Watch {
  const watching = new Set<() => void>();
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (line.endsWith('}')) printed.push(JSON.parse(line));
    for (const look of watching) look();
  });
  return (holds) =>
    new Promise((resolve) => {
      const look = () => {
        if (!printed.some(holds)) return;
        watching.delete(look);
        resolve();
      };
      watching.add(look);
      look();
    });
}

/** Of the agent itself: the child may be what started it. */
async function pidOf(
  child: ChildProcess,
  printed: readonly Record<string, unknown>[],
  watch: Watch,
): Promise<number> {
  await Promise.race([watch((line) => 'pid' in line), once(child, 'close')]);
  return Number(printed.find((line) => 'pid' in line)?.pid ?? child.pid);
}

function print(line: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function runSpoolAgent({ ring, spool, aggregator }: SpoolAgentOptions): Promise<void> {
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  const say = (fields: object, said?: string) => print({ said, ...fields });
  const log: Log = { debug: () => {}, info: say, warn: say, error: say };
  const preset = { source: 'kmsg', node: 'n1', aggregator, ...(spool && { spool }) };
  const config = parseAgentConfig(preset);
  const client: ShipClient = new ShipClient({
    addresses: config.aggregators,
    credentials: PLAIN_TEXT,
    hello: { ...HELLO, instance: randomUUID() },
    clock: SYSTEM_CLOCK,
    log,
    random: Math.random,
    observedUs: () => pipeline.observedUs,
    onLeftOut: () => {},
  });
  await using scope = new AsyncDisposableStack();
  const way = config.spool && (await openWay(client, config.spool.folder, log, scope));
  const source = new RingFile(ring);
  const pipeline = new Pipeline({
    source,
    parsers: createParsers(config.prefixes),
    table: openTable(1_000, 'kernel'),
    names: namesBy((flow) => flow),
    sink: way ?? client,
    clock: SYSTEM_CLOCK,
    windowMs: 100,
    onBlock: () => {},
    onTally: () => {},
  });
  const shipping = way ?? shipStraight(client);
  const onFailure = (failure: Error) => print({ failure: failure.message });
  print({ pid: process.pid });
  await runLifecycle({ pipeline, shipping, clock: SYSTEM_CLOCK, log, onFailure }, stop.signal);
}

const HELLO = { node: 'n1', source: 'kmsg', cluster: '', version: '0', bootId: '' };

async function openWay(
  client: ShipClient,
  folder: string,
  log: Log,
  scope: AsyncDisposableStack,
): Promise<SpooledClient> {
  const opened = await openSpool(folder, {
    owner: HELLO,
    bytesMax: 64 * 1024 * 1024,
    clock: SYSTEM_CLOCK,
    log,
    onSync: () => {},
    onFailure: () => {},
  });
  const { spool } = scope.use(opened);
  const { notify } = spool.changed;
  spool.changed.notify = () => {
    notify.call(spool.changed);
    if (spool.unwritten === 0) print({ kept: Number(spool.position ?? 0) });
  };
  return new SpooledClient({ client, spool, clock: SYSTEM_CLOCK, log, onLeftOut: () => {} });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runSpoolAgent(JSON.parse(process.argv[2]!)).catch((error: Error) => {
    print({ ended: error.message });
    process.exitCode = 1;
  });
}
