/**
 * How many distinct source ports an edge had: exact while they are few and every flow named all of
 * its ports, an estimate (hyperloglog.ts) from then on. Depends on the set of ports alone, never on
 * their order.
 */
import { FewValues } from './few-values.ts';
import type { Flow } from './flow.ts';
import { addHash, estimateDistinct, hashWord, mergeRegisters, REGISTERS } from './hyperloglog.ts';

/** Ports counted exactly; below it the estimate's error would show as wrong small numbers. */
const EXACT_PORTS_MAX = 64;

export class SourcePorts {
  #exact: FewValues<number> | undefined = new FewValues();
  #registers: Uint8Array | undefined;

  add(flow: Pick<Flow, 'sourcePorts' | 'sourcePortRegisters'>): void {
    if (flow.sourcePortRegisters.length === REGISTERS) {
      mergeRegisters(this.#estimating(), flow.sourcePortRegisters);
    }
    for (const port of flow.sourcePorts) this.#addPort(port);
  }

  #addPort(port: number): void {
    if (this.#exact !== undefined) {
      this.#exact.add(port);
      if (this.#exact.size > EXACT_PORTS_MAX) this.#estimating();
    } else {
      addHash(this.#estimating(), 0, hashWord(port));
    }
  }

  /** The registers; the exact set moves into them first. */
  #estimating(): Uint8Array {
    this.#registers ??= new Uint8Array(REGISTERS);
    if (this.#exact === undefined) return this.#registers;
    for (const port of this.#exact.values()) addHash(this.#registers, 0, hashWord(port));
    this.#exact = undefined;
    return this.#registers;
  }

  distinct(): number {
    if (this.#exact !== undefined) return this.#exact.size;
    return estimateDistinct(this.#estimating());
  }
}
