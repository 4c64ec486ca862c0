/**
 * A node whose agents are replaced as a rolling update or a drain does it: its lines go on being
 * written, agents come and go beside each other, and the aggregator behind one address (as behind a
 * Service) can be moved with its store.
 *
 *   log ──▶ agent, agent, … ──▶ TcpLink (the Service's address) ──▶ aggregator
 */
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { askCounted, compare } from '../chaos/count.ts';
import type { Packets } from '../chaos/packets.ts';
import { Service } from '../chaos/service.ts';
import { agentArgv, aggregatorArgv, connect } from '../chaos/services.ts';
import { TcpLink } from '../chaos/tcp-link.ts';

/** For what was written to be counted, and for a process to do what was asked of it. */
const PATIENCE_MS = 120_000;
const LOOK_MS = 50;

export interface NodeLog extends AsyncDisposable {
  readonly source: 'file' | 'journal';
  readonly path: string;
  readonly packets: Packets;
  /** Writes until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export class RollingNode implements AsyncDisposable {
  /** Whatever did not end as it should have. */
  readonly complaints: string[] = [];
  readonly #folder: string;
  readonly #log: NodeLog;
  readonly #link: TcpLink;
  readonly #services: Service[] = [];
  #aggregator: Service | undefined;
  /** The volume that the store is on. */
  #volume = 'volume-0';
  #starts = 0;

  private constructor(folder: string, log: NodeLog, link: TcpLink) {
    this.#folder = folder;
    this.#log = log;
    this.#link = link;
  }

  /** `openLog` is given a folder of its own. */
  static async open(openLog: (folder: string) => Promise<NodeLog>): Promise<RollingNode> {
    const folder = mkdtempSync(join(tmpdir(), 'dropcast-rolling-'));
    for (const name of ['log', 'volume-0']) mkdirSync(join(folder, name));
    const log = await openLog(join(folder, 'log'));
    return new RollingNode(folder, log, await TcpLink.open());
  }

  /** Writes while `roll` does what it does; resolves when all that was written is counted. */
  async whileWriting(roll: () => Promise<void>): Promise<void> {
    const written = new AbortController();
    const writing = this.#log.run(written.signal);
    try {
      await roll();
    } finally {
      written.abort();
      await writing;
    }
    await this.untilCounted();
  }

  /** Folder of the store. */
  get volume(): string {
    return join(this.#folder, this.#volume);
  }

  startAgent(): Service {
    const { source, path } = this.#log;
    const place = { node: 'node-1', source, path, aggregator: this.#link.address };
    return this.#start('agent', agentArgv(place));
  }

  async startAggregator(): Promise<void> {
    const store = join(this.volume, 'flows.db');
    this.#aggregator = this.#start('aggregator', aggregatorArgv(store, false));
    this.#link.target = await this.#aggregator.listening;
  }

  /** SIGTERM is an eviction, SIGKILL what comes behind it when the grace is over. */
  async stopAggregator(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const aggregator = this.#aggregator;
    if (signal === 'SIGTERM') await this.end(aggregator!);
    else await aggregator?.kill();
    this.#link.cut();
    this.#link.target = undefined;
  }

  /** To another machine: its volume is attached there, with all that lies in it. */
  moveVolume(): void {
    const next = `volume-${this.#starts}`;
    renameSync(this.volume, join(this.#folder, next));
    this.#volume = next;
  }

  /** SIGTERM; resolves when it has ended, which it should have done with status 0. */
  async end(service: Service): Promise<void> {
    service.signal('SIGTERM');
    const { status, lastLine } = await service.ended;
    if (status !== 0) this.complaints.push(`ended with status ${status}: ${lastLine}`);
  }

  /** Resolves when it has ended because another one speaks for the node now. */
  async fenced(service: Service): Promise<void> {
    const { status, lastLine } = await service.ended;
    const isFenced = lastLine.includes('another agent speaks for this node and source');
    if (status !== 1 || !isFenced) this.complaints.push(`not fenced: ${status} ${lastLine}`);
  }

  /** Resolves when as many lines are counted as were written up to now. */
  async untilCounted(): Promise<void> {
    const { lines } = this.#log.packets;
    const client = connect(this.#address());
    const deadline = AbortSignal.timeout(PATIENCE_MS);
    deadline.addEventListener('abort', () => client.close(), { once: true });
    try {
      for (let counted = 0; counted < lines; await delay(LOOK_MS)) {
        const { nodes } = await client.getStatus();
        counted = nodes.reduce((sum, node) => sum + node.lines, 0);
      }
    } finally {
      client.close();
    }
  }

  /** What is counted otherwise than it was written, stated as lost, or ended badly. */
  async faults(): Promise<unknown[]> {
    const { byKey, byNode, losses } = await askCounted(this.#address());
    const { written, lines } = this.#log.packets;
    const unequal = [...compare(written, byKey), ...compare(new Map([['node-1', lines]]), byNode)];
    return [...unequal, ...losses, ...this.complaints];
  }

  /** Of the aggregator itself. */
  #address(): string {
    return this.#link.target ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#services.map((service) => service.kill()));
    await this.#link[Symbol.asyncDispose]();
    await this.#log[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true });
  }

  #start(name: string, argv: readonly string[]): Service {
    const logPath = join(this.#folder, `${name}-${++this.#starts}.log`);
    const service = new Service({ argv, environment: {}, logPath });
    this.#services.push(service);
    return service;
  }
}
