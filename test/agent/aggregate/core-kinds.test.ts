/**
 * Every kind of line that the compiled core takes, damaged at each of its bytes: what it makes of
 * them is what parser and table do, or it leaves them.
 */
import { describe, expect, it } from 'vitest';
import { REJECTED } from '../../../src/parser/packet.ts';
import { ANY, expectSame } from './core-counter.ts';
import { KINDS, lineLike, withNamesOf } from './core-lines.ts';

const CHANGES = [0x20, 0x30, 0x39, 0xe9];
const INSERTED = ['0', ' ', 'f', ')', ']', '=', '5'];

describe('the core', () => {
  it.each(KINDS)('sees every byte of a line of %s', (_kind, pattern) => {
    const line = lineLike(pattern);
    const lines = [withNamesOf(line), line];
    const core = expectSame([...lines, ...damaged(line)]);
    expect(core.taken + core.takenAs[REJECTED]!).toBeGreaterThan(2);
    expectSame([...lines, ...cut(line), ...changed(line)], ANY);
  });
});

function damaged(line: Buffer): Buffer[] {
  return [...cut(line), ...changed(line), ...shortened(line), ...lengthened(line)];
}

function cut(line: Buffer): Buffer[] {
  return [...line].map((_, end) => line.subarray(0, end));
}

function changed(line: Buffer): Buffer[] {
  return [...line].flatMap((byte, at) =>
    [byte ^ 1, ...CHANGES].map((other) => {
      const copy = Buffer.from(line);
      copy[at] = other;
      return copy;
    }),
  );
}

function shortened(line: Buffer): Buffer[] {
  return [...line].map((_, at) => Buffer.concat([line.subarray(0, at), line.subarray(at + 1)]));
}

function lengthened(line: Buffer): Buffer[] {
  return [...line].map((_, at) => {
    const more = Buffer.from(INSERTED[at % INSERTED.length]!);
    return Buffer.concat([line.subarray(0, at), more, line.subarray(at)]);
  });
}
