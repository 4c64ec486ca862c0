/** What a spool's promises are tried on: a ring, a spool, an aggregator that comes and goes. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { freePort } from '../agent/free-port.ts';
import { synLine } from '../agent/scripted-source.ts';
import { Running } from '../aggregator/running.ts';
import { type SpoolAgent, type SpoolAgentOptions, startSpoolAgent } from './spool-process.ts';

const PORTS = 40;
const FIRST_PORT = 1_000;
/** Many times what an agent needs to read what the ring holds. */
const READ_MS = 500;

export class SpoolLab implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'dropcast-spool-'));
  readonly ring = join(this.folder, 'ring');
  readonly spool = join(this.folder, 'spool');
  /** Lines that the kernel has logged. */
  logged = 0;
  readonly #port: number;
  readonly #agents: SpoolAgent[] = [];
  #running: Running | undefined;

  private constructor(port: number) {
    this.#port = port;
    writeFileSync(this.ring, '');
  }

  static async open(): Promise<SpoolLab> {
    return new SpoolLab(await freePort());
  }

  async startAggregator(store = 'flows.db'): Promise<void> {
    const listen = `127.0.0.1:${this.#port}`;
    this.#running = await Running.open({ listen, store: join(this.folder, store) });
  }

  async stopAggregator(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  startAgent(options: Partial<SpoolAgentOptions> = {}): SpoolAgent {
    const { ring, spool } = this;
    const agent = startSpoolAgent({
      ring,
      spool,
      aggregator: `127.0.0.1:${this.#port}`,
      ...options,
    });
    this.#agents.push(agent);
    return agent;
  }

  /** The kernel logs so many more lines. */
  log(lines: number): void {
    let text = '';
    for (let end = this.logged + lines; this.logged < end; this.logged++)
      text += `${synLine(this.logged % 7, FIRST_PORT + (this.logged % PORTS))}\n`;
    appendFileSync(this.ring, text);
  }

  /** The same, and a pause in which an agent reads them: the ring does not hold more. */
  async logAndWait(lines: number): Promise<void> {
    this.log(lines);
    await sleep(READ_MS);
  }

  /** Waits until all lines are counted or told as lost, and checks each port's own. */
  async expectCounted(lost = 0): Promise<void> {
    await expect.poll(() => this.#sum(), POLL).toBe(this.logged - lost);
    const client = this.#running!.query();
    const ports = new Map<number | undefined, number>();
    const request = { filter: { replies: true }, limit: 0 };
    for await (const { port, lines } of client.listEdges(request, new AbortController().signal))
      ports.set(port, (ports.get(port) ?? 0) + lines);
    const { nodes } = await client.getStatus();
    const told = nodes.flatMap(({ losses }) => losses).reduce((sum, { count }) => sum + count!, 0);
    expect(told).toBe(lost);
    if (lost > 0) return;
    const due = new Map<number, number>();
    for (let at = 0; at < this.logged; at++) {
      const port = FIRST_PORT + (at % PORTS);
      due.set(port, (due.get(port) ?? 0) + 1);
    }
    const sorted = (lines: ReadonlyMap<number | undefined, number>) =>
      [...lines].toSorted(([a], [b]) => a! - b!);
    expect(sorted(ports)).toEqual(sorted(due));
  }

  /** Lines counted. */
  async counted(): Promise<number> {
    return this.#sum();
  }

  async #sum(): Promise<number> {
    const { nodes } = await this.#running!.query().getStatus();
    return nodes.reduce((sum, { lines }) => sum + lines, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const agent of this.#agents) await agent[Symbol.asyncDispose]();
    await this.stopAggregator();
    rmSync(this.folder, { recursive: true });
  }
}

const POLL = { timeout: 40_000, interval: 50 };
