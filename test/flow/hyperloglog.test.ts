import { expect, test } from 'vitest';
import {
  addHash,
  estimateDistinct,
  hashWord,
  mergeRegisters,
  REGISTERS,
} from '../../src/flow/hyperloglog.ts';

function registersOf(from: number, to: number): Uint8Array {
  const registers = new Uint8Array(REGISTERS);
  for (let word = from; word < to; word++) addHash(registers, 0, hashWord(word));
  return registers;
}

test.each([1, 9, 20, 150, 1000, 10_000, 60_000])(
  'estimates %i distinct values without bias, mostly within a quarter',
  (distinct) => {
    const errors = Array.from({ length: 24 }, (_, set) => {
      const registers = registersOf(set * 70_000, set * 70_000 + distinct);
      return estimateDistinct(registers) / distinct - 1;
    });
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(errors.filter((error) => Math.abs(error) <= 0.25).length).toBeGreaterThanOrEqual(21);
  },
);

test('estimates nothing from empty or absent registers', () => {
  expect(estimateDistinct(new Uint8Array(REGISTERS))).toBe(0);
  expect(estimateDistinct(new Uint8Array(0))).toBe(0);
});

test('counts a value once, however often it is added', () => {
  const registers = registersOf(0, 50);
  const once = registers.slice();
  for (let word = 0; word < 50; word++) addHash(registers, 0, hashWord(word));
  expect(registers).toEqual(once);
});

test('merges to the registers of the union', () => {
  const merged = registersOf(0, 700);
  mergeRegisters(merged, registersOf(500, 1200));
  expect(merged).toEqual(registersOf(0, 1200));
});

test('leaves the bytes around its registers alone', () => {
  const array = new Uint8Array(3 * REGISTERS);
  for (let word = 0; word < 5000; word++) addHash(array, REGISTERS, hashWord(word));
  expect(array.subarray(0, REGISTERS).every((byte) => byte === 0)).toBe(true);
  expect(array.subarray(2 * REGISTERS).every((byte) => byte === 0)).toBe(true);
});

test('gives a zero remainder the highest rank', () => {
  const registers = new Uint8Array(REGISTERS);
  addHash(registers, 0, 0);
  expect(registers[0]).toBe(27);
});
