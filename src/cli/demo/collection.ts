/**
 * The real thing: `dropcast aggregator` and `dropcast agent` as child processes on free ports, and
 * a way to ask.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Edge } from '../../flow/edge.ts';
import type { QueryClient } from '../../wire/query.ts';
import type { Connect } from '../ask.ts';
import type { Cast } from './cast.ts';
import { type Child, DROPCAST, startChild } from './child.ts';

/** How often the aggregator is asked whether all has arrived. */
const POLL_MS = 100;
/** After this the demo reports what has arrived so far. */
const ARRIVAL_MS_MAX = 15_000;
/** A batch this often: people are watching. */
const WINDOW_MS = 250;

export interface CollectionOptions {
  readonly cast: Cast;
  /** Text of the `--cluster` file. */
  readonly cluster: string;
  /** Names come from here instead. */
  readonly kubeconfig: string | undefined;
  /** What tells the agent where lines come from, given the run's directory. */
  readonly sourceFlags: (directory: string) => readonly string[];
  readonly connect: Connect;
  readonly signal: AbortSignal;
}

/** A directory, an aggregator, and one agent after another. */
export class Collection {
  readonly directory: string;
  readonly #options: CollectionOptions;
  #aggregator: Child | undefined;
  #agent: Child | undefined;
  #client: QueryClient | undefined;
  #address = '';

  constructor(options: CollectionOptions) {
    this.#options = options;
    this.directory = mkdtempSync(join(tmpdir(), `${options.cast.name}-`));
    writeFileSync(this.#path('cluster.json'), options.cluster);
  }

  #path(name: string): string {
    return join(this.directory, name);
  }

  #nameFlags(): string[] {
    const { kubeconfig } = this.#options;
    if (kubeconfig !== undefined) return ['--kubeconfig', kubeconfig];
    return ['--cluster', this.#path('cluster.json')];
  }

  /** Starts the aggregator; resolves to its address. */
  async startAggregator(): Promise<string> {
    this.#aggregator = startChild('the aggregator', [
      ...[process.execPath, DROPCAST, 'aggregator', '--listen', '127.0.0.1:0'],
      ...['--http', '127.0.0.1:0', '--insecure', '--store', this.#path('flows.db')],
      ...this.#nameFlags(),
    ]);
    this.#address = await this.#aggregator.waitFor((line) => listeningAt(line, 'grpc'));
    this.#client = await this.#options.connect({ aggregator: this.#address, insecure: 1 });
    return this.#address;
  }

  /** Starts an agent; resolves to its process id once it runs. */
  async startAgent(): Promise<number> {
    this.#agent = startChild('the agent', [
      ...[process.execPath, DROPCAST, 'agent', ...this.#options.sourceFlags(this.directory)],
      ...['--prefix', 'calico-packet', '--aggregator', this.#address, '--insecure'],
      ...['--node', this.#options.cast.node, ...this.#nameFlags()],
      ...['--http', '127.0.0.1:0', '--window-ms', String(WINDOW_MS), '--conntrack', 'off'],
    ]);
    await this.#agent.waitFor((line) => listeningAt(line, 'http'));
    return this.#agent.pid;
  }

  /** kill -9: the agent gets no chance to say or save anything. */
  async killAgent(): Promise<void> {
    await this.#agent?.stop('SIGKILL');
  }

  /**
   * The run's own edges: those with one of its pods at an end. Other programs' lines may be in the
   * same log.
   */
  async edges(): Promise<Edge[]> {
    const names = new Set(this.#options.cast.pods.map((pod) => pod.name));
    const edges: Edge[] = [];
    const request = { filter: { replies: true }, limit: 0 };
    for await (const edge of this.#client!.listEdges(request, this.#options.signal)) {
      if (names.has(edge.source.name) || names.has(edge.destination.name)) edges.push(edge);
    }
    return edges;
  }

  /** Waits until `lines` lines are counted, or too long; resolves to what is there then. */
  async waitForLines(lines: number): Promise<Edge[]> {
    const untilMs = performance.now() + ARRIVAL_MS_MAX;
    for (;;) {
      const edges = await this.edges();
      if (countLines(edges) >= lines || performance.now() > untilMs) return edges;
      await delay(POLL_MS, undefined, { signal: this.#options.signal });
    }
  }

  /** Records that the agents know they have lost; undefined when their number is not known. */
  async countLost(): Promise<number | undefined> {
    const { nodes } = await this.#client!.getStatus();
    const counts = nodes.flatMap((node) => node.losses.map((loss) => loss.count));
    return counts.reduce((sum, count) => (sum === undefined ? sum : count && sum + count), 0);
  }

  /** Ends agent and aggregator in this order and removes the directory. */
  async stop(): Promise<void> {
    await this.#agent?.stop();
    this.#client?.close();
    await this.#aggregator?.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export function countLines(edges: readonly Edge[]): number {
  return edges.reduce((sum, edge) => sum + edge.lines, 0);
}

/**
 * The address that a service's log line names under `field`; services print JSON, one object per
 * line.
 */
export function listeningAt(line: string, field: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const entry = parseJson(line);
  if (typeof entry !== 'object' || entry === null || !(field in entry)) return undefined;
  const address = Object.entries(entry).find(([name]) => name === field)?.[1];
  return typeof address === 'number' ? `127.0.0.1:${address}` : String(address);
}

/** Undefined for a line that only looks like JSON. */
function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
