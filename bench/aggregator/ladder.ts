/**
 * The ladder of the aggregator's bench: ever more agents against a real aggregator, each rung the
 * simulation (bench/simulate.ts) in a process of its own, so that none inherits the heap of the one
 * before. A rung holds only if every total is exact.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { outcomeFigures } from '../simulate/report.ts';

const SIMULATE = join(import.meta.dirname, '..', 'simulate.ts');

export interface Rung {
  readonly store: string;
  readonly agents: number;
  /** From one batch of an agent to its next. */
  readonly windowMs: number;
  readonly durationMs: number;
  /** More of the simulation's options. */
  readonly options?: readonly string[];
}

/** What `npm run simulate -- --json` writes. */
export interface Simulated extends ReturnType<typeof outcomeFigures> {
  readonly isExact: boolean;
}

export interface Climbed extends Rung {
  readonly simulated: Simulated | undefined;
  /** Why there are no figures. */
  readonly failure: string | undefined;
}

export function isExact({ simulated }: Climbed): boolean {
  return simulated?.isExact ?? false;
}

/** Gives no figures, and why, where the simulation ends without any. */
export async function climb(rung: Rung): Promise<Climbed> {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-bench-aggregator-'));
  try {
    const json = join(folder, 'figures.json');
    const failure = await simulate(rung, json);
    if (!existsSync(json)) return { ...rung, simulated: undefined, failure };
    const simulated: Simulated = JSON.parse(readFileSync(json, 'utf8'));
    return { ...rung, simulated, failure: undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Resolves to the last that it said as an error. */
async function simulate(rung: Rung, json: string): Promise<string> {
  const { store, agents, windowMs, durationMs, options = [] } = rung;
  const args = [
    ...[SIMULATE, ...options, '--store', store, '--agents', String(agents)],
    ...['--minutes', String(durationMs / 60_000), '--window', String(windowMs / 1_000)],
    ...['--json', json],
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-SAID_MAX);
  });
  const [status, signal] = await once(child, 'close');
  return said.match(/^\w*Error: .*$/m)?.[0] ?? `it ended with ${signal ?? status}`;
}

const SAID_MAX = 4_096;
