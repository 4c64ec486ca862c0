/**
 * Whole blocks of a kmsg file, framed and counted with and without the compiled core: lines that it
 * leaves stand among those that it takes, refuses and passes over, behind headers of every shape.
 */
import { describe, expect, it } from 'vitest';
import { type HotCore, openHotCore } from '../../../src/agent/aggregate/hot-core.ts';
import { createParsers, createTally, observeRecords } from '../../../src/agent/observe.ts';
import type { RecordBlock } from '../../../src/agent/sources/source.ts';
import { openTable } from '../../../src/agent/table.ts';
import { FLOWS_MAX } from '../../../src/flow/limits.ts';
import { createLineFramer } from '../../../src/parser/headers/framer.ts';
import { PARTIAL, REJECTED } from '../../../src/parser/packet.ts';
import { createRecordIndex } from '../../../src/parser/records.ts';
import { createRandom, mutate } from '../../parser/lines.ts';
import { ANY, CALICO, MODULE, START_US } from './core-counter.ts';
import { misplaceField, TEXTS } from './core-lines.ts';

const BLOCK_BYTES = 2_048 * 1024;
const INDEX_RECORDS = 8_192;
const BETWEEN = [' SUBSYSTEM=net', '', '\0', '2,', '[    1.000001] a', '6,1,2,-', '6,1,2,-\r'];
const REFUSED = ['TRUNCATED', '', 'ARP HTYPE=1 PTYPE=0x0800 OPCODE=1'];
const SHORT = ['', 'c', 'cal', 'x ', 'calico-packet: IN=a OUT= '];

describe.each([[CALICO], [ANY]])('blocks of many lines, %j,', (prefixes) => {
  it.each([
    ['of a few lines', 1_000],
    ['of many', 100_000],
  ])('are framed and counted as without the core, %s', (_how, blockBytes) => {
    const random = createRandom(blockBytes);
    let [partial, rejected] = [0, 0];
    for (let round = 0; round < 40; round++) {
      const file = Buffer.concat(Array.from({ length: 500 }, () => makeLines(random)));
      const truth = count(file, blockBytes, prefixes);
      expect(count(file, blockBytes, prefixes, openHotCore(MODULE))).toEqual(truth);
      partial += truth.outcomes[PARTIAL]!;
      rejected += truth.outcomes[REJECTED]!;
    }
    expect(Math.min(partial, rejected)).toBeGreaterThan(300);
  });

  it('are the same where the index is full before the block ends', () => {
    const random = createRandom(5);
    const lines = Array.from({ length: 2.5 * INDEX_RECORDS }, (_, i) => {
      return `6,${i},${i},-;${SHORT[Math.floor(random() * SHORT.length)]}\n`;
    });
    const file = Buffer.from(lines.join(''));
    const truth = count(file, BLOCK_BYTES, prefixes);
    expect(truth.records.length).toBe(lines.length);
    expect(count(file, BLOCK_BYTES, prefixes, openHotCore(MODULE))).toEqual(truth);
  });
});

/** What becomes of a file: records as they were framed, outcomes and reasons, flows. */
function count(file: Buffer, blockBytes: number, prefixes: readonly string[], core?: HotCore) {
  const table = openTable(FLOWS_MAX, 'text', core);
  const framer = createLineFramer({ nowUs: START_US, indexer: core });
  const index = core?.records ?? createRecordIndex(INDEX_RECORDS);
  const bytes = core?.bytes.subarray(0, BLOCK_BYTES) ?? Buffer.alloc(BLOCK_BYTES);
  const parsers = createParsers(prefixes);
  const tally = createTally();
  const records: string[] = [];
  const { outcomes, reasons } = tally;
  for (let from = 0; from < file.length; ) {
    const to = file.indexOf('\n', Math.min(from + blockBytes, file.length) - 1) + 1;
    bytes.set(file.subarray(from, to));
    for (let at = 0; at < to - from; ) {
      const segment = framer.frame(bytes, at, to - from, index);
      for (let i = 0; i < index.count; i++) {
        const text = Buffer.from(segment.bytes.subarray(index.starts[i], index.ends[i]));
        records.push(`${segment.trusted} ${index.timesUs[i]} ${text.toString('latin1')}`);
      }
      const block = { bytes: segment.bytes, index } as unknown as RecordBlock;
      observeRecords(block, parsers[segment.trusted ? 'kernel' : 'text'], table, tally);
      at = segment.next;
    }
    from = to;
  }
  return { records, outcomes, reasons, flows: table.take() };
}

/** A line, or a run of lines that are no flow, longer than the core remembers them. */
function makeLines(random: () => number): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  if (below(30) === 0) return Buffer.from(`${BETWEEN[below(BETWEEN.length)]}\n`);
  const run = below(60) === 0 ? 100 : 1;
  return Buffer.concat(
    Array.from({ length: run }, () => {
      const text = run > 1 ? refusedLine(below) : makeText(random);
      return Buffer.concat([Buffer.from(makeHeader(below)), text, Buffer.from(lineEnd(below))]);
    }),
  );
}

function makeText(random: () => number): Buffer {
  const pick = () => TEXTS[Math.floor(random() * TEXTS.length)]!;
  const below = (n: number): number => Math.floor(random() * n);
  const kind = below(10);
  if (kind < 2) return refusedLine(below);
  if (kind === 2) return mutate(pick(), pick(), random);
  if (kind === 3) return misplaceField(pick(), pick(), random);
  // Of an interface that may be new: what stands behind it has been read already.
  return kind === 4 ? withName(pick(), `cali${below(1_000)}`) : pick();
}

function withName(text: Buffer, name: string): Buffer {
  return Buffer.from(text.toString('latin1').replace(/IN=\S*/, `IN=${name}`), 'latin1');
}

function refusedLine(below: (n: number) => number): Buffer {
  return Buffer.from(`calico-packet: IN=cali${below(5)} OUT= ${REFUSED[below(REFUSED.length)]}`);
}

/** One as the kernel's, mostly; numbers have the same length for some time, and any else. */
function makeHeader(below: (n: number) => number): string {
  const digits = (most: number) => `${'1234567890123456'.slice(0, 1 + below(most))}`;
  const kind = below(20);
  if (kind === 0) return `${below(200)},${digits(16)},${digits(16)},-;`;
  if (kind === 1) return `6,${digits(16)},${digits(16)},-,caller=T${below(99)};`;
  const header = `6,1234${below(10)},77777${below(10)},-;`;
  if (kind > 2) return header;
  const at = below(header.length);
  return `${header.slice(0, at)}${'8;,- x'[below(6)]}${header.slice(at + 1)}`;
}

function lineEnd(below: (n: number) => number): string {
  return below(40) === 0 ? '\r\n' : '\n';
}
