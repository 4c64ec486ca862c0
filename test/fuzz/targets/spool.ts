/** A damaged segment of a spool: batches as they were appended, from the first on without holes. */
import assert from 'node:assert/strict';
import { recoverSpool } from '../../../src/agent/ship/spool/recover-spool.ts';
import { MemoryDisk } from '../../agent/ship/spool/memory-disk.ts';
import { BINDING, contentOf, fill, OWNER, Sandbox } from '../../agent/ship/spool/spool-sandbox.ts';
import { edited, someEdits } from '../edits.ts';
import type { Target } from '../target.ts';

const BATCHES = 8;

const [[name, segment]] = await written();

export const target: Target = { words: [], seeds: someEdits, run };

async function written(): Promise<[[string, Buffer]]> {
  const sandbox = new Sandbox();
  const spool = await sandbox.open();
  await spool.bind(BINDING, sandbox.signal, 'c0');
  await fill(spool, 1, BATCHES);
  await sandbox.close();
  return [...sandbox.disk.files].map(([file, { bytes }]) => [file, bytes]) as [[string, Buffer]];
}

async function run(input: Uint8Array): Promise<string> {
  const sandbox = new Sandbox();
  const bytes = edited(segment, input);
  const disk = new MemoryDisk();
  disk.files.set(name, { bytes, synced: bytes.length, isNameSynced: true });
  sandbox.disk = disk;
  const found = await recoverSpool(disk, OWNER);
  assert.equal(found.position ?? 'none', found.segments.length ? `c${found.last}` : 'none');
  const spool = await sandbox.open();
  try {
    assert(spool.last <= BATCHES);
    for (let index = spool.released + 1; index <= spool.last; index += 1)
      assert.deepEqual(Buffer.from(await spool.read(index)), contentOf(index));
    return `${found.segments.length} ${spool.last} ${spool.position !== undefined}`;
  } finally {
    await sandbox.close();
  }
}
