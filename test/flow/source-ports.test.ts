import { expect, test } from 'vitest';
import { addHash, hashWord, REGISTERS } from '../../src/flow/hyperloglog.ts';
import { SourcePorts } from '../../src/flow/source-ports.ts';

const noRegisters = new Uint8Array(0);

function portsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + i);
}

test('few ports are counted exactly, repetitions once', () => {
  const ports = new SourcePorts();
  ports.add({ sourcePorts: [1024, 1025], sourcePortRegisters: noRegisters });
  ports.add({ sourcePorts: [1025, 1026], sourcePortRegisters: noRegisters });
  expect(ports.distinct()).toBe(3);
});

test('many ports are estimated within a third', () => {
  const ports = new SourcePorts();
  for (const port of portsFrom(20_000, 4_000)) {
    ports.add({ sourcePorts: [port], sourcePortRegisters: noRegisters });
  }
  expect(ports.distinct()).toBeGreaterThan(4_000 * 0.66);
  expect(ports.distinct()).toBeLessThan(4_000 * 1.33);
});

test('a sketch and the ports that it holds are one set, in either order', () => {
  const sketch = new Uint8Array(REGISTERS);
  for (const port of portsFrom(30_000, 500)) addHash(sketch, 0, hashWord(port));
  const sample = { sourcePorts: portsFrom(30_000, 8), sourcePortRegisters: noRegisters };
  const whole = { sourcePorts: [], sourcePortRegisters: sketch };
  const [one, other] = [new SourcePorts(), new SourcePorts()];
  one.add(sample);
  one.add(whole);
  other.add(whole);
  other.add(sample);
  expect(one.distinct()).toBe(other.distinct());
  expect(one.distinct()).toBeGreaterThan(330);
  expect(one.distinct()).toBeLessThan(670);
});
