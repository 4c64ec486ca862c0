import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../../../bench/random.ts';
import { recoverSpool } from '../../../../src/agent/ship/spool/recover-spool.ts';
import type { Spool } from '../../../../src/agent/ship/spool/spool.ts';
import { settle } from '../../fake-clock.ts';
import { diskError, MemoryDisk } from './memory-disk.ts';
import { BINDING, contentOf, fill, OWNER, Sandbox } from './spool-sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.close());

/** A disk with one file, or with the files of another. */
function diskOf(files: ReadonlyMap<string, Uint8Array>): MemoryDisk {
  const disk = new MemoryDisk();
  for (const [name, found] of files) {
    const bytes = Buffer.from(found);
    disk.files.set(name, { bytes, synced: bytes.length, isNameSynced: true });
  }
  return disk;
}

/** Opens what is there; every batch that it has must be as it was appended. */
async function reopened(disk: MemoryDisk): Promise<Spool> {
  sandbox.disk = disk;
  const spool = await sandbox.open();
  for (let index = spool.released + 1; index <= spool.last; index++)
    expect(Buffer.from(await spool.read(index))).toEqual(contentOf(index));
  await sandbox.close();
  return spool;
}

async function written(batches: number, binding = BINDING): Promise<Map<string, Buffer>> {
  const spool = await sandbox.open();
  await spool.bind(binding, sandbox.signal, 'c0');
  await fill(spool, 1, batches);
  await sandbox.close();
  return new Map([...sandbox.disk.files].map(([name, { bytes }]) => [name, bytes]));
}

describe('a segment that was cut', () => {
  it('at any byte has the whole batches before, and nothing else', async () => {
    const [[name, bytes]] = [...(await written(6))] as [[string, Buffer]];
    const lasts: number[] = [];
    for (let cut = 0; cut <= bytes.length; cut++) {
      const spool = await reopened(diskOf(new Map([[name, bytes.subarray(0, cut)]])));
      lasts.push(spool.position === undefined ? -1 : spool.last);
      if (spool.position !== undefined) expect(spool.position).toBe(`c${spool.last}`);
    }
    expect(new Set(lasts)).toEqual(new Set([-1, 0, 1, 2, 3, 4, 5, 6]));
    expect(lasts).toEqual(lasts.toSorted((a, b) => a - b));
  });

  it('and filled with zeros is read the same', async () => {
    const [[name, bytes]] = [...(await written(6))] as [[string, Buffer]];
    for (let cut = 0; cut < bytes.length; cut += 7) {
      const whole = (await reopened(diskOf(new Map([[name, bytes.subarray(0, cut)]])))).last;
      const torn = Buffer.concat([bytes.subarray(0, cut), Buffer.alloc(100)]);
      expect((await reopened(diskOf(new Map([[name, torn]])))).last).toBe(whole);
    }
  });

  it('and goes on with what another segment had at that place is read the same', async () => {
    const files = await written(6);
    const [[name, bytes]] = [...files] as [[string, Buffer]];
    const { offsets } = (await recoverSpool(diskOf(files), OWNER)).segments[0]!;
    sandbox = new Sandbox();
    const [[, before]] = [...(await written(6, { ...BINDING, epoch: 2 }))] as [[string, Buffer]];
    for (const [last, cut] of offsets.entries()) {
      const torn = Buffer.concat([bytes.subarray(0, cut), before.subarray(cut)]);
      expect((await reopened(diskOf(new Map([[name, torn]])))).last).toBe(last);
    }
  });

  it('with any bit turned never gives a batch that was not appended', async () => {
    const [[name, bytes]] = [...(await written(3))] as [[string, Buffer]];
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const rotten = Buffer.from(bytes);
      rotten[bit >> 3]! ^= 1 << (bit & 7);
      const spool = await reopened(diskOf(new Map([[name, rotten]])));
      expect(spool.last).toBeLessThan(3);
    }
  });

  it('at random, in 20,000 ways, is never read wrong', async () => {
    const files = await written(8);
    const [[name, bytes]] = [...files] as [[string, Buffer]];
    const random = new Random(1);
    for (let round = 0; round < 20_000; round++) {
      const torn = Buffer.from(bytes.subarray(0, random.below(bytes.length + 1)));
      for (let hits = random.below(3); hits > 0 && torn.length > 0; hits--)
        torn[random.below(torn.length)] = random.below(256);
      const tail = Buffer.alloc(random.below(40), random.below(2) * 255);
      const disk = diskOf(new Map([[name, Buffer.concat([torn, tail])]]));
      const found = await recoverSpool(disk, OWNER);
      expect(found.position ?? 'none').toBe(found.segments.length ? `c${found.last}` : 'none');
    }
  });
});

