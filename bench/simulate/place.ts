/**
 * Where a simulated aggregator keeps what it is sent: a new file, ClickHouse as a library in a
 * process of its own (the engine of the ClickHouse tests), or a place that is there already. What
 * was made for it goes with it.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineProcess } from '../clickhouse/engine-process.ts';
import { UsageError } from '../command-line.ts';
import { PROGRAM } from './aggregator.ts';
import { type Usage, usageOf } from './usage.ts';

export interface Place extends AsyncDisposable {
  /** As of `dropcast aggregator --store`. */
  readonly store: string;
  /** What the engine beside the aggregator took; undefined: there is none, or not one of ours. */
  usage(): Usage | undefined;
  /** What it takes of the disk; undefined: not known. */
  bytes(): number | undefined;
}

const ENGINE_MISSING =
  'the ClickHouse engine is not installed: npm ci --prefix test/clickhouse (Linux on x86_64)';

/** Why there is no such home here; undefined: there is. */
function missing(kind: string): string | undefined {
  return kind === 'clickhouse' && !EngineProcess.isInstalled ? ENGINE_MISSING : undefined;
}

/** `place`: embedded, clickhouse, or as of `--store`. Throws UsageError where it is missing. */
export async function openPlace(place: string): Promise<Place> {
  const lack = missing(place);
  if (lack !== undefined) throw new UsageError(lack);
  if (place === 'clickhouse') return openEngine();
  if (place === 'embedded') return openFile();
  const bytes = () => (place.includes('://') ? undefined : fileBytes(place));
  return { store: place, usage: () => undefined, bytes, [Symbol.asyncDispose]: async () => {} };
}

function openFile(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-simulate-'));
  const store = join(folder, 'flows.db');
  return {
    store,
    usage: () => undefined,
    bytes: () => fileBytes(store),
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }),
  };
}

/** On a disk, with the tables made. */
async function openEngine(): Promise<Place> {
  await using scope = new AsyncDisposableStack();
  const engine = scope.use(await EngineProcess.start({ parent: tmpdir() }));
  const store = `clickhouse://${engine.host}/simulated?retention=off`;
  await migrate(store);
  const kept = scope.move();
  return {
    store,
    usage: () => usageOf(engine.pid!),
    bytes: () => undefined,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Rejects with what the program said. */
async function migrate(store: string): Promise<void> {
  const args = [PROGRAM, 'aggregator', '--insecure', '--store', store, '--migrate'];
  await promisify(execFile)(process.execPath, args);
}

/** The file and what lies beside it. */
function fileBytes(path: string): number {
  const [folder, name] = [join(path, '..'), path.split('/').at(-1)!];
  const files = readdirSync(folder).filter((file) => file.startsWith(name));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
