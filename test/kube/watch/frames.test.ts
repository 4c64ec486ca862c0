import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_BYTES_MAX, Frames } from '../../../src/kube/watch/frames.ts';

/** What a reader makes of `bytes` that come in pieces of these sizes, over and over. */
function readInPieces(isProtobuf: boolean, bytes: Buffer, sizes: readonly number[]): string[] {
  const read: string[] = [];
  const frames = new Frames(isProtobuf, (from, start, end) => {
    read.push(from.toString('latin1', start, end));
  });
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    frames.push(bytes.subarray(at, at + size));
    at += size;
  }
  return read;
}

function prefixed(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text, 'latin1')]);
}

const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 9 });
const words = fc.array(fc.stringMatching(/^[a-z{}]{1,60}$/), { maxLength: 20 });

describe('frames', () => {
  it('are the same however the stream is cut', () => {
    fc.assert(
      fc.property(words, sizes, (texts, pieces) => {
        const lines = Buffer.from(texts.map((text) => `${text}\n`).join(''));
        expect(readInPieces(false, lines, pieces)).toEqual(texts);
        expect(readInPieces(true, Buffer.concat(texts.map(prefixed)), pieces)).toEqual(texts);
      }),
    );
  });

  it('may be longer than the buffer is at first', () => {
    const texts = ['x'.repeat(200_000), 'y', 'z'.repeat(300_000)];
    const bytes = Buffer.concat(texts.map(prefixed));
    expect(readInPieces(true, bytes, [16_384])).toEqual(texts);
    const lines = Buffer.from(`${texts.join('\n')}\n`);
    expect(readInPieces(false, lines, [16_384])).toEqual(texts);
  });

  it('wait for their end', () => {
    expect(readInPieces(true, prefixed('abc').subarray(0, 6), [2])).toEqual([]);
    expect(readInPieces(false, Buffer.from('{}\n{"a"'), [3])).toEqual(['{}']);
  });

  it('that are longer than any can be end the stream', () => {
    const announced = Buffer.from([0xff, 0xff, 0xff, 0xff]);
    expect(() => readInPieces(true, announced, [4])).toThrow('announced an event of 4294967295');
    const endless = Buffer.alloc(1024 * 1024, 'x');
    const frames = new Frames(false, () => undefined);
    const push = () => {
      for (let bytes = 0; bytes <= FRAME_BYTES_MAX; bytes += endless.length) frames.push(endless);
    };
    expect(push).toThrow(`more than ${FRAME_BYTES_MAX} bytes at once`);
  });
});
