/**
 * An aggregator in a process of its own, for tests that kill it. Arguments: `STORE [LISTEN
 * [DIES]]`; with DIES it kills itself when that many batches are committed, before the last one is
 * acknowledged. SIGTERM ends it in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import type { Home } from '../../src/aggregator/home.ts';
import { runAggregator } from '../../src/aggregator/main.ts';
import type { OpenStore } from '../../src/aggregator/open-home.ts';
import { openStore } from '../../src/aggregator/store/open-store.ts';

export interface AggregatorProcess extends AsyncDisposable {
  readonly grpc: string;
  readonly pid: number;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<unknown>;
  /** Sends `signal` and resolves to the exit code; null when the signal killed it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

export interface AggregatorProcessOptions {
  readonly listen?: string;
  readonly dies?: number;
  /** What Node is started by, with its arguments. */
  readonly starter?: readonly string[];
}

/** Resolves when it listens. */
export async function startAggregator(
  store: string,
  { listen = '127.0.0.1:0', dies, starter = [] }: AggregatorProcessOptions = {},
): Promise<AggregatorProcess> {
  const program = [process.execPath, fileURLToPath(import.meta.url), store, listen];
  const [command = '', ...args] = [...starter, ...program, ...(dies ? [String(dies)] : [])];
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'pipe'] });
  const ended = once(child, 'exit');
  return {
    pid: child.pid!,
    ended,
    grpc: await listeningAddress(child),
    end: (signal) => end(child, signal),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) await end(child, 'SIGKILL');
    },
  };
}

async function listeningAddress(child: ChildProcess): Promise<string> {
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    printed.push(line);
    const entry = line.startsWith('{') ? JSON.parse(line) : {};
    if (entry.msg === 'listening') {
      child.stderr!.resume();
      return entry.grpc;
    }
  }
  throw new Error(`the aggregator ended: ${printed.join('\n')}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = await exited;
  return code;
}

/** The store with a failpoint: what is committed last is never acknowledged. */
function dyingStore(store: Home, commits: number): Home {
  let left = commits;
  const apply: Home['apply'] = async (batch, agent) => {
    const applied = await store.apply(batch, agent);
    if (applied === 'applied' && --left === 0) process.kill(process.pid, 'SIGKILL');
    return applied;
  };
  return {
    apply,
    identity: () => store.identity(),
    welcome: (hello) => store.welcome(hello),
    observe: (agent, observedUs) => store.observe(agent, observedUs),
    report: (agent, checks) => store.report(agent, checks),
    flows: (filter) => store.flows(filter),
    nodes: () => store.nodes(),
    observed: (span) => store.observed(span),
    edges: (hints, signal) => store.edges(hints, signal),
    hourly: (edges, span, signal) => store.hourly(edges, span, signal),
    series: (edges, span, signal) => store.series(edges, span, signal),
    forget: (beforeUs, signal) => store.forget(beforeUs, signal),
    close: () => store.close(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const abort = new AbortController();
  process.once('SIGTERM', () => abort.abort());
  const [store = '', listen = '', dies] = process.argv.slice(2);
  const config = parseAggregatorConfig({ listen, http: '127.0.0.1:0', store, insecure: 1 });
  const open: OpenStore = async (path, options) => {
    const home = await openStore(path, options);
    return dies ? dyingStore(home, Number(dies)) : home;
  };
  await runAggregator(config, abort.signal, open);
}
