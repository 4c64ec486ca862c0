import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkLogDisk } from '../../../src/agent/preflight/log-disk.ts';
import type { FileSystem } from '../../../src/agent/preflight/node-view.ts';
import { createFakeNode, EXT4, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

const judge = (disk: Partial<FileSystem>) =>
  checkLogDisk(node.view({ statFileSystem: async () => ({ ...EXT4, ...disk }) }));

const SMALL = { blocks: 100_000, bavail: 90_000 };

it.each([
  ['a disk with room', {}, 'ok'],
  ['a disk that is nearly full', { bavail: 900_000 }, 'warn'],
  ['a small disk', SMALL, 'warn'],
  ['a small file system in memory', { ...SMALL, type: 0x01021994 }, 'ok'],
  ['a disk short of inodes', { ffree: 90_000 }, 'warn'],
  ['a disk without a table of inodes', { files: 0, ffree: 0 }, 'ok'],
])('judges %s', async (_, disk, state) => {
  expect(await judge(disk)).toMatchObject({ state });
});

it('tells of the fullest file system, in bytes', async () => {
  const source = { kind: 'file', paths: ['/big/kern.log', '/small/kern.log'] } as const;
  const statFileSystem = async (folder: string) =>
    folder === '/small' ? { ...EXT4, bavail: 1_000_000 } : EXT4;
  const finding = await checkLogDisk(node.view({ source, statFileSystem }));
  const expected = { state: 'ok', value: 4_096_000_000, detail: expect.stringContaining('/small') };
  expect(finding).toMatchObject(expected);
});

it('knows nothing of disks that are not there', async () => {
  const missing = Object.assign(new Error('missing'), { code: 'ENOENT' });
  const statFileSystem = () => Promise.reject(missing);
  expect(await checkLogDisk(node.view({ statFileSystem }))).toMatchObject({ state: 'unknown' });
});
