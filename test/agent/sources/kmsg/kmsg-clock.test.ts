import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KmsgClock, sampleClocks } from '../../../../src/agent/sources/kmsg/kmsg-clock.ts';
import { ClockWorld, type Timed } from './clock-world.ts';

const MS = 1_000;
const HOUR = 3_600_000 * MS;
const DAY = 24 * HOUR;

/** What a sample in whole milliseconds leaves open. */
const SAMPLE_US = MS + 50;

function errorsUs(records: readonly Timed[]): number[] {
  return records.map(({ toldUs, madeUs }) => Math.abs(toldUs - madeUs));
}

/** One record that is read `waitUs` after it was made; how wrong its time is. */
function readOne(world: ClockWorld, waitUs: number): number {
  world.log();
  world.pass(waitUs);
  return errorsUs(world.look())[0]!;
}

describe('drift', () => {
  it.each([-100, -20, 0, 20, 100])('of %i ppm is known after one live record', (ppm) => {
    const world = new ClockWorld(ppm, 30 * DAY);
    world.look();
    world.pass(10 * MS);
    expect(readOne(world, 2 * MS)).toBeLessThanOrEqual(12 * MS + SAMPLE_US);
  });

  it('is known better after many records than from each of them', () => {
    const world = new ClockWorld(20, 30 * DAY);
    world.look();
    for (const waitMs of [9, 7, 1, 8]) readOne(world, waitMs * MS);
    expect(readOne(world, 10 * MS)).toBeLessThanOrEqual(MS + SAMPLE_US);
  });

  it('is a guess for what was made before the first look, but never in the future', () => {
    const world = new ClockWorld(-20, 30 * DAY);
    world.log();
    world.pass(3 * MS);
    const [record] = world.look();
    expect(record!.toldUs).toBeLessThanOrEqual(world.wallUs + SAMPLE_US);
  });
});

describe('steps of the wall clock', () => {
  const STEPS = [HOUR, -HOUR, 8 * HOUR, 20 * MS, -20 * MS];

  it.each(STEPS)('of %i µs leave what was read before as it was', (step) => {
    const world = new ClockWorld(20);
    world.look();
    world.log();
    const [before] = world.look();
    world.step(step);
    world.pass(MS);
    world.look();
    expect(Math.abs(world.clock.wallUs(before!.rawUs) - before!.toldUs)).toBeLessThan(MS);
    expect(world.clock.takeSteps()).toBe(1);
    expect(world.clock.takeSteps()).toBe(0);
  });

  it.each(STEPS)('of %i µs are right for what was made after them', (step) => {
    const world = new ClockWorld(0);
    world.look();
    world.pass(MS);
    world.step(step);
    world.pass(8 * MS);
    expect(readOne(world, MS)).toBeLessThanOrEqual(10 * MS + SAMPLE_US);
  });

  it('part the records of the look that shows them halfway', () => {
    const world = new ClockWorld(0);
    world.look();
    world.log();
    world.pass(5 * MS);
    world.step(HOUR);
    world.pass(5 * MS);
    world.log();
    for (const error of errorsUs(world.look())) expect(error).toBeLessThanOrEqual(SAMPLE_US);
  });

  it('are not seen where the clock only goes on', () => {
    const world = new ClockWorld(100);
    for (let at = 0; at < 1_000; at += 1) {
      world.pass(1_237);
      world.look();
    }
    expect(world.clock.takeSteps()).toBe(0);
  });
});

/** What happens from one look that leaves nothing to the next but one. */
interface Turn {
  /** Nothing happens, and a look finds nothing. */
  readonly idleUs: number;
  readonly waitUs: number;
  readonly records: number;
  readonly spacingUs: number;
  readonly jumpUs: number;
  readonly tookUs: number;
}

const jumpUs = fc.oneof(
  { weight: 9, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -HOUR, max: 8 * HOUR }) },
);
const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({
    idleUs: fc.oneof(fc.constant(0), fc.nat(HOUR), fc.nat(2 * DAY)),
    waitUs: fc.nat(200 * MS),
    records: fc.nat(4),
    spacingUs: fc.nat(3 * MS),
    jumpUs,
    tookUs: fc.nat(500),
  }),
  { maxLength: 120 },
);

/** Times are whole microseconds. */
const ROUNDING_US = 1;

/**
 * The worst error over what the wait before the look, and the sample, leave open. In the look that
 * shows a step, the wall clock of either side of it is right.
 */
function worstExcessUs(driftPpm: number, all: readonly Turn[]): number {
  const world = new ClockWorld(driftPpm, 10 * DAY);
  let worstUs = 0;
  for (const { idleUs, waitUs, records, spacingUs, jumpUs, tookUs } of all) {
    world.pass(idleUs);
    world.look();
    world.pass(waitUs);
    world.step(jumpUs);
    for (let at = 0; at < records; at += 1) {
      world.log();
      world.pass(spacingUs);
    }
    const openUs = waitUs + records * spacingUs + tookUs + SAMPLE_US;
    for (const { toldUs, madeUs } of world.look(tookUs)) {
      const errors = [toldUs - madeUs, toldUs + jumpUs - madeUs].map(Math.abs);
      const aheadUs = toldUs - Math.max(world.wallUs, world.wallUs - jumpUs);
      worstUs = Math.max(worstUs, Math.min(...errors) - openUs, aheadUs - SAMPLE_US);
    }
  }
  return worstUs;
}

describe('weeks of drift, steps, suspends and idleness', () => {
  it('give no live record a time that is off by more than the wait before it was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), turns, (driftPpm, all) => {
        expect(worstExcessUs(driftPpm, all)).toBeLessThanOrEqual(ROUNDING_US);
      }),
    );
  });
});

describe('sampleClocks', () => {
  it('brackets the wall clock of this machine', () => {
    const { monotonicUs, offsetUsMin, offsetUsMax } = sampleClocks();
    const nowUs = Date.now() * 1_000;
    expect(offsetUsMax - offsetUsMin).toBeGreaterThanOrEqual(1_000);
    expect(monotonicUs + offsetUsMin).toBeLessThanOrEqual(nowUs + 1_000);
    expect(new KmsgClock(sampleClocks).wallUs(monotonicUs)).toBeLessThanOrEqual(nowUs + HOUR);
  });
});
