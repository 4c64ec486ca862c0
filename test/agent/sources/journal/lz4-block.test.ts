import { describe, expect, it } from 'vitest';
import { decompressLz4Block } from '../../../../src/agent/sources/journal/lz4-block.ts';

function decompress(block: readonly number[], room = 1_000): string | undefined {
  const output = Buffer.alloc(room);
  const length = decompressLz4Block(Uint8Array.from(block), output);
  return length < 0 ? undefined : output.toString('latin1', 0, length);
}

const text = (value: string) => [...Buffer.from(value, 'latin1')];

describe('decompressLz4Block', () => {
  it.each<[string, number[], string]>([
    ['literals alone', [0x30, ...text('abc')], 'abc'],
    ['a match', [0x30, ...text('abc'), 3, 0, 0x10, ...text('!')], 'abcabca!'],
    [
      'a match that overlaps itself',
      [0x16, ...text('a'), 1, 0, 0x10, ...text('z')],
      'aaaaaaaaaaaz',
    ],
    ['long literals', [0xf0, 5, ...text('x'.repeat(20))], 'x'.repeat(20)],
    ['a long match', [0x1f, ...text('y'), 1, 0, 255, 1, 0x10, ...text('z')], `${'y'.repeat(276)}z`],
  ])('reads %s', (_, block, expected) => {
    expect(decompress(block)).toBe(expected);
  });

  it.each<[string, number[]]>([
    ['nothing', []],
    ['literals that are cut', [0x50, ...text('abc')]],
    ['a match without a distance', [0x30, ...text('abc'), 3]],
    ['a distance of zero', [0x10, ...text('a'), 0, 0, 0x10, ...text('z')]],
    ['a match from before the beginning', [0x10, ...text('a'), 2, 0, 0x10, ...text('z')]],
    ['a length that goes on without end', [0xf0, 255, 255, 255]],
    ['a match at the end', [0x30, ...text('abc'), 3, 0]],
  ])('refuses %s', (_, block) => {
    expect(decompress(block)).toBeUndefined();
  });

  it('does not write past the room there is', () => {
    expect(decompress([0x30, ...text('abc')], 2)).toBeUndefined();
    expect(decompress([0x1f, ...text('y'), 1, 0, 255, 1, 0x10, ...text('z')], 100)).toBeUndefined();
  });
});
