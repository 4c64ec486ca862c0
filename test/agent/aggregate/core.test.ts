/**
 * The compiled core beside what it stands for: parser and table in TypeScript are the truth, of
 * genuine lines, of damaged ones, and of traffic that presses every bound.
 */
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type HotCore, openHotCore } from '../../../src/agent/aggregate/hot-core.ts';
import { createParsers } from '../../../src/agent/observe.ts';
import { replaySource } from '../../../src/agent/replay.ts';
import { FileSource } from '../../../src/agent/sources/file/file.ts';
import { openCore, openTable } from '../../../src/agent/table.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { FLOWS_MAX } from '../../../src/flow/limits.ts';
import { createLineFramer, type LineFramerOptions } from '../../../src/parser/headers/framer.ts';
import { PARTIAL, REJECTED } from '../../../src/parser/packet.ts';
import { createRecordIndex, type RecordIndex } from '../../../src/parser/records.ts';
import { createRandom, GENUINE, mutate } from '../../parser/lines.ts';
import { ANY, CALICO, Counter, expectSame, GUARDS, MODULE, START_US } from './core-counter.ts';
import { misplaceField, TEXTS, USUAL } from './core-lines.ts';

const CALLERS = ['', ',caller=T4194304', ',c'];
const REPLAYED = ['formats', 'public', 'hostile'].flatMap((folder) =>
  globSync(`test/fixtures/${folder}/*.{log,txt}`),
);

describe('the core', () => {
  it.each([[CALICO], [ANY]])('makes of genuine lines what parser and table do, %j', (prefixes) => {
    const { taken, takenAs } = expectSame(TEXTS, prefixes);
    expect(taken).toBeGreaterThan(1.3 * TEXTS.length);
    expect(takenAs[REJECTED]).toBeGreaterThan(40);
  });

  it.each([
    [3, CALICO],
    [7, CALICO],
    [3, ANY],
  ])('makes the same of damaged lines, seed %i, %j', (seed, prefixes) => {
    const random = createRandom(seed);
    const pick = (texts: readonly Buffer[]) => texts[Math.floor(random() * texts.length)]!;
    const damaged = Array.from({ length: 20_000 }, (_, i) => {
      const damage = i % 2 === 0 ? mutate : misplaceField;
      return damage(pick(i % 3 === 0 ? TEXTS : USUAL), pick(TEXTS), random);
    });
    expect(expectSame(damaged, prefixes).taken).toBeGreaterThan(100);
  });

  it('leaves names that hold IN= to the parser', () => {
    const line = String(USUAL[0]);
    const named = ['aIN=b', 'IN=', 'PHYSIN=', 'xIN'].map((name) =>
      Buffer.from(line.replace(/IN=\S*/, `IN=${name}`)),
    );
    expect(expectSame([...named, ...named], ANY).taken).toBeGreaterThan(0);
  });

  it('takes no line that is cut anywhere, and every one that is whole', () => {
    const line = TEXTS[GENUINE.findIndex(({ line: text }) => /URGP=0 $/.test(text))]!;
    const cuts = Array.from({ length: line.length }, (_, end) => line.subarray(0, end));
    const core = expectSame([line, ...cuts, line]);
    expect(core.taken).toBe(4);
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
      // More that are no flows than the core remembers at once.
      const makeLine = block % 10 === 9 ? refusedLine : trafficLine;
      const lines = Array.from({ length: 200 }, () => makeLine(random));
      const timesUs = lines.map(() => {
        timeUs += Math.floor(random() ** 8 * 2e8);
        return timeUs;
      });
      for (const counter of counters) counter.count(lines, timesUs, GUARDS[0]!);
    }
    const [core, truth] = counters.map((counter) => counter.end());
    expect(core).toEqual(truth);
    const { taken, takenAs } = counters[0]!;
    expect(taken).toBeGreaterThan(4_000);
    expect(Math.min(takenAs[PARTIAL]!, takenAs[REJECTED]!)).toBeGreaterThan(300);
  });

  it('indexes records of a kmsg file as the framer does, damaged ones too', () => {
    const random = createRandom(11);
    let indexed = 0;
    for (let round = 0; round < 300; round++) {
      const lines = Array.from({ length: 12 }, (_, i) => {
        const line = Buffer.from(
          `5,${10 ** (round % 12) + i},${i}${'5'.repeat(round % 16)},-${CALLERS[i % 3]};`,
        );
        const text = Buffer.concat([line, TEXTS[(round + i) % TEXTS.length]!, Buffer.from('\n')]);
        return random() < 0.2 ? mutate(text, TEXTS[i]!, random) : text;
      });
      const block = Buffer.concat([...lines, Buffer.from('\n')]);
      const core = openHotCore(MODULE);
      core.bytes.set(block);
      const own = Buffer.from(core.bytes.buffer, core.bytes.byteOffset, block.length + 64);
      const ours = frameAll(own, block.length, core.records, { indexer: core, nowUs: START_US });
      const theirs = frameAll(block, block.length, createRecordIndex(8_192), { nowUs: START_US });
      expect(ours).toEqual(theirs);
      indexed += ours.length;
    }
    expect(indexed).toBeGreaterThan(2_000);
  });

  it.each(REPLAYED)('replays %s as parser and table do', async (path) => {
    for (const prefixes of [CALICO, ANY]) {
      const core = await replay(path, prefixes, openHotCore(MODULE));
      expect(core).toEqual(await replay(path, prefixes));
    }
  });

  it('is done without where it cannot be had, and tells why', () => {
    const told: string[] = [];
    expect(openCore((why) => told.push(why), '/nowhere/core.wasm')).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('/nowhere/core.wasm')]);
  });
});

