import { describe, expect, it } from 'vitest';
import type { KmsgBlock } from '../../../../src/agent/sources/kmsg/kmsg-block.ts';
import { KmsgPump, POOL_BLOCKS } from '../../../../src/agent/sources/kmsg/kmsg-pump.ts';
import { type KmsgDevice, KmsgReader } from '../../../../src/agent/sources/kmsg/kmsg-reader.ts';
import { fixedClock } from './fixed-clock.ts';
import { logRecord, RingDevice, ScriptedDevice } from './scripted-device.ts';

/** Main thread's side: holds the blocks until told to give some back. */
function open(device: KmsgDevice) {
  const held: KmsgBlock[] = [];
  const buffers: ArrayBuffer[] = [];
  const clock = { ms: -1_000 };
  const reader = new KmsgReader({
    device,
    bootId: 'b',
    cursor: '',
    from: 'oldest',
    clock: fixedClock(0),
  });
  const exchange = {
    send: (block: KmsgBlock) => void held.push(block),
    returned: () => buffers.shift(),
  };
  const pump = new KmsgPump(reader, exchange, () => clock.ms);
  clock.ms = 0;
  return { held, clock, pump, giveBack: (block: KmsgBlock) => buffers.push(block.bytes.buffer) };
}

function accountedFor(blocks: KmsgBlock[]): number {
  const lost = ({ losses }: KmsgBlock) => losses.reduce((sum, { count }) => sum + (count ?? 0), 0);
  return blocks.reduce((sum, block) => sum + block.read + lost(block), 0);
}

describe('KmsgPump', () => {
  it('hands a block over as soon as a drain found something', () => {
    const { held, pump } = open(new ScriptedDevice().push(logRecord(1)));
    expect(pump.pump()).toBe('some');
    expect(held).toMatchObject([{ index: { count: 1 }, cursorAfter: 'b:1' }]);
    expect(pump.pump()).toBe('none');
    expect(held).toHaveLength(1);
  });

  it('spaces blocks that are not full', () => {
    const device = new ScriptedDevice();
    const { held, clock, pump, giveBack } = open(device);
    let given = 0;
    for (let sequence = 0; sequence < 250; sequence += 1) {
      device.push(logRecord(sequence));
      pump.pump();
      if (held.length > given) giveBack(structuredClone(held[given++]!));
      clock.ms += 1;
    }
    expect(held.map(({ index }) => index.count)).toEqual([1, 100, 100]);
  });

  it('collects while the main thread is behind, and goes on when a block returns', () => {
    const device = new ScriptedDevice();
    const { held, clock, pump, giveBack } = open(device);
    for (let sequence = 0; sequence < 10; sequence += 1) {
      device.push(logRecord(sequence));
      clock.ms += 100;
      pump.pump();
    }
    expect(held.map(({ index }) => index.count)).toEqual([1, 1]);
    giveBack(held[0]!);
    clock.ms += 100;
    pump.pump();
    expect(held.map(({ index }) => index.count)).toEqual([1, 1, 8]);
  });

  it('tells a cursor moved by ignored records once a second', () => {
    const device = new ScriptedDevice().push(logRecord(0));
    const { held, clock, pump } = open(device);
    pump.pump();
    held.length = 0;
    device.push(logRecord(1, 'noise'));
    pump.pump();
    clock.ms = 999;
    pump.pump();
    expect(held).toEqual([]);
    clock.ms = 1_000;
    pump.pump();
    expect(held).toMatchObject([{ read: 1, ignored: 1, index: { count: 0 }, cursorAfter: 'b:1' }]);
    clock.ms = 9_000;
    pump.pump();
    expect(held).toHaveLength(1);
  });

  it('stops reading when all blocks are out, and counts what the ring then overwrites', () => {
    const device = new RingDevice(860);
    const { held, pump, giveBack } = open(device);
    let pace = pump.pump();
    while (pace !== 'starved') {
      device.log(100);
      pace = pump.pump();
    }
    expect(held).toHaveLength(POOL_BLOCKS);
    device.log(50_000);
    const newest = device.newest;
    expect(pump.pump()).toBe('starved');
    const before = held.splice(0);
    for (const block of before) giveBack(block);
    while (pump.pump() !== 'none');
    pump.flush();
    expect(held.flatMap(({ losses }) => losses)).toMatchObject([{ cause: 'kmsg_overrun' }]);
    expect(accountedFor([...before, ...held])).toBe(newest + 1);
  });

  it.each([
    { lines: 10, ms: 1, gatheringMs: 24 },
    { lines: 300, ms: 15, gatheringMs: 9 },
    { lines: 1_000, ms: 25, gatheringMs: 1.5 },
    { lines: 50_000, ms: 1_250, gatheringMs: 1.5 },
    { lines: 1_000, ms: 10, gatheringMs: 0 },
  ])(
    'leaves room for twice the pace and for being late, at $lines in $ms ms',
    ({ gatheringMs, ...pace }) => {
      const device = new RingDevice(860);
      const { clock, pump } = open(device);
      pump.pump();
      clock.ms += pace.ms;
      device.log(pace.lines);
      expect(pump.pump()).toBe('some');
      expect(pump.gatheringMs).toBe(gatheringMs);
    },
  );

  it('rests when all was read, in however many blocks', () => {
    const device = new RingDevice(10_000);
    const { clock, pump } = open(device);
    pump.pump();
    clock.ms += 210;
    device.log(8_400);
    expect([pump.pump(), pump.pump(), pump.pump()]).toEqual(['more', 'more', 'some']);
    expect(pump.gatheringMs).toBe(1.5);
    expect(pump.pump()).toBe('none');
  });

  it('says how long it may be left alone', () => {
    const device = new ScriptedDevice();
    const { held, clock, pump, giveBack } = open(device);
    const rest = (...records: string[]) => {
      device.push(...records);
      pump.pump();
      return pump.restMsMax;
    };
    expect(rest()).toBe(Number.POSITIVE_INFINITY);
    expect(rest(logRecord(0))).toBe(Number.POSITIVE_INFINITY);
    clock.ms += 5;
    expect(rest(logRecord(1))).toBe(95);
    clock.ms += 100;
    expect(rest(logRecord(2))).toBe(Number.POSITIVE_INFINITY);
    expect(rest(logRecord(3))).toBe(100);
    giveBack(structuredClone(held[0]!));
    expect(rest()).toBe(100);
  });

  it('uses the buffers that return instead of new ones', () => {
    const device = new ScriptedDevice();
    const { held, clock, pump, giveBack } = open(device);
    const buffers = new Set<ArrayBuffer>();
    for (let sequence = 0; sequence < 100; sequence += 1) {
      device.push(logRecord(sequence));
      clock.ms += 100;
      pump.pump();
      const block = held.pop()!;
      expect(block).toMatchObject({ read: 1, index: { count: 1 } });
      buffers.add(block.bytes.buffer);
      giveBack(block);
    }
    expect(buffers.size).toBe(1);
  });

  it('hands over what is left at the end, once', () => {
    const device = new ScriptedDevice().push(logRecord(0));
    const { held, pump } = open(device);
    pump.pump();
    held.length = 0;
    device.push(logRecord(1, 'noise'));
    pump.pump();
    pump.flush();
    pump.flush();
    expect(held).toMatchObject([{ read: 1, ignored: 1, cursorAfter: 'b:1' }]);
  });
});
