/**
 * Distinct source ports of a flow: the first few as they are, then an estimate
 * (src/flow/hyperloglog.ts). Registers are cleared and used only once the sample is full: most
 * flows never get there.
 */
import * as hyperloglog from '../../flow/hyperloglog.ts';
import * as limits from '../../flow/limits.ts';
import { HEAP, type TableMemory } from './table-memory.ts';

// Copies: see flow-key.ts.
const { SOURCE_PORTS_MAX } = limits;
const { REGISTERS } = hyperloglog;

/** Value of a count that means: the sample is incomplete, the registers tell. */
const IN_REGISTERS = SOURCE_PORTS_MAX + 1;

/** Shared by all flows with a complete sample: an empty array cannot be written to. */
const NO_REGISTERS = new Uint8Array(0);

export interface SourcePorts {
  /** Ports in the sample of each row, or IN_REGISTERS. */
  readonly counts: Uint8Array;
  readonly samples: Uint16Array;
  readonly registers: Uint8Array;
}

export function createSourcePorts(rows: number, memory: TableMemory = HEAP): SourcePorts {
  return {
    counts: memory.uint8(rows),
    samples: memory.uint16(rows * SOURCE_PORTS_MAX),
    registers: memory.uint8(rows * REGISTERS),
  };
}

export function clearSourcePorts(ports: SourcePorts, row: number): void {
  ports.counts[row] = 0;
}

/** Adds the port to the row's sample, or to its registers once the sample is full. */
export function addSourcePort(ports: SourcePorts, row: number, port: number): void {
  const count = ports.counts[row]!;
  if (count === IN_REGISTERS) {
    hyperloglog.addHash(ports.registers, row * REGISTERS, hyperloglog.hashWord(port));
    return;
  }
  const start = row * SOURCE_PORTS_MAX;
  for (let i = start; i < start + count; i++) {
    if (ports.samples[i] === port) return;
  }
  if (count === SOURCE_PORTS_MAX) {
    startRegisters(ports, row);
    hyperloglog.addHash(ports.registers, row * REGISTERS, hyperloglog.hashWord(port));
    return;
  }
  ports.samples[start + count] = port;
  ports.counts[row] = count + 1;
}

function startRegisters(ports: SourcePorts, row: number): void {
  const start = row * REGISTERS;
  ports.registers.fill(0, start, start + REGISTERS);
  for (let i = 0; i < SOURCE_PORTS_MAX; i++) {
    hyperloglog.addHash(
      ports.registers,
      start,
      hyperloglog.hashWord(ports.samples[row * SOURCE_PORTS_MAX + i]!),
    );
  }
  ports.counts[row] = IN_REGISTERS;
}

/** The row's sample, in order of appearance. */
export function sampleOf(ports: SourcePorts, row: number): number[] {
  const start = row * SOURCE_PORTS_MAX;
  const count = Math.min(ports.counts[row]!, SOURCE_PORTS_MAX);
  const sample = new Array<number>(count);
  for (let i = 0; i < count; i++) sample[i] = ports.samples[start + i]!;
  return sample;
}

/** A copy of the row's registers; empty while the sample is complete. */
export function registersOf(ports: SourcePorts, row: number): Uint8Array {
  if (ports.counts[row] !== IN_REGISTERS) return NO_REGISTERS;
  return ports.registers.slice(row * REGISTERS, (row + 1) * REGISTERS);
}
