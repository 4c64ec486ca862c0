import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKmsgHeader,
  findLineEnd,
  isProperty,
  mayBeLogLine,
  readKmsgHeader,
} from '../../../../src/agent/sources/kmsg/kmsg-record.ts';

function read(line: string) {
  const bytes = Buffer.from(`#${line}#`);
  const header = createKmsgHeader();
  const end = bytes.length - 1;
  if (!readKmsgHeader(bytes, 1, end, header)) return undefined;
  const { facility, sequence, uptimeUs, textStart } = header;
  return { facility, sequence, uptimeUs, text: bytes.toString('latin1', textStart, end) };
}

describe('readKmsgHeader', () => {
  it('reads a record of the kernel', () => {
    expect(read('4,1234,5678901,-;calico-packet: IN=eth0 OUT= ')).toEqual({
      facility: 0,
      sequence: 1234,
      uptimeUs: 5678901,
      text: 'calico-packet: IN=eth0 OUT= ',
    });
  });

  it('takes the facility from above the three bits of the level', () => {
    expect(read('7,1,1,-;x')?.facility).toBe(0);
    expect(read('8,1,1,-;x')?.facility).toBe(1);
    expect(read('12,1,1,-;x')?.facility).toBe(1);
    expect(read('191,1,1,-;x')?.facility).toBe(23);
  });

  it('passes over further fields and keeps a semicolon of the text', () => {
    expect(read('6,2,3,c,caller=T7;a;b')?.text).toBe('a;b');
  });

  it('reads an empty text', () => {
    expect(read('6,2,3,-;')?.text).toBe('');
  });

  it.each([
    '',
    ';',
    '4',
    '4,1,2,-',
    ',1,2,-;x',
    '4,,2,-;x',
    '4,1,,-;x',
    '4;1;2;x',
    '-4,1,2,-;x',
    '4,1234567890123456,2,-;x',
    'plain text',
  ])('refuses %j', (record) => {
    expect(read(record)).toBeUndefined();
  });

  it('never throws and never points outside its slice', () => {
    const header = createKmsgHeader();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(64), (bytes, from) => {
        const start = Math.min(from, bytes.length);
        if (!readKmsgHeader(bytes, start, bytes.length, header)) return;
        expect(header.textStart).toBeGreaterThan(start);
        expect(header.textStart).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it('reads back whatever numbers a header is made of', () => {
    const number = fc.nat({ max: 999_999_999_999_999 });
    fc.assert(
      fc.property(fc.nat(255), number, number, (priority, sequence, uptimeUs) => {
        const header = read(`${priority},${sequence},${uptimeUs},-;t`);
        expect(header).toEqual({ facility: priority >> 3, sequence, uptimeUs, text: 't' });
      }),
    );
  });
});

describe('lines', () => {
  const bytes = Buffer.from('4,1,2,-;a\n SUBSYSTEM=net\n');

  it('end before their line end, or with the range', () => {
    expect([findLineEnd(bytes, 0, bytes.length), findLineEnd(bytes, 10, 15)]).toEqual([9, 15]);
  });

  it('are properties when they begin blank', () => {
    expect([0, 10].map((start) => isProperty(bytes, start))).toEqual([false, true]);
  });
});

describe('mayBeLogLine', () => {
  it.each([
    ['IN=', true],
    ['calico-packet: IN=eth0', true],
    ['xIN=', true],
    ['IN', false],
    ['in=', false],
    ['I N=', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    const bytes = Buffer.from(text);
    expect(mayBeLogLine(bytes, 0, bytes.length)).toBe(expected);
  });

  it('does not look outside its range', () => {
    expect(mayBeLogLine(Buffer.from('IN='), 0, 2)).toBe(false);
    expect(mayBeLogLine(Buffer.from('IN='), 1, 3)).toBe(false);
  });
});
