/**
 * A flow's source ports as they are added up: a few by name, and a sketch from the moment they are
 * too many.
 */
import type { Flow } from '../../flow/flow.ts';
import { addHash, hashWord, mergeRegisters, REGISTERS } from '../../flow/hyperloglog.ts';
import { SOURCE_PORTS_MAX } from '../../flow/limits.ts';

type SourcePorts = Pick<Flow, 'sourcePorts' | 'sourcePortRegisters'>;

/** Both sets of ports; registers stay empty for as long as all ports have a name. */
export function mergeSourcePorts(known: SourcePorts, added: SourcePorts): SourcePorts {
  if (hasAll(known, added)) return known;
  const ports = [...new Set([...known.sourcePorts, ...added.sourcePorts])];
  const sketches = [known.sourcePortRegisters, added.sourcePortRegisters].filter(
    (registers) => registers.length === REGISTERS,
  );
  if (ports.length <= SOURCE_PORTS_MAX && sketches.length === 0) {
    return { sourcePorts: ports, sourcePortRegisters: new Uint8Array(0) };
  }
  const registers = new Uint8Array(REGISTERS);
  for (const sketch of sketches) mergeRegisters(registers, sketch);
  for (const port of ports) addHash(registers, 0, hashWord(port));
  return { sourcePorts: ports.slice(0, SOURCE_PORTS_MAX), sourcePortRegisters: registers };
}

/** Nothing is new, as with most of what an edge's hours have. */
function hasAll(known: SourcePorts, added: SourcePorts): boolean {
  if (known.sourcePortRegisters.length > 0 || added.sourcePortRegisters.length > 0) return false;
  return added.sourcePorts.every((port) => known.sourcePorts.includes(port));
}

/** The union of two sketches, either of which may be absent (empty). */
export function mergeSketches(known: Uint8Array, added: Uint8Array): Uint8Array {
  if (known.length !== REGISTERS) return added;
  if (added.length !== REGISTERS) return known;
  const registers = Uint8Array.from(known);
  mergeRegisters(registers, added);
  return registers;
}
