import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSpool } from '../../../../src/agent/ship/spool/open-spool.ts';
import { recoverSpool } from '../../../../src/agent/ship/spool/recover-spool.ts';
import { encodeHeader } from '../../../../src/agent/ship/spool/segment-format.ts';
import { openDisk } from '../../../../src/agent/ship/spool/spool-disk.ts';
import { FakeClock } from '../../fake-clock.ts';
import { BINDING, contentOf, OWNER } from './spool-sandbox.ts';

let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'dropcast-open-'));
  folder = join(base, 'a', 'spool');
});
afterEach(() => rmSync(base, { recursive: true }));

function open(owner = OWNER) {
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return openSpool(folder, {
    owner,
    bytesMax: 64 * 1024 * 1024,
    clock: new FakeClock(0),
    log,
    onSync: () => {},
    onFailure: () => {},
  });
}

async function write(batches: number): Promise<void> {
  await using opened = await open();
  const { spool } = opened;
  const stop = new AbortController();
  const ran = spool.run(stop.signal);
  await spool.bind(BINDING, stop.signal, 'c0');
  for (let index = 1; index <= batches; index++) spool.append(contentOf(index), `c${index}`);
  await spool.changed.until(() => spool.unwritten === 0, stop.signal);
  stop.abort();
  await ran;
}

describe('a spool on a disk', () => {
  it('is read back as it was written, and only its owner may read it', async () => {
    await write(5);
    await using opened = await open();
    const { spool } = opened;
    expect(spool).toMatchObject({ last: 5, position: 'c5' });
    for (let index = 1; index <= 5; index++)
      expect(Buffer.from(await spool.read(index))).toEqual(contentOf(index));
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('is not removed where it may not be read', async () => {
    await write(5);
    const disk = await openDisk(folder);
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const refusing = { ...disk, read: () => Promise.reject(denied) };
    await expect(recoverSpool(refusing, OWNER)).rejects.toThrow('EACCES');
    await using opened = await open();
    expect(opened.spool).toMatchObject({ last: 5, position: 'c5' });
  });

  it('is made with the folders above it, and unusable where none can be made', async () => {
    const nested = join(folder, 'a', 'b');
    await openDisk(nested);
    expect(statSync(nested).mode & 0o077).toBe(0);
    await expect(openDisk('/proc/dropcast')).rejects.toThrow('/proc/dropcast');
  });

  it('tells when a batch can no longer be read, and ends before it at the next start', async () => {
    await write(5);
    const [name] = readdirSync(folder).filter((each) => each.endsWith('.spool'));
    {
      await using opened = await open();
      writeFileSync(join(folder, name!), 'x'.repeat(100));
      await expect(opened.spool.read(3)).rejects.toMatchObject({ code: 'damaged' });
    }
    await using opened = await open();
    expect(opened.spool.position).toBeUndefined();
  });

  it('is held by one at a time, and let go of', async () => {
    {
      await using _held = await open();
      await expect(open()).rejects.toMatchObject({ code: 'locked', message: /another agent/ });
    }
    await using again = await open();
    expect(again.spool.position).toBeUndefined();
  });

  it('is refused in one line when it belongs to another node', async () => {
    await write(1);
    const ran = open({ ...OWNER, node: 'n2' });
    await expect(ran).rejects.toMatchObject({ code: 'foreign' });
    await expect(ran).rejects.toThrow(`--spool ${folder}: the spool holds batches of node n1`);
    await using ours = await open();
    expect(ours.spool.last).toBe(1);
  });

  it('is refused in one line when a newer version wrote it', async () => {
    await write(1);
    const header = { owner: OWNER, firstIndex: 2, released: 0, position: 'c1', binding: BINDING };
    const { bytes } = encodeHeader({ ...header, version: 2 });
    writeFileSync(join(folder, '00000009.spool'), bytes);
    await expect(open()).rejects.toMatchObject({ code: 'newer', message: /run the newer/ });
  });

  it('is refused in one line when it is no folder', async () => {
    writeFileSync(join(base, 'a'), 'x');
    await expect(open()).rejects.toMatchObject({
      code: 'unusable',
      message: expect.stringContaining(`--spool ${folder}`),
    });
  });

  it('is refused in one line when it may not be locked', async () => {
    await write(1);
    rmSync(join(folder, 'spool.lock'));
    writeFileSync(join(folder, 'spool.lock'), 'no database of ours '.repeat(100));
    chmodSync(folder, 0o700);
    await expect(open()).rejects.toMatchObject({ code: 'unusable', message: /cannot be locked/ });
  });
});
