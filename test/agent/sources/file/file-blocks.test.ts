import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  LINE_BYTES_MAX,
  openBlocks,
  type ReadBlocksOptions,
  readBlocks,
} from '../../../../src/agent/sources/file/file-blocks.ts';
import { makeFifo } from '../fifo.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-file-'));
  path = join(folder, 'kern.log');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function readAll(from: string, options?: ReadBlocksOptions) {
  const blocks: string[] = [];
  let tooLong = 0;
  let offsetAfter = 0;
  for await (const block of readBlocks(from, options)) {
    blocks.push(block.bytes.toString('latin1', 0, block.length));
    tooLong += block.tooLong;
    offsetAfter = block.offsetAfter;
  }
  return { blocks, text: blocks.join(''), tooLong, offsetAfter };
}

describe('a regular file', () => {
  it('comes in blocks that end behind a line end', async () => {
    writeFileSync(path, 'one\ntwo\nthree\n');
    const { blocks, offsetAfter } = await readAll(path, { blockBytes: 6 });
    expect(blocks).toEqual(['one\n', 'two\n', 'three\n']);
    expect(offsetAfter).toBe(14);
  });

  it('is delivered whole whatever the size of a block', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n'), maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(line, fc.integer({ min: 1, max: 64 }), async (text, blockBytes) => {
        writeFileSync(path, text);
        const { blocks, ...read } = await readAll(path, { blockBytes });
        expect(read).toEqual({ text, tooLong: 0, offsetAfter: text.length });
        for (const block of blocks.slice(0, -1)) expect(block.endsWith('\n')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('ends with a last line that has no line end', async () => {
    writeFileSync(path, 'one\ntwo');
    expect(await readAll(path)).toMatchObject({ blocks: ['one\n', 'two'], offsetAfter: 7 });
  });

  it('gives nothing when it is empty', async () => {
    writeFileSync(path, '');
    expect(await readAll(path)).toMatchObject({ blocks: [], tooLong: 0 });
  });

  it('leaves out a line that is too long, counts it, and loses no other', async () => {
    const longest = `${'y'.repeat(LINE_BYTES_MAX)}\n`;
    const tooLong = `${'x'.repeat(LINE_BYTES_MAX + 1)}\n`;
    writeFileSync(path, `one\n${tooLong}two\n${longest}three\n${tooLong}${tooLong}four\n`);
    const read = await readAll(path);
    expect(read.tooLong).toBe(3);
    expect(read.text === `one\ntwo\n${longest}three\nfour\n`).toBe(true);
  });

  it('counts a line that is too long also where the file ends in it', async () => {
    writeFileSync(path, `one\n${'x'.repeat(3 * LINE_BYTES_MAX)}`);
    expect(await readAll(path)).toMatchObject({ text: 'one\n', tooLong: 1 });
  });

  it('begins where the caller says', async () => {
    writeFileSync(path, 'one\ntwo\nthree\n');
    const startAt = ({ size }: { size: number }) => size - 6;
    const { text, offsetAfter } = await readAll(path, { startAt, blockBytes: 4 });
    expect({ text, offsetAfter }).toEqual({ text: 'three\n', offsetAfter: 14 });
  });

  it('gives every block in the same buffer', async () => {
    writeFileSync(path, 'one\ntwo\nthree\n');
    const buffers = new Set<ArrayBufferLike>();
    for await (const { bytes } of readBlocks(path, { blockBytes: 4 })) buffers.add(bytes.buffer);
    expect(buffers.size).toBe(1);
  });

  it('writes behind no buffer that is given', () => {
    writeFileSync(path, 'one\n');
    const buffer = new Uint8Array(4 * LINE_BYTES_MAX).subarray(0, 2 * LINE_BYTES_MAX - 1);
    expect(() => openBlocks(path, { buffer })).toThrow('no room for a carried line and a block');
  });
});

describe('a pipe', () => {
  it('comes in whole lines, with the last one', async () => {
    makeFifo(path);
    const writer = openSync(path, 'r+');
    const blocks = readBlocks(path);
    writeSync(writer, 'one\ntw');
    const { value } = await blocks.next();
    expect(value?.bytes.toString('latin1', 0, value.length)).toBe('one\n');
    expect(value?.identity).toBeUndefined();
    const next = blocks.next();
    writeSync(writer, 'o\nthree');
    const second = (await next).value;
    expect(second?.bytes.toString('latin1', 0, second.length)).toBe('two\n');
    const last = blocks.next();
    closeSync(writer);
    const third = (await last).value;
    expect(third?.bytes.toString('latin1', 0, third.length)).toBe('three');
    expect((await blocks.next()).done).toBe(true);
  });

  it('ends when told to while nothing comes', async () => {
    makeFifo(path);
    const writer = openSync(path, 'r+');
    const abort = new AbortController();
    const next = readBlocks(path, { signal: abort.signal }).next();
    abort.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    closeSync(writer);
  });
});

describe('standard input', () => {
  const program = `
    import { readBlocks } from ${JSON.stringify(
      new URL('../../../../src/agent/sources/file/file-blocks.ts', import.meta.url).href,
    )};
    let text = '';
    for await (const { bytes, length } of readBlocks('-')) {
      text += bytes.toString('latin1', 0, length);
    }
    process.stdout.write(text);`;

  function run(stdin: { input: string } | { stdio: [number, 'pipe', 'inherit'] }): string {
    const flags = ['--input-type=module', '--eval', program];
    return execFileSync(process.execPath, flags, { encoding: 'latin1', ...stdin });
  }

  it('is read from a pipe', () => {
    const input = 'one\ntwo\n'.repeat(50_000);
    expect(run({ input }) === input).toBe(true);
  });

  it('is read from a file', () => {
    writeFileSync(path, 'one\ntwo');
    const fd = openSync(path, 'r');
    expect(run({ stdio: [fd, 'pipe', 'inherit'] })).toBe('one\ntwo');
    closeSync(fd);
  });
});

describe('what cannot be read', () => {
  it('is named, with what is wrong', async () => {
    await expect(readAll(join(folder, 'missing'))).rejects.toMatchObject({
      name: 'SourceError',
      code: 'not_found',
      message: expect.stringContaining('missing: no such file'),
    });
    await expect(readAll(folder)).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('is a directory'),
    });
    writeFileSync(path, '');
    await expect(readAll(join(path, 'below'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(readAll('/proc/self/mem')).rejects.toMatchObject({ code: 'unreadable' });
  });
});
