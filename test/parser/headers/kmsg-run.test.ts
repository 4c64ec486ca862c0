import { describe, expect, it } from 'vitest';
import { createHeader } from '../../../src/parser/headers/header.ts';
import { readKmsg } from '../../../src/parser/headers/kmsg.ts';
import { KmsgRun } from '../../../src/parser/headers/kmsg-run.ts';
import { FRAMINGS, SegmentWriter } from '../../../src/parser/headers/segment.ts';
import { createRecordIndex } from '../../../src/parser/records.ts';
import { createRandom } from '../lines.ts';

const LINE_END = 0x0a;
const TEXT = 'calico-packet: IN=cali0 OUT=eth0 SRC=10.65.0.2 DST=198.51.100.7 ';
/** Lines behind the one of interest: a run does not go near the block's end. */
const MORE = `5,123456,3763246096,-;${TEXT}\n`.repeat(3);

/** Runs over `input`; each record with where its line begins, and where the run stopped. */
function run(input: Buffer, capacity = 64) {
  const index = createRecordIndex(capacity);
  const writer = new SegmentWriter(new Uint8Array(0), FRAMINGS.text);
  const header = createHeader(0);
  writer.open(input, index);
  const stoppedAt = new KmsgRun(writer, header, undefined).take(input, 0, input.length);
  const records = Array.from({ length: index.count }, (_, i) => ({
    lineStart: i === 0 ? 0 : index.ends[i - 1]! + 1,
    start: index.starts[i]!,
    end: index.ends[i]!,
  }));
  return { records, stoppedAt, header, segment: writer.segment };
}

describe('a run of kmsg records', () => {
  it('goes on while lengths grow, callers show, and levels change', () => {
    const heads = ['5,99998,9999999,-', '6,99999,10000000,-,caller=C1', '0,100000,10000001,c'];
    const input = Buffer.from(`${heads.map((head) => `${head};${TEXT}\n`).join('')}${MORE}`);
    const { records, header, segment } = run(input);
    const texts = records.map(({ start, end }) => input.toString('latin1', start, end));
    expect(texts).toEqual(Array(6).fill(TEXT));
    expect([segment.read, segment.trusted, segment.escaped]).toEqual([6, true, true]);
    expect([header.sequence, header.level]).toEqual([123456, 5]);
  });

  it('stops where the index is full', () => {
    const { records, stoppedAt } = run(Buffer.from(MORE), 2);
    expect([records.length, stoppedAt]).toEqual([2, (MORE.length / 3) * 2]);
  });

  it.each([
    ['a record of user space', `12,123456,3763246096,-;${TEXT}\n`],
    ['a property', ' SUBSYSTEM=net\n'],
    ['an empty line', '\n'],
    ['a line that ends with CR LF', `5,123456,3763246096,-;${TEXT}\r\n`],
    ['a header without text', '5,123456,3763246096,-\n'],
    ['a number that is none', `5,12345x,3763246096,-;${TEXT}\n`],
    ['a number that is too long', `5,1234567890123456,3763246096,-;${TEXT}\n`],
  ])('stops at %s', (_name, line) => {
    const { stoppedAt, segment } = run(Buffer.from(`${line}${MORE}`));
    expect([stoppedAt, segment.read]).toEqual([0, 0]);
    const behind = run(Buffer.from(`${MORE}${line}${MORE}`));
    expect([behind.stoppedAt, behind.records.length]).toEqual([MORE.length, 3]);
  });

  it('takes what the reader of one record takes, in damaged lines too', () => {
    const random = createRandom(11);
    const odd = Buffer.from('0159,;-\n\r \0:/\xff', 'latin1');
    const header = createHeader(0);
    let taken = 0;
    for (let round = 0; round < 20_000; round++) {
      const input = Buffer.from(MORE);
      for (let i = Math.floor(random() * 3); i >= 0; i--) {
        input[Math.floor(random() * 30)] = odd[Math.floor(random() * odd.length)]!;
      }
      for (const { lineStart, start, end } of run(input).records) {
        expect(input[end]).toBe(LINE_END);
        expect(input.indexOf(LINE_END, lineStart)).toBe(end);
        expect(readKmsg(input, lineStart, end, header)).toBe(start);
        taken++;
      }
    }
    expect(taken).toBeGreaterThan(10_000);
  });
});
