/**
 * Every kind of line that the compiled core takes, damaged at each of its bytes: what it makes of
 * them is what parser and table do, or it leaves them.
 */
import { describe, expect, it } from 'vitest';
import { IGNORED, REJECTED } from '../../../src/parser/packet.ts';
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

  it('passes over lines without a key where any prefix counts', () => {
    const lines = FOREIGN.map((text) => Buffer.from(text));
    const core = expectSame(lines, ANY);
    expect(core.takenAs[IGNORED]).toBeGreaterThanOrEqual(2 * lines.length);
  });

  it('leaves every line with keys of ours where any prefix counts', () => {
    const parts = ['IN=', ' SRC=', ' DST=', 'PROTO=', ' SPT=', ' DPT=', ' src=', ' dst=', 'proto='];
    const words = [...parts, ' spt=', ' dpt=', ' sRc=', 'N=', '=', 'a', ' tag=x', 'PHYSIN='];
    const texts = words.flatMap((a) =>
      words.flatMap((b) => words.map((c) => Buffer.from(`${a}${'-'.repeat(13)}${b}1${c}`))),
    );
    expectSame(texts, ANY);
  });
});

/** Of other parts of the kernel; as long as vectors are, shorter and longer. */
const FOREIGN = [
  ...['x', '=', '0=', 'tag=1', 'eth0: renamed from tmp1', '-'.repeat(16), '-'.repeat(48)],
  'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=a1,task=java,pid=7,uid=1000',
  'audit: type=1400 audit(1793612100.100:7): apparmor="DENIED" operation="ptrace" pid=7',
];

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
