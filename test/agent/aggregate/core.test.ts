/**
 * The compiled core beside what it stands for: parser and table in TypeScript are the truth, of
 * genuine lines, of damaged ones, and of traffic that presses every bound.
 */
import { describe, expect, it } from 'vitest';
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
import { openCore } from '../../../src/agent/table.ts';
import { LineParser } from '../../../src/parser/line-parser.ts';
import { FLOW, IGNORED, PARTIAL } from '../../../src/parser/packet.ts';
import { createPrefixMatcher } from '../../../src/parser/prefix.ts';
import { createRecordIndex } from '../../../src/parser/records.ts';
import { createRandom, GENUINE, kmsgText, mutate } from '../../parser/lines.ts';

const MODULE = compileCore();
const START_US = 1.7e15;
/** What could be taken for a part of the line in front of it. */
const GUARDS = [' ', '9 ', 'f', 'DPT=9 URGP=0 ', 'MARK=0x1 ', '] ', '\n'].map((text) =>
  Buffer.from(text.repeat(300 / text.length)),
);

class Counter {
  readonly table: FlowTable;
  readonly parser = new LineParser({
    prefixes: createPrefixMatcher(['calico-packet']),
    trusted: true,
  });
  readonly #index = createRecordIndex(256);
  taken = 0;
  readonly outcomes = new Uint32Array(4);

  constructor(hasCore: boolean, options: FlowTableOptions = {}) {
    const core = hasCore ? openHotCore(MODULE) : undefined;
    this.table = createFlowTable({ ...options, core });
  }

  /** Counts lines that stand between guards; returns the outcome of the last one. */
  count(lines: readonly Buffer[], timesUs: readonly number[], guard: Buffer): number {
    const index = this.#index;
    index.count = lines.length;
    let at = guard.length;
    lines.forEach((line, i) => {
      index.starts[i] = at;
      index.ends[i] = at + line.length;
      index.timesUs[i] = timesUs[i]!;
      at += line.length + guard.length;
    });
    const block = { bytes: Buffer.concat(lines.flatMap((line) => [guard, line])), index };
    block.bytes = Buffer.concat([block.bytes, guard]);
    const isLoaded = load(this.table, block, this.parser.prefixes!);
    let outcome = 0;
    for (let i = 0; i < lines.length; i++) {
      if (isLoaded) {
        const before = this.outcomes[FLOW]!;
        const next = observeUsual(this.table, i, lines.length, this.outcomes);
        this.taken += this.outcomes[FLOW]! - before;
        if (next > i) outcome = this.outcomes[FLOW]! > before ? FLOW : IGNORED;
        i = next;
      }
      if (i === lines.length) break;
      outcome = this.parser.parse(block.bytes, index.starts[i]!, index.ends[i]!);
      this.outcomes[outcome]!++;
      const isPacket = outcome === FLOW || outcome === PARTIAL;
      if (isPacket) observe(this.table, block, this.parser.packet, i);
    }
    return outcome;
  }

  /** Words of the only pending line, without the hashes, which have a seed; then it is none. */
  takePending(): number[] {
    const { pending } = this.table;
    const words = [...pending.words.subarray(0, pending.count * PENDING_WORDS)];
    pending.count = 0;
    return words.filter((_, i) => i !== KEY_HASH && i !== TUPLE_HASH);
  }

  end() {
    return { flows: take(this.table), counters: readCounters(this.table), outcomes: this.outcomes };
  }
}

const TEXTS = GENUINE.map((row) => kmsgText(row.line));
/** Of the kinds that the core is for. */
const USUAL = TEXTS.filter((text) =>
  /^calico-packet: IN=\S* OUT=\S* (MAC=\S{41} )?SRC=.*(URGP=0|LEN=\d+|SEQ=\d+) $/.test(
    String(text),
  ),
);