describe('several segments', () => {
  /** Three lives, each with a segment of its own: batches 1–3, 4–6, 7–9. */
  async function lives(): Promise<Map<string, Buffer>> {
    let spool = await sandbox.openNew();
    for (let life = 0; life < 3; life++) {
      await fill(spool, 3 * life + 1, 3 * life + 3);
      await sandbox.close();
      spool = await sandbox.open();
    }
    await sandbox.close();
    return new Map([...sandbox.disk.files].map(([name, { bytes }]) => [name, bytes]));
  }

  it('are read as one row', async () => {
    const files = await lives();
    expect(files.size).toBe(3);
    expect(await reopened(diskOf(files))).toMatchObject({ last: 9, position: 'c9', released: 0 });
  });

  it('are given up behind damage, and said so with the number of batches', async () => {
    const files = await lives();
    const [, second] = [...files.keys()] as [string, string];
    const damaged = Buffer.from(files.get(second)!);
    damaged[damaged.length - 1]! ^= 1;
    const disk = diskOf(new Map([...files, [second, damaged]]));
    expect(await recoverSpool(disk, OWNER)).toMatchObject({
      last: 5,
      position: 'c5',
      givenUp: 3,
    });
    expect(disk.files.size).toBe(2);
    const spool = await reopened(disk);
    expect(spool.last).toBe(5);
  });

  it('are given up whole where the first cannot be read and was not acknowledged', async () => {
    const files = await lives();
    const [first] = [...files.keys()] as [string];
    const damaged = Buffer.from(files.get(first)!);
    damaged[0]! ^= 1;
    const disk = diskOf(new Map([...files, [first, damaged]]));
    const found = await recoverSpool(disk, OWNER);
    expect(found).toMatchObject({ segments: [], last: 9, released: 9, givenUp: 9 });
    expect(found.position).toBeUndefined();
  });

  it('count where the disk cannot read one of them as if it were not there', async () => {
    const disk = diskOf(await lives());
    let reads = 0;
    disk.onCall = (call) => (call === 'read' && ++reads === 2 ? diskError('EIO') : undefined);
    expect(await recoverSpool(disk, OWNER)).toMatchObject({ last: 3, givenUp: 3 });
  });

  it('may leave out what was acknowledged, and no more than that', async () => {
    const spool = await sandbox.openNew();
    await fill(spool, 1, 3);
    sandbox.disk.onCall = (call) => (call === 'append' ? diskError('ENOSPC') : undefined);
    await fill(spool, 4, 5);
    spool.release(5);
    sandbox.disk.onCall = undefined;
    await sandbox.clock.advance(10_000);
    await fill(spool, 6, 6);
    await sandbox.close();
    const again = await sandbox.open();
    expect(again).toMatchObject({ last: 6, released: 5, position: 'c6' });
  });

  it('know no position where all that is left was acknowledged long ago', async () => {
    const spool = await sandbox.openNew();
    await fill(spool, 1, 3);
    spool.release(3);
    await settle();
    await sandbox.close();
    const late = await sandbox.open();
    late.release(3);
    await late.bind({ ...BINDING, epoch: 2, base: 3 }, sandbox.signal);
    await fill(late, 4, 5);
    await sandbox.close();
    const [first, second] = [...sandbox.disk.files.keys()];
    expect(second).toBeUndefined();
    sandbox.disk.files.get(first!)!.bytes = Buffer.alloc(10);
    expect((await sandbox.open()).position).toBeUndefined();
  });
});

describe('a spool that is not ours', () => {
  it.each([
    { owner: { ...OWNER, node: 'n2' }, said: /holds batches of node n1.*this agent is node n2/ },
    { owner: { ...OWNER, source: 'journal' }, said: /source kmsg.*source journal/ },
    { owner: { ...OWNER, cluster: 'd' }, said: /cluster c.*cluster d/ },
  ])('is refused: $owner', async ({ owner, said }) => {
    const disk = diskOf(await written(1));
    await expect(recoverSpool(disk, owner)).rejects.toMatchObject({
      code: 'foreign',
      message: said,
    });
    expect(disk.files.size).toBe(1);
  });

  it('but was left by nobody, such as a file of another kind, is left alone', async () => {
    const disk = diskOf(
      new Map([
        ['lost+found', Buffer.from('x')],
        ['notes.spool', Buffer.from('x')],
      ]),
    );
    expect(await recoverSpool(disk, OWNER)).toMatchObject({ position: undefined, last: 0 });
    expect(disk.files.size).toBe(2);
  });
});
