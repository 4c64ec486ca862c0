/** An aggregator that has the recorded window of examples/rollout, and the commands beside it. */
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import { parseAgentConfig } from '../../../src/agent/config.ts';
import { runAgent } from '../../../src/agent/main.ts';
import type { AggregatorOptions } from '../../../src/aggregator/config.ts';
import { connectAggregator } from '../../../src/cli/connect.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { runProgram } from '../../../src/cli/run.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import { Running } from '../running.ts';

export const rolloutFile = (name: string) =>
  fileURLToPath(new URL(`../../../examples/rollout/${name}`, import.meta.url));
export const CLUSTER = rolloutFile('cluster.yaml');

/** Of the window, without what tells of responses. */
const LINES = 86;

export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

export class RolloutLab {
  readonly running: Running;
  readonly #agent: Promise<void>;
  readonly #stop = new AbortController();

  private constructor(running: Running) {
    this.running = running;
    const config = parseAgentConfig({
      ...{ aggregator: running.aggregator.grpc, node: 'worker-1', cluster: CLUSTER, insecure: 1 },
      ...{ source: 'file', path: rolloutFile('window.log'), from: 'oldest', conntrack: 'off' },
      ...{ windowMs: '100', logLevel: 'silent' },
    });
    this.#agent = runAgent(config, this.#stop.signal);
  }

  /** With all lines of the window. */
  static async open(options: AggregatorOptions = { cluster: CLUSTER }): Promise<RolloutLab> {
    const lab = new RolloutLab(await Running.open(options));
    const lines = () => lab.running.metric('dropcast_aggregator_lines_total');
    await vi.waitUntil(async () => (await lines()) === LINES, { timeout: 40_000 });
    return lab;
  }

  async get(path: string): Promise<Answered> {
    return await answered(await this.running.get(`/api/v1/${path}`));
  }

  async post(path: string, body: string, headers = CURL): Promise<Answered> {
    const url = `http://${this.running.aggregator.http}/api/v1/${path}`;
    return await answered(await fetch(url, { method: 'POST', body, headers }));
  }

  /** What the command prints. */
  async command(...args: readonly string[]): Promise<string> {
    const written = { stdout: '', stderr: '' };
    const context: CommandContext = {
      terminal: {
        stdout: { write: (text) => (written.stdout += text) },
        stderr: { write: (text) => (written.stderr += text) },
        hasColours: false,
      },
      connect: (options) => connectAggregator({ ...options, insecure: 1 }),
      listCluster: async () => ({ files: [], warnings: [] }),
      nowUs: () => Date.now() * 1_000,
      pause: async () => undefined,
      signal: new AbortController().signal,
    };
    const program = createProgram({
      ...{ version: '1.2.3', context, parseStreams: process, environment: {} },
      replay: async () => ({ edges: [], account: emptyAccount(), losses: [] }),
      ...{ runAgent: async () => {}, runAggregator: async () => {} },
    });
    const address = ['--aggregator', this.running.aggregator.grpc];
    const asks = args.includes('lint') ? [] : address;
    const exit = await runProgram(program, [...args, ...asks], context.terminal);
    expect([0, 3], written.stderr).toContain(exit);
    return written.stdout;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#agent;
    await this.running.close();
  }
}

/** What `curl --data-binary` says. */
const CURL: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };

async function answered(response: Response): Promise<Answered> {
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), text };
}
