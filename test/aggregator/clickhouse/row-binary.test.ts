import { describe, expect, it } from 'vitest';
import { RowBinary } from '../../../src/aggregator/clickhouse/row-binary.ts';

function bytesOf(write: (rows: RowBinary) => void): number[] {
  const rows = new RowBinary();
  write(rows);
  return [...rows.bytes];
}

describe('RowBinary', () => {
  it('writes numbers little-endian', () => {
    expect(bytesOf((rows) => rows.u8(7))).toEqual([7]);
    expect(bytesOf((rows) => rows.u16(0x1234))).toEqual([0x34, 0x12]);
    expect(bytesOf((rows) => rows.i32(-1))).toEqual([255, 255, 255, 255]);
    expect(bytesOf((rows) => rows.count(Number.MAX_SAFE_INTEGER))).toEqual([
      ...[255, 255, 255, 255, 255, 255, 31, 0],
    ]);
    expect(bytesOf((rows) => rows.id(0x8000_0000_0000_0001n))).toEqual([1, 0, 0, 0, 0, 0, 0, 128]);
  });

  it('writes texts behind their length in bytes', () => {
    expect(bytesOf((rows) => rows.text('é'))).toEqual([2, 0xc3, 0xa9]);
    const long = bytesOf((rows) => rows.text('x'.repeat(300)));
    expect(long.slice(0, 2)).toEqual([0xac, 0x02]);
    expect(long).toHaveLength(302);
  });

  it.each([0.5, -1, 2 ** 53, Number.NaN])('refuses %s as a count', (value) => {
    expect(() => bytesOf((rows) => rows.count(value))).toThrow(RangeError);
  });

  it('grows, and goes back to a mark', () => {
    const rows = new RowBinary();
    rows.text('kept');
    rows.endRow();
    const mark = rows.mark();
    rows.text('x'.repeat(200_000));
    rows.endRow();
    rows.backTo(mark);
    expect([rows.rows, rows.bytes.toString('latin1')]).toEqual([1, '\x04kept']);
  });
});
