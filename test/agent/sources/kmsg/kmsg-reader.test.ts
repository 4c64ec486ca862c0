import { describe, expect, it } from 'vitest';
import { createKmsgBlock, type KmsgBlock } from '../../../../src/agent/sources/kmsg/kmsg-block.ts';
import { KmsgClock } from '../../../../src/agent/sources/kmsg/kmsg-clock.ts';
import { type KmsgDevice, KmsgReader } from '../../../../src/agent/sources/kmsg/kmsg-reader.ts';
import type { StartFrom } from '../../../../src/agent/sources/source.ts';
import { fixedClock } from './fixed-clock.ts';
import { logRecord, RingDevice, ScriptedDevice } from './scripted-device.ts';

const BOOT = 'b007-1';
/** The machine of these tests booted at this wall time. */
const BOOT_US = 1_000_000_000;
/** Time since boot in these tests. */
const NOW_US = 20_000_000;

function open(device: KmsgDevice, cursor = '', from: StartFrom = 'oldest') {
  return new KmsgReader({ device, bootId: BOOT, cursor, from, clock: fixedClock(BOOT_US, NOW_US) });
}

function texts({ bytes, index }: KmsgBlock): string[] {
  const line = (at: number) => Buffer.from(bytes.subarray(index.starts[at], index.ends[at]));
  return Array.from({ length: index.count }, (_, at) => line(at).toString('latin1'));
}

function read(device: KmsgDevice, cursor = '', from: StartFrom = 'oldest') {
  const reader = open(device, cursor, from);
  const block = createKmsgBlock();
  const end = reader.drain(block);
  return { block, end, reader, texts: texts(block), losses: block.losses };
}

