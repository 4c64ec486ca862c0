/** The examples of docs/query.md, run as they are written, on the recorded log of examples/. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import { freePort } from '../agent/free-port.ts';
import { Running } from '../aggregator/running.ts';
import { consoleExamples, pathOf } from './console-examples.ts';

const EXAMPLES = consoleExamples('docs/query.md');

const CURL =
  /^curl -s (?:--data-binary @(\S+) )?'http:\/\/127\.0\.0\.1:8080(\/[^']*)'(?: \| cut -c1-(\d+))?$/;

describe('docs/query.md', () => {
  let running: Running;
  let agent: Promise<void>;
  const stop = new AbortController();

  beforeAll(async () => {
    const cluster = pathOf('examples/demo-cluster.yaml');
    running = await Running.open({ cluster });
    const config = parseAgentConfig({
      ...{ aggregator: running.aggregator.grpc, node: 'demo-node', cluster, insecure: 1 },
      ...{ source: 'file', path: pathOf('examples/demo.kmsg'), from: 'oldest', conntrack: 'off' },
      ...{ listen: `127.0.0.1:${await freePort()}`, windowMs: '100', logLevel: 'silent' },
    });
    agent = runAgent(config, stop.signal);
    await vi.waitUntil(
      async () => (await running.metric('dropcast_aggregator_lines_total')) === 29,
      { timeout: 40_000 },
    );
  }, 60_000);
  afterAll(async () => {
    stop.abort();
    await agent;
    await running.close();
  });

  /** What it prints; a program of its own, as a reader would run it. */
  async function run(command: string): Promise<string> {
    const [program, ...args] = command.split(' ');
    if (program === 'curl') return await runCurl(command);
    expect(program).toBe('dropcast');
    const env = { ...process.env, DROPCAST_INSECURE: '1' };
    const child = spawn(process.execPath, [pathOf('bin/dropcast.js'), ...args], {
      env: { ...env, DROPCAST_AGGREGATOR: running.aggregator.grpc },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return printed;
  }

  /** What curl would print, with the file that it posts, cut as `cut` cuts it. */
  async function runCurl(command: string): Promise<string> {
    const [, file, path, columns] = CURL.exec(command) ?? expect.fail(command);
    const init = file === undefined ? {} : { method: 'POST', body: readFileSync(pathOf(file)) };
    const response = await fetch(`http://${running.aggregator.http}${path}`, init);
    const printed = await response.text();
    if (columns === undefined) return printed;
    return printed.replace(/.+/g, (line) => line.slice(0, Number(columns)));
  }

  it('has examples of every kind of question', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(9);
  });

  it.each(EXAMPLES)('$command', async ({ command, printed }) => {
    expect(await run(command)).toBe(printed);
  });
});
