/**
 * Promise: a node's lines are counted once each though its agent reads the journal at one start and
 * the kernel's ring at the next; the kernel, its LOG rule, journald, agent and aggregator are real.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import type { QueryClient } from '../../src/wire/query.ts';
import { Running } from '../aggregator/running.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { LoggedPackets } from '../journald/logged-packets.ts';
import { setBoot } from '../journald/machine.ts';

const FIRST_PORT = 20_000;
const PACKETS = 40;
const POLL_MS = 50;
/** Lines that have not come by then are lost, if anything is told as lost. */
const LATE_MS = 4_000;
const ARRIVAL_MS_MAX = 20_000;

type Kind = 'journal' | 'kmsg';
const TURNS: readonly Kind[] = ['journal', 'kmsg', 'journal', 'kmsg', 'kmsg', 'journal'];

/** Lines by port, of the packets of this test. */
async function linesByPort(client: QueryClient): Promise<Map<number, number>> {
  const lines = new Map<number, number>();
  const request = { filter: { replies: true }, limit: 0 };
  for await (const edge of client.listEdges(request, new AbortController().signal)) {
    if (edge.port !== undefined && edge.port >= FIRST_PORT) lines.set(edge.port, edge.lines);
  }
  return lines;
}

async function isToldLost(client: QueryClient): Promise<boolean> {
  const { nodes } = await client.getStatus();
  return nodes.some(({ losses }) => losses.length > 0);
}

class Node {
  readonly #lab: JournalLab;
  readonly #running: Running;
  readonly #prefix: string;

  constructor(lab: JournalLab, running: Running, { prefix }: LoggedPackets) {
    this.#lab = lab;
    this.#running = running;
    this.#prefix = prefix.replace(/: $/, '');
  }

  /** Runs an agent on this source until `ports` are counted, or long enough. */
  async read(source: Kind, client: QueryClient, ports: number): Promise<void> {
    const path = source === 'journal' ? { path: this.#lab.machine.directory } : {};
    const config = parseAgentConfig({
      ...{ source, ...path, from: 'oldest', prefix: this.#prefix, windowMs: '100' },
      ...{ aggregator: this.#running.aggregator.grpc, insecure: 1, node: 'n1' },
      ...{ conntrack: 'off', logLevel: 'silent' },
    });
    const stop = new AbortController();
    const ran = runAgent(config, stop.signal);
    for (let ms = 0; ms < ARRIVAL_MS_MAX; ms += POLL_MS) {
      if ((await linesByPort(client)).size >= ports) break;
      if (ms >= LATE_MS && (await isToldLost(client))) break;
      await sleep(POLL_MS);
    }
    stop.abort();
    await ran;
  }
}

describe('a source that is switched', () => {
  inLab(
    'counts every line once, whichever source saw it first',
    async (lab) => {
      await using packets = await LoggedPackets.open();
      setBoot(lab.machine, readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
      await lab.start();
      const running = await Running.open();
      const client = running.query();
      const node = new Node(lab, running, packets);
      let sent = 0;
      for (const source of TURNS) {
        // While no agent runs: both sources hold them.
        await packets.send(FIRST_PORT + sent, PACKETS);
        sent += PACKETS;
        await lab.sync();
        await node.read(source, client, sent);
      }
      const lines = await linesByPort(client);
      const isAllThere = lines.size === sent || (await isToldLost(client));
      await running.close();
      expect(Math.max(...lines.values())).toBe(1);
      expect(isAllThere).toBe(true);
      expect(lines.size).toBeGreaterThan(sent / 2);
    },
    { isKernelReal: true },
  );
});
