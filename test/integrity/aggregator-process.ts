/**
 * An aggregator in a process of its own, for tests that kill it: `STORE` is its one argument.
 * SIGTERM ends it in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import { runAggregator } from '../../src/aggregator/main.ts';

export interface AggregatorProcess extends AsyncDisposable {
  readonly grpc: string;
  /** Sends `signal` and resolves to the exit code; null when the signal killed it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Resolves when it listens. */
export async function startAggregator(store: string): Promise<AggregatorProcess> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), store], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  return {
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const abort = new AbortController();
  process.once('SIGTERM', () => abort.abort());
  const preset = { listen: '127.0.0.1:0', http: '127.0.0.1:0', insecure: 1 };
  const config = parseAggregatorConfig({ ...preset, store: process.argv[2] });
  await runAggregator(config, abort.signal);
}
