/**
 * Lines counted with and without the compiled core: parser and table in TypeScript are the truth,
 * line by line and word by word.
 */
import { expect } from 'vitest';
import {
  createFlowTable,
  type FlowTable,
  type FlowTableOptions,
  readCounters,
} from '../../../src/agent/aggregate/flow-table.ts';
import { compileCore, openHotCore } from '../../../src/agent/aggregate/hot-core.ts';
import { load, observe, observeUsual } from '../../../src/agent/aggregate/observe.ts';
import {
  KEY_HASH,
  PENDING_WORDS,
  TUPLE_HASH,
} from '../../../src/agent/aggregate/pending-layout.ts';
import { take } from '../../../src/agent/aggregate/take.ts';
import { createParsers, type LineParse } from '../../../src/agent/observe.ts';
import { FLOW, OUTCOMES, PARTIAL, REASON, REASONS, REJECTED } from '../../../src/parser/packet.ts';
import { createRecordIndex } from '../../../src/parser/records.ts';

export const MODULE = compileCore();
export const START_US = 1.7e15;
/** What could be taken for a part of the line in front of it; the scanner asks for as much. */
export const GUARDS = [' ', '9 ', 'f', 'DPT=9 URGP=0 ', 'MARK=0x1 ', '] ', '\n'].map((text) =>
  Buffer.from(text.repeat(1_100 / text.length)),
);

/** Which prefixes count. */
export const CALICO = ['calico-packet'];
export const ANY: readonly string[] = [];

export class Counter {
  readonly table: FlowTable;
  readonly parser: LineParse;
  readonly #index = createRecordIndex(256);
  /** Lines that the core took, and as what. */
  taken = 0;
  readonly takenAs = new Uint32Array(OUTCOMES.length);
  readonly outcomes = new Uint32Array(OUTCOMES.length);
  readonly reasons = new Uint32Array(REASONS.length);

  constructor(
    hasCore: boolean,
    options: FlowTableOptions = {},
    prefixes: readonly string[] = CALICO,
  ) {
    this.parser = createParsers(prefixes).kernel;
    const core = hasCore ? openHotCore(MODULE) : undefined;
    this.table = createFlowTable({ ...options, core });
  }

  /** Counts lines that stand between guards, the last of which is a record, too: none of ours. */
  count(lines: readonly Buffer[], timesUs: readonly number[], guard: Buffer): void {
    const index = this.#index;
    index.count = lines.length + 1;
    let at = guard.length;
    lines.forEach((line, i) => {
      index.starts[i] = at;
      index.ends[i] = at + line.length;
      index.timesUs[i] = timesUs[i]!;
      at += line.length + guard.length;
    });
    index.starts[lines.length] = at - guard.length;
    index.ends[lines.length] = at;
    index.timesUs[lines.length] = START_US;
    const block = { bytes: Buffer.concat(lines.flatMap((line) => [guard, line])), index };
    block.bytes = Buffer.concat([block.bytes, guard]);
    const isLoaded = load(this.table, block, this.parser.prefixes);
    for (let i = 0; i < index.count; i++) {
      if (isLoaded) i = this.#take(i, index.count);
      if (i === index.count) break;
      const outcome = this.parser.parse(block.bytes, index.starts[i]!, index.ends[i]!);
      this.outcomes[outcome]!++;
      const isPacket = outcome === FLOW || outcome === PARTIAL;
      if (isPacket) observe(this.table, block, this.parser.packet, i);
      if (outcome === REJECTED) this.reasons[this.parser.packet[REASON]!]!++;
    }
  }

  #take(from: number, count: number): number {
    const before = this.outcomes.slice();
    const next = observeUsual(this.table, from, count, this);
    this.outcomes.forEach((now, i) => {
      this.takenAs[i]! += now - before[i]!;
    });
    this.taken = this.takenAs[FLOW]! + this.takenAs[PARTIAL]!;
    return next;
  }

  /** What became of all lines so far. */
  told(): string {
    return `${this.outcomes} ${this.reasons}`;
  }

  /** Words of all pending lines, without the hashes, which have a seed; then there are none. */
  takePending(): number[] {
    const { pending } = this.table;
    const words = [...pending.words.subarray(0, pending.count * PENDING_WORDS)];
    pending.count = 0;
    const isHash = (word: number) => word === KEY_HASH || word === TUPLE_HASH;
    return words.filter((_, i) => !isHash(i % PENDING_WORDS));
  }

  end() {
    const { outcomes, reasons } = this;
    return { flows: take(this.table), counters: readCounters(this.table), outcomes, reasons };
  }
}

/** Counts each line alone, by both, twice so that its point is known; guards change in turn. */
export function expectSame(lines: Iterable<Buffer>, prefixes: readonly string[] = CALICO): Counter {
  const core = new Counter(true, {}, prefixes);
  const truth = new Counter(false, {}, prefixes);
  let i = 0;
  for (const line of lines) {
    for (let turn = 0; turn < 2; turn++, i++) {
      const guard = GUARDS[i % GUARDS.length]!;
      for (const each of [core, truth]) each.count([line], [START_US], guard);
      if (core.told() !== truth.told()) {
        expect([String(line), core.told()]).toEqual([String(line), truth.told()]);
      }
      const words = [core, truth].map((each) => each.takePending());
      if (String(words[0]) !== String(words[1])) {
        expect([String(line), words[0]]).toEqual([String(line), words[1]]);
      }
    }
  }
  return core;
}