describe('records', () => {
  it('keeps LOG lines with their text and wall time', () => {
    const { block, ...result } = read(
      new ScriptedDevice().push(logRecord(7, 'a IN=x'), logRecord(8, 'b IN=y')),
    );
    expect(result).toMatchObject({ end: 'empty', texts: ['a IN=x', 'b IN=y'], losses: [] });
    expect([...block.index.timesUs.subarray(0, 2)]).toEqual([BOOT_US + 7_000, BOOT_US + 8_000]);
    expect(block).toMatchObject({ read: 2, ignored: 0, spoofed: 0 });
    expect(result.reader.cursor).toBe(`${BOOT}:8`);
  });

  it('tells the raw stamp of its last record, kept or not', () => {
    const { block } = read(new ScriptedDevice().push(logRecord(7), logRecord(8, 'noise')));
    expect(block.reading).toEqual({ bootId: BOOT, rawUs: 8_000, wallUs: BOOT_US + 8_000 });
  });

  it('gives records the wall time of the clock that steps, and counts the step once', () => {
    const sample = { monotonicUs: NOW_US, offsetUsMin: BOOT_US, offsetUsMax: BOOT_US };
    const clock = new KmsgClock(() => ({ ...sample }));
    const device = new ScriptedDevice().push(logRecord(7));
    const reader = new KmsgReader({ device, bootId: BOOT, cursor: '', from: 'oldest', clock });
    const [before, after] = [createKmsgBlock(), createKmsgBlock()];
    reader.drain(before);
    sample.offsetUsMin += 3_600_000_000;
    sample.offsetUsMax += 3_600_000_000;
    sample.monotonicUs += 1_000_000;
    device.push(logRecord(21_000));
    reader.drain(after);
    expect([before, after].map(({ clockSteps }) => clockSteps)).toEqual([0, 1]);
    expect(before.index.timesUs[0]).toBe(BOOT_US + 7_000);
    expect(after.index.timesUs[0]).toBe(BOOT_US + 3_600_000_000 + 21_000_000);
  });

  it('keeps only the text of a record with properties', () => {
    const device = new ScriptedDevice()
      .push('4,1,2,-;a IN=x\n SUBSYSTEM=IN=net\n')
      .push(logRecord(2, 'b IN='));
    expect(read(device).texts).toEqual(['a IN=x', 'b IN=']);
  });

  it('ignores what user space wrote, and counts it as spoofed', () => {
    const device = new ScriptedDevice().push('12,1,5,-;calico-packet: IN=evil OUT= \n');
    const { block, texts } = read(device);
    expect(texts).toEqual([]);
    expect(block).toMatchObject({ read: 1, ignored: 1, spoofed: 1 });
  });

  it('ignores kernel records that are no LOG lines', () => {
    const device = new ScriptedDevice().push(logRecord(1, 'usb 1-1: new device'), logRecord(2));
    const { block, texts } = read(device);
    expect(texts).toHaveLength(1);
    expect(block).toMatchObject({ read: 2, ignored: 1, spoofed: 0 });
  });

  it('rejects what has no header, and goes on', () => {
    const { block, texts } = read(new ScriptedDevice().push('no header IN=\n', logRecord(1)));
    expect(texts).toHaveLength(1);
    expect(block).toMatchObject({ read: 2, rejectedByReason: { head_lost: 1 } });
  });

  it('stops when the block is full and goes on in the next without a loss', () => {
    const device = new RingDevice(10_000);
    device.log(8_400);
    const reader = open(device);
    const blocks = [createKmsgBlock(), createKmsgBlock(), createKmsgBlock()];
    expect(blocks.map((block) => reader.drain(block))).toEqual(['full', 'full', 'empty']);
    expect(blocks.reduce((sum, { index }) => sum + index.count, 0)).toBe(8_400);
    expect(blocks.flatMap(({ losses }) => losses)).toEqual([]);
  });

  it('keeps room for the largest record', () => {
    const long = `IN=${'x'.repeat(8_000)}`;
    const records = Array.from({ length: 80 }, (_, sequence) => logRecord(sequence, long));
    const { block, end } = read(new ScriptedDevice().push(...records));
    expect(end).toBe('full');
    expect(block.index.count).toBe(64);
    expect(texts(block)).toEqual(Array(64).fill(long));
  });

  it.each([
    { claim: 'nothing fills the block', reads: Array(140).fill(logRecord(1, 'x'.repeat(8_000))) },
    { claim: 'the ring overtakes it again and again', reads: Array(200).fill('overrun') },
  ])('looks up after a while though $claim', ({ reads }) => {
    expect(read(new ScriptedDevice().push(...reads)).end).toBe('more');
  });

  it('takes records that come together as those that come alone', () => {
    const records = ['4,1,2,-;a IN=x\n SUBSYSTEM=IN=net\n', logRecord(2, 'noise'), logRecord(5)];
    const result = read(new ScriptedDevice().push(records.join('')));
    const texts = ['a IN=x', 'calico-packet: IN=eth0 OUT= '];
    const block = { read: 3, ignored: 1, losses: [{ count: 2 }] };
    expect(result).toMatchObject({ end: 'empty', texts, block });
  });

  it('does not look for a header beyond its line', () => {
    const { block, texts } = read(new ScriptedDevice().push(`4,1,2\n${logRecord(3, 'IN=x')}`));
    expect(texts).toEqual(['IN=x']);
    expect(block).toMatchObject({ read: 2, rejectedByReason: { head_lost: 1 } });
  });

  it('reads records that are cut at any byte', () => {
    const whole = ['4,1,2,-;a IN=x\n P=q\n', logRecord(2, 'noise'), logRecord(3, 'IN=y')].join('');
    for (let cut = 1; cut < whole.length; cut += 1) {
      const device = new ScriptedDevice().push(whole.slice(0, cut), whole.slice(cut));
      expect(read(device)).toMatchObject({ texts: ['a IN=x', 'IN=y'], block: { read: 3 } });
    }
  });

  it('goes on in the next block with what the one before had no room for', () => {
    const records = Array.from({ length: 8_400 }, (_, sequence) => logRecord(sequence)).join('');
    const reader = open(new ScriptedDevice().push(records.slice(0, -1), '\n'));
    const blocks = [createKmsgBlock(), createKmsgBlock(), createKmsgBlock()];
    expect(blocks.map((block) => reader.drain(block))).toEqual(['full', 'full', 'empty']);
    expect(blocks.map(({ index }) => index.count)).toEqual([4_096, 4_096, 208]);
    expect(blocks.flatMap(({ losses }) => losses)).toEqual([]);
  });

  it('rejects a line longer than any record, and goes on behind it', () => {
    const device = new ScriptedDevice().push('x'.repeat(8_000), 'x'.repeat(200), '\n');
    const block = { read: 3, rejectedByReason: { head_lost: 2 } };
    expect(read(device.push(logRecord(1, 'IN=x')))).toMatchObject({ texts: ['IN=x'], block });
  });
});

describe('losses while reading', () => {
  it('counts an overrun by the gap behind it', () => {
    const device = new ScriptedDevice().push(logRecord(1), 'overrun', logRecord(11));
    expect(read(device).losses).toEqual([
      {
        source: 'kmsg',
        cause: 'kmsg_overrun',
        count: 9,
        firstUs: BOOT_US + 1_000,
        lastUs: BOOT_US + 11_000,
      },
    ]);
  });

  it('counts a record larger than the buffer as lost', () => {
    const device = new ScriptedDevice().push(logRecord(1), 'too_large', logRecord(3));
    expect(read(device).losses).toMatchObject([{ cause: 'kmsg_overrun', count: 1 }]);
  });

  it('adds up the gaps of one block', () => {
    const device = new ScriptedDevice().push(
      logRecord(1),
      logRecord(3),
      logRecord(4),
      logRecord(9),
    );
    expect(read(device).losses).toEqual([
      {
        source: 'kmsg',
        cause: 'kmsg_overrun',
        count: 5,
        firstUs: BOOT_US + 1_000,
        lastUs: BOOT_US + 9_000,
      },
    ]);
  });

  it('sees a gap also between ignored records', () => {
    const device = new ScriptedDevice().push(logRecord(1, 'noise'), '12,4,4,-;user\n');
    expect(read(device).losses).toMatchObject([{ count: 2 }]);
  });

  it('accounts for every sequence, whatever the ring overwrites', () => {
    const device = new RingDevice(50);
    const reader = open(device, `${BOOT}:0`);
    let accounted = 0;
    for (const burst of [1, 10, 60, 3, 500, 50, 51, 0, 7]) {
      device.log(burst);
      const block = createKmsgBlock();
      reader.drain(block);
      accounted += block.read + block.losses.reduce((sum, { count }) => sum + (count ?? 0), 0);
    }
    expect(accounted).toBe(device.newest);
  });
});