/** Counts each line alone, by both, twice so that its point is known; guards change in turn. */
function expectSame(lines: Iterable<Buffer>): Counter {
  const core = new Counter(true);
  const truth = new Counter(false);
  let i = 0;
  for (const line of lines) {
    for (let turn = 0; turn < 2; turn++, i++) {
      const guard = GUARDS[i % GUARDS.length]!;
      const outcomes = [core, truth].map((each) => each.count([line], [START_US], guard));
      if (outcomes[0] !== outcomes[1]) expect([String(line), outcomes]).toBeUndefined();
      const words = [core, truth].map((each) => each.takePending());
      if (String(words[0]) !== String(words[1])) {
        expect([String(line), words[0]]).toEqual([String(line), words[1]]);
      }
    }
  }
  return core;
}

describe('the core', () => {
  it('makes of genuine lines what parser and table make of them', () => {
    expect(expectSame(TEXTS).taken).toBeGreaterThan(150);
  });

  it.each([1, 2])('makes the same of damaged lines, seed %i', (seed) => {
    const random = createRandom(seed);
    const pick = (texts: readonly Buffer[]) => texts[Math.floor(random() * texts.length)]!;
    const damaged = Array.from({ length: 4_000 }, (_, i) =>
      mutate(pick(i % 3 === 0 ? TEXTS : USUAL), pick(TEXTS), random),
    );
    expect(expectSame(damaged).taken).toBeGreaterThan(100);
  });

  it('takes no line that is cut anywhere, and every one that is whole', () => {
    const line = TEXTS[GENUINE.findIndex(({ line: text }) => /URGP=0 $/.test(text))]!;
    const cuts = Array.from({ length: line.length }, (_, end) => line.subarray(0, end));
    const core = expectSame([line, ...cuts, line]);
    expect(core.taken).toBe(3);
  });

  it.each([
    ['with room', {}],
    ['with few flows', { flowsMax: 6, overflowMax: 3 }],
    ['with few connections', { connectionsMax: 20 }],
    ['with few points', { pointsMax: 2 }],
  ])('counts what the table counts, %s', (_what, options) => {
    const random = createRandom(7);
    const counters = [new Counter(true, options), new Counter(false, options)];
    let timeUs = START_US;
    for (let block = 0; block < 60; block++) {
      const lines = Array.from({ length: 200 }, () => trafficLine(random));
      const timesUs = lines.map(() => {
        timeUs += Math.floor(random() ** 8 * 2e8);
        return timeUs;
      });
      for (const counter of counters) counter.count(lines, timesUs, GUARDS[0]!);
    }
    const [core, truth] = counters.map((counter) => counter.end());
    expect(core).toEqual(truth);
    expect(counters[0]!.taken).toBeGreaterThan(4_000);
  });

  it('is done without where it cannot be had, and tells why', () => {
    const told: string[] = [];
    expect(openCore((why) => told.push(why), '/nowhere/core.wasm')).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('/nowhere/core.wasm')]);
  });
});

/** A new connection, a retransmit, a response or noise among few pods. */
function trafficLine(random: () => number): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  if (below(20) === 0) return Buffer.from('eth0: renamed from veth1 ');
  const prefix = below(10) === 0 ? `calico-response-${['est', 'rst'][below(2)]}` : 'calico-packet';
  const isBack = prefix !== 'calico-packet';
  const ends = [`10.0.0.${below(5)}`, `10.0.1.${below(3)}`];
  const ports = [String(40_000 + below(30)), ['80', '443'][below(2)]!];
  if (isBack) for (const pair of [ends, ports]) pair.reverse();
  const flags = isBack ? 'ACK SYN' : 'SYN';
  return Buffer.from(
    `${prefix}: IN=cali${below(3)} OUT=eth0 MAC=ee:ee:ee:ee:ee:ee:02:b1:cf:96:d5:8f:08:00 ` +
      `SRC=${ends[0]} DST=${ends[1]} LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${below(4)} DF ` +
      `PROTO=TCP SPT=${ports[0]} DPT=${ports[1]} WINDOW=64240 RES=0x00 ${flags} URGP=0 `,
  );
}
