/**
 * What the page is tried against: a real aggregator on loopback, and real agents that read recorded
 * or made-up logs into it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import type { AggregatorOptions } from '../../src/aggregator/config.ts';
import { Running } from '../aggregator/running.ts';

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface LabLogs {
  /** Manifests of the cluster. */
  readonly cluster: string;
  /** By node, the path of its log. */
  readonly logs: ReadonlyMap<string, string>;
  /** Lines of all logs that count: so many are waited for. */
  readonly lines: number;
}

/** A minute. */
const TRIES_MAX = 300;

/** The recorded log of `examples/`. */
const DEMO: LabLogs = {
  cluster: fileOf('examples/demo-cluster.yaml'),
  logs: new Map([['demo-node', fileOf('examples/demo.kmsg')]]),
  lines: 29,
};

export class PageLab {
  readonly running: Running;
  readonly #stop = new AbortController();
  readonly #agents: Promise<void>[];

  private constructor(running: Running, { cluster, logs }: LabLogs) {
    this.running = running;
    this.#agents = [...logs].map(([node, path]) => {
      const config = parseAgentConfig({
        ...{ aggregator: running.aggregator.grpc, node, cluster, insecure: 1, windowMs: '100' },
        ...{ source: 'file', path, from: 'oldest', conntrack: 'off', logLevel: 'silent' },
      });
      return runAgent(config, this.#stop.signal);
    });
  }

  /** Resolves when all lines are counted. */
  static async open(from: LabLogs = DEMO, options: AggregatorOptions = {}): Promise<PageLab> {
    const running = await Running.open({ cluster: from.cluster, ...options });
    const lab = new PageLab(running, from);
    await lab.#counted(from.lines);
    return lab;
  }

  async #counted(lines: number): Promise<void> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const counted = await this.running.metric('dropcast_aggregator_lines_total');
      if ((counted ?? 0) >= lines) return;
      await sleep(200);
    }
    throw new Error(`the logs' ${lines} lines were not counted`);
  }

  get url(): string {
    return `http://${this.running.aggregator.http}/`;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#agents);
    await this.running.close();
  }
}

/** Writes what agents and aggregator read into a folder, which `remove` takes away. */
export function writeLogs(cluster: string, texts: ReadonlyMap<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'dropcast-page-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const logs = new Map([...texts].map(([node, text]) => [node, write(`${node}.log`, text)]));
  // Answers are no lines of their own: they say how a connection ended.
  const lines = [...texts.values()].reduce(
    (sum, text) => sum + text.split('calico-packet: ').length - 1,
    0,
  );
  const from: LabLogs = { cluster: write('cluster.yaml', cluster), logs, lines };
  return { from, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
