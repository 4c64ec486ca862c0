import { describe, expect, it } from 'vitest';
import { type Block, readBlocks } from '../../../src/aggregator/clickhouse/native-blocks.ts';

/** A text behind its length, as names, types and values stand in the format. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(Buffer.byteLength(value)), Buffer.from(value)]);
}

function u64(...values: readonly number[]): Buffer {
  return Buffer.from(BigUint64Array.from(values, BigInt).buffer);
}

function block(rows: number, ...columns: readonly (readonly [string, Buffer])[]): Buffer {
  const parts = columns.map(([type, data]) => Buffer.concat([text('name'), text(type), data]));
  return Buffer.concat([Buffer.of(columns.length, rows), ...parts]);
}

const BYTES = Buffer.concat([
  block(
    2,
    ['UInt64', u64(7, 2 ** 52)],
    ['Int32', Buffer.from(Int32Array.of(-1, 443).buffer)],
    ['Float64', Buffer.from(Float64Array.of(3, 2 ** 53 - 1).buffer)],
    ['String', Buffer.concat([text(''), text('é\n')])],
    ['Array(UInt16)', Buffer.concat([u64(2, 2), Buffer.of(1, 0, 2, 1)])],
    [
      'LowCardinality(String)',
      Buffer.concat([u64(1, 0x600, 2), text('b'), text('a'), u64(2), Buffer.of(1, 0)]),
    ],
  ),
  block(0, ['LowCardinality(String)', Buffer.alloc(0)]),
  block(1, ['UInt8', Buffer.of(9)]),
]);

async function read(bytes: Buffer, size: number, end?: Error): Promise<Block[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    if (end !== undefined) throw end;
  }
  const blocks: Block[] = [];
  for await (const each of readBlocks(chunks())) blocks.push(each);
  return blocks;
}

describe('blocks of the format Native', () => {
  it.each([1, 2, 7, 64, 4_096])('are read from chunks of %i bytes', async (size) => {
    const [first, none, last] = await read(BYTES, size);
    expect([...first!.ids(0)]).toEqual([7n, 2n ** 52n]);
    expect([...first!.numbers(1)]).toEqual([-1, 443]);
    expect([...first!.numbers(2)]).toEqual([3, 2 ** 53 - 1]);
    expect(first!.texts(3)).toEqual(['', 'é\n']);
    expect([0, 1].map((row) => [...first!.list(4, row)])).toEqual([[1, 258], []]);
    expect(first!.texts(5)).toEqual(['a', 'b']);
    expect(none!.rows).toBe(0);
    expect([...last!.numbers(0)]).toEqual([9]);
  });

  it('end with what the engine says when it gives up in the middle', async () => {
    const says =
      '\r\n__exception__\r\nabc\r\nCode: 159. DB::Exception: Timeout. (TIMEOUT_EXCEEDED)';
    for (const cut of [0, 5, 40, BYTES.length]) {
      const broken = Buffer.concat([BYTES.subarray(0, cut), Buffer.from(says)]);
      for (const size of [3, 1_000]) {
        for (const end of [undefined, new Error('aborted')]) {
          await expect(read(broken, size, end)).rejects.toMatchObject({ type: 'TIMEOUT_EXCEEDED' });
        }
      }
    }
  });

  it('are no answer when they break off, or hold what nobody asked for', async () => {
    await expect(read(BYTES.subarray(0, 30), 8)).rejects.toThrow('the answer breaks off');
    await expect(read(BYTES, 8, new Error('aborted'))).rejects.toThrow('the answer breaks off');
    const strange = block(1, ['UUID', Buffer.alloc(16)]);
    await expect(read(strange, 99)).rejects.toThrow('the answer breaks off');
  });
});