describe('start', () => {
  it('reads the ring from its oldest record the first time, and calls nothing lost', () => {
    const { texts, losses } = read(new ScriptedDevice().push(logRecord(500), logRecord(501)));
    expect(texts).toHaveLength(2);
    expect(losses).toEqual([]);
  });

  it('passes over the ring where asked to begin now', () => {
    const device = new ScriptedDevice().push(logRecord(1), 'overrun', logRecord(5));
    const { block, reader } = read(device, '', 'now');
    expect(block).toMatchObject({ read: 0, losses: [], index: { count: 0 } });
    expect(reader.cursor).toBe(`${BOOT}:5`);
    device.push(logRecord(6), logRecord(8));
    reader.drain(block);
    expect(block).toMatchObject({ read: 2, losses: [{ cause: 'kmsg_overrun', count: 1 }] });
  });

  it('passes over what is older than asked for, and calls none of it read or lost', () => {
    const device = new ScriptedDevice().push(
      logRecord(1),
      logRecord(14_999),
      logRecord(15_000, 'IN=young'),
      '4,15001,14999000,-;IN=behind\n',
    );
    const { block, texts, losses } = read(device, '', NOW_US - 15_000_000);
    expect(texts).toEqual(['IN=young', 'IN=behind']);
    expect(block.read).toBe(2);
    expect(losses).toEqual([]);
  });

  it('passes over the whole ring where all of it is older than asked for', () => {
    const device = new ScriptedDevice().push(logRecord(1), logRecord(2));
    const { block, reader } = read(device, '', 1_000_000);
    expect(block).toMatchObject({ read: 0, losses: [] });
    expect(reader.cursor).toBe(`${BOOT}:2`);
  });

  it.each([0, 5_000_000])('begins at its cursor, whatever age is asked for (%i µs)', (age) => {
    const device = new ScriptedDevice().push(logRecord(6), logRecord(7));
    expect(read(device, `${BOOT}:6`, age).block.read).toBe(1);
  });

  it('has no cursor before the first record', () => {
    expect(read(new ScriptedDevice()).reader.cursor).toBe('');
  });

  it('does not count again what the cursor covers', () => {
    const device = new ScriptedDevice().push(logRecord(5), logRecord(6), logRecord(7, 'IN=new'));
    const { block, texts, losses } = read(device, `${BOOT}:6`, 'now');
    expect(texts).toEqual(['IN=new']);
    expect(block.read).toBe(1);
    expect(losses).toEqual([]);
  });

  it('counts what left the ring while nobody read', () => {
    const { losses } = read(new ScriptedDevice().push(logRecord(100)), `${BOOT}:6`);
    expect(losses).toEqual([
      {
        source: 'kmsg',
        cause: 'restart_gap',
        count: 93,
        firstUs: BOOT_US,
        lastUs: BOOT_US + 100_000,
      },
    ]);
  });

  it('calls a gap behind records of the ring an overrun, also right after a restart', () => {
    const device = new ScriptedDevice().push(logRecord(5), 'overrun', logRecord(10));
    expect(read(device, `${BOOT}:6`).losses).toMatchObject([{ cause: 'kmsg_overrun', count: 3 }]);
  });

  it.each(['b007-0:6', 'nonsense'])('begins anew after the cursor %s of another boot', (cursor) => {
    const { block, losses } = read(new ScriptedDevice().push(logRecord(0), logRecord(1)), cursor);
    expect(block.read).toBe(2);
    expect(losses).toEqual([
      { source: 'kmsg', cause: 'boot_gap', count: undefined, firstUs: BOOT_US, lastUs: BOOT_US },
    ]);
  });

  it('tells a machine that was set back to a snapshot from one that goes on', () => {
    const device = new ScriptedDevice().push(logRecord(1), logRecord(2));
    const { block, reader, losses } = read(device, `${BOOT}:900`);
    expect(losses).toMatchObject([{ cause: 'boot_gap', count: undefined }]);
    expect(reader.cursor).toBe(`${BOOT}:2`);
    device.push(logRecord(3));
    reader.drain(block);
    expect(block).toMatchObject({ read: 1, losses: [{ cause: 'boot_gap' }] });
  });
});
