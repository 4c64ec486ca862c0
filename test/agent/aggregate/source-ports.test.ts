import { expect, test } from 'vitest';
import {
  addSourcePort,
  clearSourcePorts,
  createSourcePorts,
  registersOf,
  sampleOf,
} from '../../../src/agent/aggregate/source-ports.ts';
import { estimateDistinct } from '../../../src/flow/hyperloglog.ts';

function portsOf(...added: readonly number[]): ReturnType<typeof createSourcePorts> {
  const ports = createSourcePorts(3);
  for (const port of added) addSourcePort(ports, 1, port);
  return ports;
}

test('keeps the first eight distinct ports in order, without registers', () => {
  const ports = portsOf(9, 1, 9, 65_535, 2, 3, 4, 5, 6, 1);
  expect(sampleOf(ports, 1)).toEqual([9, 1, 65_535, 2, 3, 4, 5, 6]);
  expect(registersOf(ports, 1)).toHaveLength(0);
});

test('estimates past eight, the sample included', () => {
  const ports = portsOf(...Array.from({ length: 200 }, (_, i) => 40_000 + i));
  expect(sampleOf(ports, 1)).toEqual(Array.from({ length: 8 }, (_, i) => 40_000 + i));
  const estimate = estimateDistinct(registersOf(ports, 1));
  expect(Math.abs(estimate - 200)).toBeLessThanOrEqual(50);
});

test('does not count a sampled port again after the sample is full', () => {
  const ports = portsOf(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const before = registersOf(ports, 1);
  for (let port = 1; port <= 9; port++) addSourcePort(ports, 1, port);
  expect(registersOf(ports, 1)).toEqual(before);
});

test('starts again after a clear and touches no other row', () => {
  const ports = portsOf(...Array.from({ length: 100 }, (_, i) => i));
  clearSourcePorts(ports, 1);
  for (let port = 200; port < 209; port++) addSourcePort(ports, 1, port);
  expect(registersOf(ports, 1)).toEqual(
    registersOf(portsOf(200, 201, 202, 203, 204, 205, 206, 207, 208), 1),
  );
  expect([sampleOf(ports, 0), sampleOf(ports, 2)]).toEqual([[], []]);
});
