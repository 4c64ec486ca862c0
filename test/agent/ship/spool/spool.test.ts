import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SEGMENT_BYTES } from '../../../../src/agent/ship/spool/segment-row.ts';
import { RETRY_MS, STALL_MS } from '../../../../src/agent/ship/spool/spool.ts';
import { settle } from '../../fake-clock.ts';
import { type DiskCall, diskError } from './memory-disk.ts';
import { BINDING, contentOf, fill, Sandbox } from './spool-sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
});
afterEach(() => sandbox.close());

describe('a spool', () => {
  it('knows no position before it is bound, and keeps it when it is empty', async () => {
    expect((await sandbox.open()).position).toBeUndefined();
    await sandbox.close();
    await sandbox.openNew('here');
    await sandbox.close();
    const again = await sandbox.open();
    expect(again).toMatchObject({
      position: 'here',
      binding: { ...BINDING, end: 0 },
      last: 0,
      released: 0,
    });
  });

  it('lets a batch be sent once it is on disk, and gives it back after a restart', async () => {
    const spool = await sandbox.openNew();
    const gate = Promise.withResolvers<void>();
    sandbox.disk.gate = gate.promise;
    spool.append(contentOf(1), 'c1');
    await settle();
    expect(spool.isSendable(1)).toBe(false);
    gate.resolve();
    await settle();
    expect(spool.isSendable(1)).toBe(true);
    await fill(spool, 2, 5);
    await sandbox.crash(() => 0);
    const again = await sandbox.open();
    expect(again).toMatchObject({ position: 'c5', last: 5, released: 0 });
    for (let index = 1; index <= 5; index++)
      expect(Buffer.from(await again.read(index))).toEqual(contentOf(index));
  });

  it('writes all that waits with one fdatasync', async () => {
    const spool = await sandbox.openNew();
    const calls: DiskCall[] = [];
    const gate = Promise.withResolvers<void>();
    sandbox.disk.gate = gate.promise;
    sandbox.disk.onCall = (call) => void calls.push(call);
    spool.append(contentOf(1), 'c1');
    await settle();
    for (let index = 2; index <= 6; index++) spool.append(contentOf(index), `c${index}`);
    gate.resolve();
    await settle();
    expect(calls).toEqual(['append', 'sync', 'append', 'sync']);
    expect(spool.unwritten).toBe(0);
  });

  it('removes segments that are acknowledged, but not the newest', async () => {
    const spool = await sandbox.openNew();
    const half = SEGMENT_BYTES / 2;
    for (let index = 1; index <= 6; index++) {
      spool.append(contentOf(index, half), `c${index}`);
      await settle();
    }
    expect(spool.segments).toBe(3);
    spool.release(4);
    await settle();
    expect(spool.segments).toBe(1);
    spool.release(6);
    await settle();
    expect(spool.segments).toBe(1);
    expect(spool.position).toBe('c6');
  });

  it('has no room when it is full, takes no more of the disk, and has room again', async () => {
    sandbox.bytesMax = 3 * SEGMENT_BYTES;
    const spool = await sandbox.openNew();
    let index = 0;
    while (spool.hasRoom) {
      index++;
      spool.append(contentOf(index, 1_000_000), `c${index}`);
      await settle();
    }
    expect(index).toBeGreaterThan(10);
    expect(spool.bytes).toBeLessThanOrEqual(sandbox.bytesMax);
    expect(spool.isSendable(index)).toBe(false);
    spool.release(index - 1);
    await settle();
    expect(spool.isSendable(index)).toBe(true);
    expect(spool.hasRoom).toBe(true);
  });

  it('goes on when all that fills it is acknowledged and lies in one segment', async () => {
    sandbox.bytesMax = SEGMENT_BYTES;
    const spool = await sandbox.openNew();
    await fill(spool, 1, 1);
    spool.append(contentOf(2, SEGMENT_BYTES - 2_000), 'c2');
    await settle();
    spool.append(contentOf(3, 10_000), 'c3');
    await settle();
    expect(spool.isSendable(3)).toBe(false);
    spool.release(2);
    await settle();
    expect(spool.isSendable(3)).toBe(true);
  });
});

