/** Where our reader and journalctl must agree, and where they may differ. */
import { expect } from 'vitest';
import { RECORD_BYTES_MAX } from '../../src/flow/limits.ts';
import type { Reading } from './reading.ts';
import { candidates, type KernelEntry } from './truth.ts';

/** Longest that journald can be believed to have been late. */
const LATENCY_US_MAX = 60_000_000;

/** The same records in the same order, each with its boot and a time that may be the packet's. */
export function expectAgreement(reading: Reading, truth: readonly KernelEntry[]): void {
  const expected = candidates(truth);
  expect(reading.messages).toEqual(expected.map(({ message }) => message));
  for (const { at, bootId } of reading.boots) {
    expect(bootId.replaceAll('-', '')).toBe(expected[at]!.bootId);
  }
  const floors = latencyFloors(truth);
  for (const [i, { timeUs }] of reading.records.entries()) {
    const { earliest, latest } = timeRange(expected[i]!, floors);
    expect(timeUs).toBeGreaterThanOrEqual(earliest);
    expect(timeUs).toBeLessThanOrEqual(latest);
  }
}

/** Every entry of the kernel transport is counted, and for what it is. */
export function expectAccount(reading: Reading, truth: readonly KernelEntry[]): void {
  const genuine = truth.filter(({ isSpoofed }) => !isSpoofed);
  const tooLong = genuine.filter(({ message }) => message.length > RECORD_BYTES_MAX).length;
  expect(reading.read).toBe(truth.length);
  expect(reading.spoofed).toBe(truth.length - genuine.length);
  expect(reading.rejectedByReason).toEqual(tooLong > 0 ? { too_long: tooLong } : {});
}

/** By boot, the smallest difference of the entry's and the kernel's time: clocks, not delay. */
function latencyFloors(truth: readonly KernelEntry[]): ReadonlyMap<string, number> {
  const floors = new Map<string, number>();
  for (const { bootId, monotonicUs, sourceUs } of truth) {
    if (sourceUs === undefined) continue;
    const floor = floors.get(bootId) ?? Number.POSITIVE_INFINITY;
    floors.set(bootId, Math.min(floor, monotonicUs - sourceUs));
  }
  return floors;
}

/** Not after the entry, and not before it by more than its delay. */
function timeRange(
  { realtimeUs, monotonicUs, sourceUs, bootId }: KernelEntry,
  floors: ReadonlyMap<string, number>,
): { earliest: number; latest: number } {
  if (sourceUs === undefined) return { earliest: realtimeUs, latest: realtimeUs };
  const delayUs = monotonicUs - sourceUs - floors.get(bootId)!;
  const earliest = realtimeUs - Math.min(delayUs, LATENCY_US_MAX);
  return { earliest, latest: realtimeUs };
}
