/** Records that fill the room that the kernel has for one: they have no line end. */
import { describe, expect, it } from 'vitest';
import { createKmsgBlock, type KmsgBlock } from '../../../../src/agent/sources/kmsg/kmsg-block.ts';
import { type KmsgDevice, KmsgReader } from '../../../../src/agent/sources/kmsg/kmsg-reader.ts';
import { fixedClock } from './fixed-clock.ts';
import { logRecord, ScriptedDevice } from './scripted-device.ts';

const BOOT = 'b007-1';

function read(device: KmsgDevice) {
  const clock = fixedClock(1_000_000_000, 20_000_000);
  const reader = new KmsgReader({ device, bootId: BOOT, cursor: '', from: 'oldest', clock });
  const block = createKmsgBlock();
  reader.drain(block);
  return { block, reader, losses: block.losses, texts: textsOf(block) };
}

function textsOf({ bytes, index }: KmsgBlock): string[] {
  const line = (at: number) => Buffer.from(bytes.subarray(index.starts[at], index.ends[at]));
  return Array.from({ length: index.count }, (_, at) => line(at).toString('latin1'));
}

describe.each(['one by one', 'all at once'])('records without room for a line end, %s', (how) => {
  const push = (...records: string[]) =>
    how === 'one by one'
      ? new ScriptedDevice().push(...records)
      : new ScriptedDevice().push(records.join(''));

  it.each([
    ['a text', `12,2,2000,-;${'\\xd0\\x96'.repeat(260)}`],
    ['a property', `6,2,2000,-;usb\n SUBSYSTEM=usb\n DEVICE=${'+usb:1-1'.repeat(260)}`],
  ])('end where the next one begins: %s', (_what, line) => {
    const full = line.slice(0, 2_048);
    const device = push(logRecord(1, 'a IN='), full, logRecord(3, 'b IN='), full.slice(0, 9));
    const { block, texts, losses } = read(device);
    expect({ read: block.read, texts, losses }).toEqual({
      read: 4,
      texts: ['a IN=', 'b IN='],
      losses: [],
    });
    expect(block.rejectedByReason).toEqual({ head_lost: 1 });
  });

  it('are whole when nothing comes behind them', () => {
    const full = `12,2,2000,-;${'\\xd0\\x96'.repeat(260)}`.slice(0, 2_048);
    const device = push(logRecord(1, 'a IN='), full);
    const { block, reader } = read(device);
    expect([block.read, reader.cursor]).toEqual([2, `${BOOT}:2`]);
    device.push(logRecord(3, 'b IN='));
    reader.drain(block);
    expect(textsOf(block)).toEqual(['a IN=', 'b IN=']);
  });

  it('stay one record where a kernel has more room', () => {
    const long = `6,2,2000,-;${'3,1,5,-;'.repeat(300)}\n`;
    const { block, losses } = read(push(logRecord(1), long, logRecord(3)));
    expect([block.read, losses]).toEqual([3, []]);
  });
});