const FAULTS: readonly DiskCall[] = ['create', 'append', 'sync', 'syncFolder'];

describe.each(FAULTS)('a disk that fails at %s', (fault) => {
  it('holds nothing up, is said once, and has everything when it is well again', async () => {
    const spool = await sandbox.openNew();
    await fill(spool, 1, 3);
    sandbox.disk.onCall = (call) => {
      const isHit = call === fault || (fault !== 'append' && call === 'append');
      return isHit ? diskError('EIO') : undefined;
    };
    await fill(spool, 4, 5);
    expect(spool.failure).toContain('EIO');
    expect(spool.isSendable(5)).toBe(true);
    expect(Buffer.from(await spool.read(5))).toEqual(contentOf(5));
    await sandbox.clock.advance(3 * RETRY_MS);
    expect(sandbox.said.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
    sandbox.disk.onCall = undefined;
    await sandbox.clock.advance(RETRY_MS);
    expect(spool.failure).toBeUndefined();
    expect(spool.unwritten).toBe(0);
    await fill(spool, 6, 6);
    await sandbox.crash(() => 0);
    const again = await sandbox.open();
    expect(again).toMatchObject({ position: 'c6', last: 6 });
    for (let index = 1; index <= 6; index++)
      expect(Buffer.from(await again.read(index))).toEqual(contentOf(index));
  });
});

describe('a disk that fails', () => {
  it('does not have to take what was acknowledged meanwhile', async () => {
    const spool = await sandbox.openNew();
    await fill(spool, 1, 3);
    sandbox.disk.onCall = (call) => (call === 'append' ? diskError('ENOSPC') : undefined);
    await fill(spool, 4, 6);
    spool.release(5);
    sandbox.disk.onCall = undefined;
    await sandbox.clock.advance(RETRY_MS);
    await sandbox.crash(() => 0);
    const again = await sandbox.open();
    expect(again).toMatchObject({ position: 'c6', last: 6, released: 5 });
    expect(Buffer.from(await again.read(6))).toEqual(contentOf(6));
  });

  it('is not filled with segments that got no entry', async () => {
    const spool = await sandbox.openNew();
    await fill(spool, 1, 3);
    sandbox.disk.capacity = spool.bytes + 2_000;
    spool.append(contentOf(4, 4_000), 'c4');
    for (let retry = 0; retry < 4; retry++) await sandbox.clock.advance(RETRY_MS);
    expect(spool.failure).toContain('ENOSPC');
    expect(spool.segments).toBe(2);
    expect(sandbox.disk.files.size).toBe(2);
    sandbox.disk.capacity = Number.POSITIVE_INFINITY;
    await sandbox.clock.advance(RETRY_MS);
    await sandbox.crash(() => 0);
    expect(await sandbox.open()).toMatchObject({ position: 'c4', last: 4 });
  });

  it('takes no more batches into memory than may be in flight', async () => {
    const spool = await sandbox.openNew();
    sandbox.disk.onCall = () => diskError('EROFS');
    for (let index = 1; spool.hasRoom; index++) {
      spool.append(contentOf(index), `c${index}`);
      await settle();
    }
    expect(spool.unwritten).toBe(8);
    spool.release(8);
    expect(spool.hasRoom).toBe(true);
  });

  it('is one that does not answer, until it does', async () => {
    const spool = await sandbox.openNew();
    const gate = Promise.withResolvers<void>();
    sandbox.disk.gate = gate.promise;
    await fill(spool, 1, 1);
    await sandbox.clock.advance(STALL_MS);
    expect(spool.failure).toContain('30 s');
    expect(spool.isSendable(1)).toBe(true);
    gate.resolve();
    await settle();
    expect(spool.failure).toBeUndefined();
  });

  it('has what it can give at the end', async () => {
    const spool = await sandbox.openNew();
    spool.append(contentOf(1), 'c1');
    await sandbox.close();
    expect((await sandbox.open()).position).toBe('c1');
  });
});
