/**
 * The aggregator as it is shipped, in a process of its own, on one address and one store; killed
 * and started again when told to. Its processor time is that of all its lives.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Usage, usageOf } from './usage.ts';

export const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'dropcast.js');
/** What it complained of last, for when it ends by itself. */
const LINES_KEPT = 5;
const INFO = '"level":30';

export class AggregatorProcess {
  /** IP:PORT of its gRPC services. */
  readonly address: string;
  #http = '';
  readonly #arguments: readonly string[];
  #child: ChildProcess | undefined;
  #earlierCpuMs = 0;
  #earlierRssMax = 0;
  #said: string[] = [];

  private constructor(address: string, options: readonly string[]) {
    this.address = address;
    const own = ['--insecure', '--listen', address, '--http', '127.0.0.1:0'];
    this.#arguments = [PROGRAM, 'aggregator', ...own, ...options];
  }

  /** Resolves when it listens; `options` are flags of `dropcast aggregator`. */
  static async open(options: readonly string[]): Promise<AggregatorProcess> {
    const aggregator = new AggregatorProcess(`127.0.0.1:${await freePort()}`, options);
    await aggregator.#start();
    return aggregator;
  }

  /** IP:PORT of what it serves by HTTP, of this life. */
  get http(): string {
    return this.#http;
  }

  /** For whoever met an answer that says that the log has more. */
  get said(): string {
    return this.#said.join('\n');
  }

  usage(): Usage {
    const usage = usageOf(this.#child!.pid!);
    return {
      cpuMs: this.#earlierCpuMs + usage.cpuMs,
      rssBytes: usage.rssBytes,
      rssBytesMax: Math.max(this.#earlierRssMax, usage.rssBytesMax),
    };
  }

  /** SIGKILL, and a start on what is left. */
  async killAndStart(): Promise<void> {
    const { cpuMs, rssBytesMax } = this.usage();
    this.#earlierCpuMs = cpuMs;
    this.#earlierRssMax = rssBytesMax;
    await this.end('SIGKILL');
    await this.#start();
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async #start(): Promise<void> {
    const child = spawn(process.execPath, this.#arguments, {
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    this.#child = child;
    const listening = Promise.withResolvers<void>();
    const lines = createInterface({ input: child.stderr! });
    lines.on('line', (line) => {
      if (!line.includes(INFO)) this.#said = [...this.#said, line].slice(-LINES_KEPT);
      if (!line.includes('"listening"')) return;
      this.#http = (JSON.parse(line) as { http: string }).http;
      listening.resolve();
    });
    child.once('exit', (status, signal) => {
      listening.reject(new Error(`the aggregator ended with ${signal ?? status}: ${this.said}`));
    });
    await listening.promise;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
