import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type ConntrackSnapshot,
  type ConntrackUnavailable,
  readConntrack,
} from '../../../src/agent/conntrack/read-conntrack.ts';
import { fixtureBytes } from '../../fixtures.ts';

const LINES = fixtureBytes('conntrack/linux-6.18.txt').toString('latin1');
/** Lines of the fixture that are counted, each as often as the fixture is repeated. */
const COUNTED = 8;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-conntrack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const clock = { nowMs: () => 1_700_000_000_000, delay: async () => undefined };

async function snapshotOf(text: string): Promise<ConntrackSnapshot> {
  const path = join(folder, 'nf_conntrack');
  writeFileSync(path, text, 'latin1');
  return taken(await readConntrack({ path, clock }));
}

function taken(result: ConntrackSnapshot | ConntrackUnavailable): ConntrackSnapshot {
  if ('unavailable' in result) throw new Error(result.unavailable);
  return result;
}

const connectionsIn = ({ edges }: ConntrackSnapshot): number =>
  edges.reduce((sum, { connections }) => sum + connections, 0);

it('adds up the open connections of a genuine table', async () => {
  const snapshot = await snapshotOf(LINES);
  expect(snapshot.takenUs).toBe(1_700_000_000_000_000);
  expect(snapshot.linesRejected).toBe(0);
  expect(snapshot.edges).toHaveLength(7);
  expect(snapshot.edges[0]).toEqual({
    source: '10.99.0.1',
    destination: '10.99.0.2',
    protocol: 6,
    port: 8080,
    connections: 2,
  });
});

it('counts every line of a table that is read in many pieces', async () => {
  const snapshot = await snapshotOf(LINES.repeat(500));
  expect(connectionsIn(snapshot)).toBe(500 * COUNTED);
  expect(snapshot.linesRejected).toBe(0);
});

it('reads a last line without its end', async () => {
  expect(connectionsIn(await snapshotOf(LINES.trimEnd()))).toBe(COUNTED);
});

it('counts what is no line of the table, however long, and reads on behind it', async () => {
  const snapshot = await snapshotOf(`no line\n${'x'.repeat(200_000)}\n${LINES}`);
  expect(connectionsIn(snapshot)).toBe(COUNTED);
  expect(snapshot.linesRejected).toBeGreaterThanOrEqual(2);
});

it('says what is missing when there is no table', async () => {
  const result = await readConntrack({ path: join(folder, 'none') });
  const what = /^connections opened before the window are not seen: .*PROCFS$/;
  expect(result).toEqual({ unavailable: expect.stringMatching(what) });
});

it('ends when told to', async () => {
  const signal = AbortSignal.abort();
  const path = join(folder, 'nf_conntrack');
  writeFileSync(path, LINES);
  expect(taken(await readConntrack({ path, signal })).edges).toEqual([]);
});

/** A client and a server on two addresses, in a namespace that tracks connections. */
const TALK = `
  const net = require('node:net');
  const server = net.createServer().listen(8080, '10.98.0.2', () => {
    const client = net.connect({ host: '10.98.0.3', port: 80, localAddress: '10.98.0.1' });
    client.on('connect', () => console.log('open'));
  });
`;

const SET_UP = `
  ip link set lo up
  for last in 1 2 3; do ip address add 10.98.0.$last/32 dev lo; done
  iptables -A OUTPUT -m conntrack --ctstate NEW -j ACCEPT
  iptables -t nat -A OUTPUT -d 10.98.0.3 -p tcp --dport 80 -j DNAT --to 10.98.0.2:8080
`;

/** A network namespace with connection tracking and DNAT; undefined where none can be made. */
function createNamespace(): string | undefined {
  const name = `node-${randomUUID().slice(0, 8)}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return undefined;
  const { status } = spawnSync('ip', ['netns', 'exec', name, 'sh', '-ec', SET_UP]);
  if (status === 0) return name;
  execFileSync('ip', ['netns', 'delete', name]);
  return undefined;
}

it('sees a connection of this kernel behind DNAT, or says why it may not', async () => {
  const namespace = createNamespace();
  if (namespace === undefined) {
    const own = await readConntrack();
    expect('unavailable' in own ? own.unavailable : own.edges).toBeDefined();
    return;
  }
  const talk = ['netns', 'exec', namespace, process.execPath, '-e', TALK];
  const pair = spawn('ip', talk, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(pair.stdout, 'data');
    const path = `/proc/${pair.pid}/net/nf_conntrack`;
    const { edges } = taken(await readConntrack({ path }));
    const edge = { source: '10.98.0.1', destination: '10.98.0.2', protocol: 6, port: 8080 };
    expect(edges).toEqual([{ ...edge, connections: 1 }]);
  } finally {
    pair.kill('SIGKILL');
    await once(pair, 'exit');
    execFileSync('ip', ['netns', 'delete', namespace]);
  }
});
