/**
 * The promises: a new boot is not taken for the old one, and an agent on a silent kernel log stops
 * when it is told to, whether it waits in poll(2) or looks at intervals. A FIFO stands in for the
 * device, so that anybody can run them; where the real one can be read, that too is stopped.
 */
import {
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFifo } from '../agent/sources/fifo.ts';
import { logRecord } from '../agent/sources/kmsg/scripted-device.ts';
import { type BlockReport, startKmsgProcess } from './kmsg-process.ts';

const BOOTS = ['00000000-aaaa-4bbb-8ccc-000000000001', '00000000-aaaa-4bbb-8ccc-000000000002'];

let folder: string;
let procRoot: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-boot-'));
  procRoot = join(folder, 'proc');
  mkdirSync(join(procRoot, 'sys/kernel/random'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A kernel log, empty, of the boot; `write` logs one record when the last one was read. */
function boot(bootId: string) {
  writeFileSync(join(procRoot, 'sys/kernel/random/boot_id'), `${bootId}\n`);
  const path = join(folder, bootId);
  makeFifo(path);
  const fd = openSync(path, 'r+');
  return {
    path,
    write: (sequence: number) => void writeSync(fd, logRecord(sequence)),
    [Symbol.dispose]: () => closeSync(fd),
  };
}

/** What a reader that begins at `cursor` tells of these sequences. */
async function read(bootId: string, cursor: string, sequences: readonly number[]) {
  using log = boot(bootId);
  await using reader = startKmsgProcess({ prefix: '', cursor, path: log.path, procRoot });
  const blocks: BlockReport[] = [];
  for (const sequence of sequences) {
    log.write(sequence);
    blocks.push((await reader.next())!);
  }
  return blocks;
}

describe('a reboot', () => {
  it('is told from a gap: what the new boot logs is read from its first record on', async () => {
    const [before] = await read(BOOTS[0]!, '', [70_000]);
    expect(before).toMatchObject({ cursor: `${BOOTS[0]}:70000`, read: 1, losses: [] });
    const after = await read(BOOTS[1]!, before!.cursor, [0, 1]);
    expect(after).toMatchObject([
      { cursor: `${BOOTS[1]}:0`, read: 1, losses: [{ cause: 'boot_gap' }] },
      { cursor: `${BOOTS[1]}:1`, read: 1, losses: [] },
    ]);
    expect(after[0]!.losses[0]).not.toHaveProperty('count');
  });
});

const WAITS = [
  { how: 'by poll(2)', nodeOptions: '' },
  { how: 'at intervals', nodeOptions: '--no-experimental-ffi' },
];

describe.each(WAITS)('an agent that looks for records $how', ({ nodeOptions }) => {
  it('reads on after silence, and stops when told to while there is nothing to read', async () => {
    using log = boot(BOOTS[0]!);
    const { path } = log;
    await using reader = startKmsgProcess({ prefix: '', cursor: '', path, procRoot, nodeOptions });
    for (const sequence of [1, 2, 3]) {
      log.write(sequence);
      expect(await reader.next()).toMatchObject({ read: 1, ours: 1, losses: [] });
    }
    reader.signal('SIGTERM');
    expect(await reader.next()).toBeUndefined();
    expect(await reader.exited).toBe(0);
  });
});

/** Whether the real device may be read here. */
function canReadKmsg(): boolean {
  try {
    closeSync(openSync('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}

it.each(canReadKmsg() ? WAITS : [])(
  'the kernel log itself lets go $how',
  async ({ nodeOptions }) => {
    await using reader = startKmsgProcess({ prefix: '', cursor: '', nodeOptions });
    expect((await reader.next())?.read).toBeGreaterThan(0);
    reader.signal('SIGTERM');
    for (let block = await reader.next(); block; block = await reader.next());
    expect(await reader.exited).toBe(0);
  },
);