/** Texts and times of all records. */
function frameAll(bytes: Buffer, end: number, index: RecordIndex, options: LineFramerOptions) {
  const framer = createLineFramer(options);
  const records: [string, number, boolean][] = [];
  for (let at = 0; at < end; ) {
    const segment = framer.frame(bytes, at, end, index);
    for (let i = 0; i < index.count; i++) {
      const text = Buffer.from(segment.bytes.subarray(index.starts[i], index.ends[i]));
      records.push([text.toString('latin1'), index.timesUs[i]!, segment.trusted]);
    }
    at = segment.next;
  }
  return records;
}

/** Flows and account of a file, twice over, since the core learns from what it leaves. */
async function replay(path: string, prefixes: readonly string[], core?: HotCore) {
  const flows: Flow[] = [];
  const options = {
    parsers: createParsers(prefixes),
    table: openTable(FLOWS_MAX, 'text', core),
    nameFlow: (flow: Flow) => flow,
    onFlow: (flow: Flow) => flows.push(flow),
  };
  const source = () => new FileSource({ path, nowUs: START_US, workspace: core });
  const { signal } = new AbortController();
  const done = [
    await replaySource(source(), options, signal),
    await replaySource(source(), options, signal),
  ];
  return { flows, done };
}

/** A new connection, a retransmit, a response, noise or no flow at all among few pods. */
function trafficLine(random: () => number): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  if (below(20) === 0) return Buffer.from('eth0: renamed from veth1 ');
  if (below(20) === 0) return refusedLine(random);
  const prefix = below(10) === 0 ? `calico-response-${['est', 'rst'][below(2)]}` : 'calico-packet';
  const isBack = prefix !== 'calico-packet';
  const ends = [`10.0.0.${below(5)}`, `10.0.1.${below(3)}`];
  const ports = [String(40_000 + below(30)), ['80', '443'][below(2)]!];
  if (isBack) for (const pair of [ends, ports]) pair.reverse();
  const flags = isBack ? 'ACK SYN' : 'SYN';
  const header = `SPT=${ports[0]} DPT=${ports[1]} WINDOW=64240 RES=0x00 ${flags} URGP=0 `;
  return Buffer.from(
    `${prefix}: IN=cali${below(3)} OUT=eth0 MAC=ee:ee:ee:ee:ee:ee:02:b1:cf:96:d5:8f:08:00 ` +
      `SRC=${ends[0]} DST=${ends[1]} LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${below(4)} DF ` +
      `PROTO=TCP ${below(10) === 0 ? 'INCOMPLETE [8 bytes] ' : header}`,
  );
}

function refusedLine(random: () => number): Buffer {
  const kinds = ['ARP HTYPE=1 PTYPE=0x0800 OPCODE=1', 'TRUNCATED', ''];
  const what = kinds[Math.floor(random() * kinds.length)]!;
  return Buffer.from(`calico-packet: IN=cali${Math.floor(random() * 5)} OUT= ${what}`);
}
