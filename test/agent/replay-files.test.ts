import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayFiles } from '../../src/agent/replay-files.ts';
import { vethName } from '../../src/kube/veth.ts';
import { synLine } from './scripted-source.ts';

let folder: string;
const request = { clusterFile: undefined, prefixes: [], filter: {} };
const signal = new AbortController().signal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-replay-'));
  await writeFile(join(folder, 'a.log'), `${synLine(1, 80)}\n${synLine(2, 81, 'other: ')}\n`);
  await writeFile(join(folder, 'b.log'), `${synLine(1, 80)}\nnothing of ours\n`);
});

afterAll(() => rm(folder, { recursive: true }));

const files = () => [join(folder, 'a.log'), join(folder, 'b.log')];

describe('replay of files', () => {
  it('adds up all files', async () => {
    const { edges, account } = await replayFiles({ ...request, files: files() }, signal);
    expect(edges.map(({ port, lines }) => [port, lines])).toEqual([
      [80, 2],
      [81, 1],
    ]);
    expect(account).toMatchObject({ read: 4, parsed: 3, ignored: 1, rejected: 0 });
  });

  it('takes lines behind the prefixes asked for alone', async () => {
    const asked = { ...request, files: files(), prefixes: ['other'] };
    const { edges, account } = await replayFiles(asked, signal);
    expect(edges.map(({ port }) => port)).toEqual([81]);
    expect(account).toMatchObject({ read: 4, parsed: 1 });
  });

  it('filters flows before it merges them', async () => {
    const asked = { ...request, files: files(), filter: { port: [80] } };
    const { edges, account } = await replayFiles(asked, signal);
    expect(edges.map(({ port }) => port)).toEqual([80]);
    expect(account.parsed).toBe(3);
  });

  it('names the node of an edge after the pod that the interface belongs to', async () => {
    const pod = 'kind: Pod\nmetadata: { namespace: ns, name: a }\nspec: { nodeName: n7 }\n';
    const line = synLine(1, 80).replace('cali1f2e3d4c5b6', vethName('ns', 'a'));
    const [log, clusterFile] = [join(folder, 'c.log'), join(folder, 'cluster.yaml')];
    await writeFile(log, `${line}\n`);
    await writeFile(clusterFile, pod);
    const { edges } = await replayFiles({ ...request, files: [log], clusterFile }, signal);
    expect(edges).toMatchObject([{ source: { name: 'a', node: 'n7' }, nodes: ['n7'] }]);
  });

  it('fails on a file that is not there and on a cluster file that is none', async () => {
    const missing = join(folder, 'none.log');
    await expect(replayFiles({ ...request, files: [missing] }, signal)).rejects.toThrow(missing);
    const asked = { ...request, files: files(), clusterFile: missing };
    await expect(replayFiles(asked, signal)).rejects.toMatchObject({ code: 'config' });
  });
});
