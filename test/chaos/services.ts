/**
 * How services and questions are started: the one place that says how those of a run trust each
 * other, which is without proof, over loopback.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { credentials } from '@grpc/grpc-js';
import type { AgentOptions } from '../../src/agent/config.ts';
import type { AggregatorOptions } from '../../src/aggregator/config.ts';
import { type QueryClient, queryClient } from '../../src/wire/query.ts';
import { PREFIXES } from './packets.ts';

const DROPCAST = fileURLToPath(new URL('../../bin/dropcast.js', import.meta.url));
const FORGETFUL = fileURLToPath(new URL('./forgetful-aggregator.ts', import.meta.url));

/** Nobody here proves who it is. */
const TRUST = { insecure: 1 };

/** A batch so often: as many as an agent may send, so that faults meet many. */
const WINDOW_MS = '100';
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const ANSWER_MS_MAX = 60_000;

const run = promisify(execFile);

export interface AgentPlace {
  readonly node: string;
  readonly source: 'file' | 'journal';
  readonly path: string;
  /** HOST:PORT. */
  readonly aggregator: string;
}

/** Program and arguments of an agent. */
export function agentArgv(place: AgentPlace): string[] {
  const options: AgentOptions = {
    ...place,
    ...TRUST,
    from: 'oldest',
    prefix: PREFIXES.join(','),
    conntrack: 'off',
    windowMs: WINDOW_MS,
  };
  return [process.execPath, DROPCAST, 'agent', ...flagsOf(options)];
}

/** Program and arguments of an aggregator; a forgetful one counts again what comes again. */
export function aggregatorArgv(store: string, isForgetful: boolean): string[] {
  const options: AggregatorOptions = {
    ...TRUST,
    listen: '127.0.0.1:0',
    http: '127.0.0.1:0',
    store,
  };
  if (isForgetful) return [process.execPath, FORGETFUL, JSON.stringify(options)];
  return [process.execPath, DROPCAST, 'aggregator', ...flagsOf(options)];
}

/** A client that asks again and again; whoever takes it closes it. */
export function connect(aggregator: string): QueryClient {
  return queryClient(aggregator, credentials.createInsecure());
}

/** What `dropcast COMMAND -o json` prints: one value per line. */
export async function ask(command: string, flags: readonly string[], aggregator: string) {
  const argv = [DROPCAST, command, '-o', 'json', ...flags, ...flagsOf({ ...TRUST, aggregator })];
  const limits = { maxBuffer: ANSWER_BYTES_MAX, timeout: ANSWER_MS_MAX };
  const { stdout } = await run(process.execPath, argv, limits);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

/** `windowMs: '100'` is `--window-ms 100`; true is a flag without a value. */
function flagsOf(options: object): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? [flag] : [flag, String(value)];
  });
}
