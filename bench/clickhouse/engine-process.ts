/**
 * A ClickHouse engine for tests and benches: a child process with its own directory, reached over
 * loopback. It is ClickHouse as a library (chDB), which test/clickhouse installs: everything but
 * replication is the real thing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('engine-main.mjs', import.meta.url));
const LIBRARY = fileURLToPath(
  new URL('../../test/clickhouse/node_modules/@chdb/lib-linux-x64-gnu/libchdb.so', import.meta.url),
);

/** The engine answers after about 200 ms; a machine that is busy may take long. */
const START_MS_MAX = 60_000;

const FOREVER =
  'SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; ' +
  'SELECT sleepEachRow(3) FROM numbers(1000000) ' +
  'SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0 FORMAT Null';

export interface Ports {
  readonly http: number;
  readonly tcp: number;
}

/** Replicas by shard: what `remote_servers` says of the cluster `test`. */
export type Topology = readonly (readonly Ports[])[];

export interface EngineOptions {
  readonly ports?: Ports;
  /** Without it the engine is a cluster of itself. */
  readonly topology?: Topology;
  /** Where its folder is made; memory, unless there is too little of it. */
  readonly parent?: string;
}

const MEMORY = '/dev/shm';
/** What all engines of a test write, and some more. */
const MEMORY_BYTES_MIN = 2e9;

/** A killed process loses nothing in either; the disk is slow at what memory need not do: sync. */
function quickFolder(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > MEMORY_BYTES_MIN ? MEMORY : tmpdir();
}

/** Of so many engines: all are held until all are known, so that none is given twice. */
export async function freePorts(engines: number): Promise<Ports[]> {
  const servers = Array.from({ length: 2 * engines }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address === 'object' && address) ports.push(address.port);
  }
  for (const server of servers) server.close();
  return Array.from({ length: engines }, (_, i) => ({
    http: ports[2 * i]!,
    tcp: ports[2 * i + 1]!,
  }));
}

export class EngineProcess implements AsyncDisposable {
  readonly ports: Ports;
  readonly #folder: string;
  #child: ChildProcess | undefined;

  private constructor(ports: Ports, topology: Topology, parent: string) {
    this.ports = ports;
    this.#folder = mkdtempSync(join(parent, 'dropcast-clickhouse-'));
    mkdirSync(join(this.#folder, 'data'));
    writeFileSync(join(this.#folder, 'config.xml'), configOf(ports, topology));
  }

  static async start({ ports, topology, parent }: EngineOptions = {}): Promise<EngineProcess> {
    const own = ports ?? (await freePorts(1))[0]!;
    const engine = new EngineProcess(own, topology ?? [[own]], parent ?? quickFolder());
    await engine.start();
    return engine;
  }

  /** Whether the library is there: `npm run test:clickhouse` installs it. */
  static get isInstalled(): boolean {
    return existsSync(LIBRARY);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  get host(): string {
    return `127.0.0.1:${this.ports.http}`;
  }

  async start(): Promise<void> {
    const args = [
      `--config-file=${join(this.#folder, 'config.xml')}`,
      `--path=${join(this.#folder, 'data')}`,
      '--multiquery',
      `--query=${FOREVER}`,
    ];
    const flags = ['--no-warnings', MAIN, LIBRARY];
    this.#child = spawn(process.execPath, [...flags, ...args], { stdio: 'ignore' });
    const until = performance.now() + START_MS_MAX;
    while (!(await answers(this.origin))) {
      if (this.#child.exitCode !== null) throw new Error('the engine ended at its start');
      if (performance.now() > until) throw new Error('the engine does not answer');
      await sleep(20);
    }
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** As a crash does: nothing is flushed, nothing is told. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** It takes connections and does not answer. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Rows as arrays, for tests that look at tables. */
  async rows(query: string, database = 'default'): Promise<unknown[][]> {
    const bytes = await this.bytes(query, database);
    return bytes
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  /** An answer as it comes: in the format that the query names. */
  async bytes(query: string, database: string): Promise<Buffer> {
    return this.#ask({ database, default_format: 'JSONCompactEachRow' }, query);
  }

  /** `rows`: as a query in the format Native gives them. */
  async insert(table: string, rows: Buffer, database: string): Promise<void> {
    await this.#ask({ database, query: `INSERT INTO ${table} FORMAT Native` }, rows);
  }

  async #ask(parameters: Record<string, string>, body: string | Buffer): Promise<Buffer> {
    const url = `${this.origin}/?${new URLSearchParams(parameters)}`;
    const response = await fetch(url, { method: 'POST', body });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) throw new Error(bytes.toString());
    return bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { exitCode = null, signalCode = null } = this.#child ?? {};
    if (exitCode !== null || (signalCode !== null && signalCode !== 'SIGKILL')) {
      // Whatever failed before, this is why.
      process.stderr.write(`the engine ended by itself: ${signalCode ?? exitCode}\n`);
    }
    this.resume();
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/ping`)).ok;
  } catch {
    return false;
  }
}

function configOf({ http, tcp }: Ports, topology: Topology): string {
  const shards = topology.map((replicas) => {
    const servers = replicas.map(
      (ports) => `<replica><host>127.0.0.1</host><port>${ports.tcp}</port></replica>`,
    );
    return `<shard><internal_replication>true</internal_replication>${servers.join('')}</shard>`;
  });
  return `<clickhouse>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${http}</http_port>
  <tcp_port>${tcp}</tcp_port>
  <max_server_memory_usage>3000000000</max_server_memory_usage>
  <mark_cache_size>67108864</mark_cache_size>
  <remote_servers><test>${shards.join('')}</test></remote_servers>
</clickhouse>
`;
}
