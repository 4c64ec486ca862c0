/**
 * The promise: more lines than the kernel's ring holds, logged by a real rule while the aggregator
 * is away and the real agent is killed, are counted once each, or told as lost. Root only.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findObstacle } from '../../src/cli/demo/obstacle.ts';
import { freePort } from '../agent/free-port.ts';
import { Running } from '../aggregator/running.ts';
import { LoggedPackets } from '../journald/logged-packets.ts';

const OBSTACLE = findObstacle(process.env.PATH ?? '');
const FIRST_PORT = 20_000;
const PACKETS = 400;
/** Together with the first ones, twice what a ring of 128 KiB holds. */
const KILLS = 4;
const LOOKS_MAX = 200;
const LOOK_MS = 50;

const MAIN = pathToFileURL(join(import.meta.dirname, '../../src/main.ts')).href;
const START =
  `const { main } = await import('${MAIN}'); ` +
  'process.exitCode = await main(process.argv.slice(1));';

/** The agent as `dropcast agent` starts it. */
function startAgent(flags: Readonly<Record<string, string>>): ChildProcess {
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
  const argv = ['--input-type=module', '-e', START, '--', 'agent', '--insecure', ...args];
  return spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function kill(agent: ChildProcess): Promise<void> {
  agent.kill('SIGKILL');
  await once(agent, 'close');
}

/** Sum of a metric's series; 0 while there is no page. */
async function metric(port: number, name: string): Promise<number> {
  const page = await fetch(`http://127.0.0.1:${port}/metrics`)
    .then((answer) => answer.text())
    .catch(() => '');
  const series = page.split('\n').filter((line) => line.startsWith(name));
  return series.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX && !(await holds()); looks++) await sleep(LOOK_MS);
}

describe('the kernel log of this machine', () => {
  it('is counted once though agent and aggregator are away', async ({ skip }) => {
    skip(OBSTACLE !== undefined, OBSTACLE);
    await using packets = await LoggedPackets.open();
    const folder = mkdtempSync(join(tmpdir(), 'dropcast-spool-kernel-'));
    const [listen, http] = [await freePort(), await freePort()];
    const flags = {
      ...{ source: 'kmsg', spool: join(folder, 'spool'), aggregator: `127.0.0.1:${listen}` },
      ...{ prefix: packets.prefix.replace(/: $/, ''), node: 'n1', 'window-ms': '100' },
      ...{ conntrack: 'off', 'log-level': 'silent', http: `127.0.0.1:${http}` },
    };
    const store = { listen: `127.0.0.1:${listen}`, store: join(folder, 'flows.db') };
    let running = await Running.open(store);
    let agent = startAgent(flags);
    await until(async () => (await metric(http, 'dropcast_agent_connected')) === 1);
    // What was logged before the first look at the ring is nobody's loss.
    await until(async () => {
      await packets.send(FIRST_PORT - 1, 1);
      return (await metric(http, 'dropcast_agent_lines_total')) > 0;
    });
    await running.close();
    let sent = 0;
    for (let kills = 0; kills < KILLS; kills++) {
      await packets.send(FIRST_PORT + sent, PACKETS);
      sent += PACKETS;
      await until(async () => (await metric(http, 'dropcast_agent_spool_batches')) > kills);
      await kill(agent);
      agent = startAgent(flags);
    }
    running = await Running.open(store);
    const client = running.query();
    const request = { filter: { replies: true }, limit: 0 };
    const told = async () => {
      const lines = new Map<number, number>();
      for await (const edge of client.listEdges(request, new AbortController().signal))
        if (edge.port !== undefined && edge.port >= FIRST_PORT) lines.set(edge.port, edge.lines);
      const { nodes } = await client.getStatus();
      // The ring is everybody's: what is told as lost may be others' records as well.
      const lost = nodes.flatMap(({ losses }) => losses).map(({ count }) => count ?? 0);
      return { lines, lost: lost.reduce((sum, count) => sum + count, 0) };
    };
    await until(async () => {
      const { lines, lost } = await told();
      return lines.size + lost >= sent;
    });
    // What would be counted twice would still come.
    await until(async () => (await metric(http, 'dropcast_agent_spool_batches')) === 0);
    const { lines, lost } = await told();
    await kill(agent);
    await running.close();
    rmSync(folder, { recursive: true });
    expect(Math.max(...lines.values())).toBe(1);
    expect(lines.size + lost).toBeGreaterThanOrEqual(sent);
  }, 90_000);
});
