import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replayFiles } from '../../src/agent/replay-files.ts';
import { SourceError } from '../../src/agent/sources/source.ts';
import { EdgeFilterError } from '../../src/flow/endpoint-pattern.ts';
import { ClusterFileError } from '../../src/kube/cluster-file.ts';
import { vethName } from '../../src/kube/veth.ts';

const CLUSTER = `
kind: List
items:
- kind: Pod
  metadata: { namespace: shop, name: web }
  spec: { nodeName: node-1 }
  status: { podIP: 10.244.1.5 }
- kind: Pod
  metadata: { namespace: shop, name: db }
  spec: { nodeName: node-2 }
  status: { podIP: 10.244.2.7 }
`;
const EGRESS = `IN=${vethName('shop', 'web')} OUT=eth0`;
const INGRESS = `IN=eth0 OUT=${vethName('shop', 'db')}`;

const signal = new AbortController().signal;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-'));
  await writeFile(join(folder, 'cluster.yaml'), CLUSTER);
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** One connection from web to db as one of its nodes logs it. */
function line(interfaces: string, sourcePort: number, prefix = 'calico-packet'): string {
  return (
    `2026-02-26T10:00:00.000001+00:00 node kernel: ${prefix}: ${interfaces} ` +
    'MAC=ee:ee:ee:ee:ee:ee:1e:0a:36:33:f5:09:08:00 SRC=10.244.1.5 DST=10.244.2.7 LEN=60 ' +
    `TOS=0x00 PREC=0x00 TTL=63 ID=${sourcePort} DF PROTO=TCP SPT=${sourcePort} DPT=5432 ` +
    'WINDOW=64860 RES=0x00 SYN URGP=0 \n'
  );
}

async function replayed(
  logs: Record<string, string>,
  options: Partial<Parameters<typeof replayFiles>[0]> = {},
) {
  for (const [name, text] of Object.entries(logs)) await writeFile(join(folder, name), text);
  const files = Object.keys(logs).map((name) => join(folder, name));
  const clusterFile = join(folder, 'cluster.yaml');
  return replayFiles({ files, clusterFile, prefixes: [], filter: {}, ...options }, signal);
}

test('both nodes of a connection become one edge', async () => {
  const { edges, account } = await replayed({
    'node-1.log': line(EGRESS, 40_001) + line(EGRESS, 40_002),
    'node-2.log': `${line(INGRESS, 50_001)}no LOG line\n`,
  });
  expect(edges).toHaveLength(1);
  expect(edges[0]).toMatchObject({
    source: { name: 'web' },
    destination: { name: 'db' },
    port: 5432,
    lines: 3,
    connections: 2,
    seenBy: 'both',
    nodes: ['node-1', 'node-2'],
  });
  expect(account).toMatchObject({ read: 4, parsed: 3, ignored: 1, rejected: 0 });
});

test('without a cluster file ends are addresses', async () => {
  const { edges } = await replayed({ 'a.log': line(EGRESS, 40_001) }, { clusterFile: undefined });
  expect(edges[0]).toMatchObject({
    source: { kind: 'pod', name: '', ip: '10.244.1.5' },
    destination: { kind: 'unknown', ip: '10.244.2.7' },
    nodes: [],
  });
});

test('only prefixes that count are used, any if none is named', async () => {
  const logs = { 'a.log': line(EGRESS, 40_001) + line(EGRESS, 40_002, 'other') };
  expect((await replayed(logs, { prefixes: ['calico-packet'] })).account.parsed).toBe(1);
  expect((await replayed(logs)).account.parsed).toBe(2);
});

test('the filter holds before flows are merged', async () => {
  const logs = { 'a.log': line(EGRESS, 40_001) };
  expect((await replayed(logs, { filter: { from: 'shop/web' } })).edges).toHaveLength(1);
  expect((await replayed(logs, { filter: { port: 53 } })).edges).toEqual([]);
});

describe('what cannot be used is told', () => {
  test('a log that is not there', async () => {
    const files = [join(folder, 'nowhere.log')];
    await expect(replayed({}, { files })).rejects.toThrow(SourceError);
  });

  test('a cluster file that is none', async () => {
    const options = { clusterFile: join(folder, 'a.log') };
    await expect(replayed({ 'a.log': 'text' }, options)).rejects.toThrow(ClusterFileError);
  });

  test('a filter', async () => {
    const filter = { from: '10.0.0.0/99' };
    await expect(replayed({ 'a.log': '' }, { filter })).rejects.toThrow(EdgeFilterError);
  });
});
