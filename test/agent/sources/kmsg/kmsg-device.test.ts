/** What the device tells of errors that fread(3) meets, on a ring that fails where it is to. */
import { describe, expect, it } from 'vitest';
import { createKmsgBlock } from '../../../../src/agent/sources/kmsg/kmsg-block.ts';
import { openDevice } from '../../../../src/agent/sources/kmsg/kmsg-device.ts';
import { KmsgReader } from '../../../../src/agent/sources/kmsg/kmsg-reader.ts';
import { RECORD_BYTES_MAX } from '../../../../src/flow/limits.ts';
import { fixedClock } from './fixed-clock.ts';
import { logRecord } from './scripted-device.ts';

type Next = string | { readonly code: string };

const EPIPE = { code: 'EPIPE' };
const EINVAL = { code: 'EINVAL' };

/** One read(2) for each entry: a record, or an error, which is over when it has been told. */
class Ring {
  readonly #next: Next[];

  constructor(...next: Next[]) {
    this.#next = next;
  }

  push(...next: Next[]): void {
    this.#next.push(...next);
  }

  readonly read = (_fd: number, into: Uint8Array, at: number, length: number): number => {
    const next = this.#next.shift() ?? { code: 'EAGAIN' };
    if (typeof next !== 'string') throw Object.assign(new Error(next.code), next);
    return Buffer.from(into.buffer, into.byteOffset).write(next, at, length, 'latin1');
  };

  /** As glibc's: what came before an error is given, and the error to nobody. */
  readonly calls = {
    poll: () => this.#next.length > 0,
    read: (into: Uint8Array, at: number): number => {
      let end = at;
      try {
        while (end < into.length) end += this.read(-1, into, end, into.length - end);
      } catch {
        // errno is not seen from here.
      }
      return end - at;
    },
  };
}

const open = (ring: Ring) => openDevice(-1, ring.calls, ring.read);

/** What each read gives until there is nothing more: texts, and why there are none. */
function readAll(device: ReturnType<typeof openDevice>): string[] {
  const into = new Uint8Array(3 * RECORD_BYTES_MAX);
  const given: string[] = [];
  while (given.at(-1) !== 'again') {
    const read = device.read(into, 5);
    const text = () => Buffer.from(into.subarray(5, 5 + Number(read))).toString('latin1');
    given.push(typeof read === 'number' ? text() : read);
  }
  return given;
}

describe.each([
  ['an overrun', EPIPE, 'overrun'],
  ['an oversized record', EINVAL, 'too_large'],
])('%s', (_what, error, told) => {
  it.each([
    ['first', [error, 'b', 'c'], ['b', 'c', 'again']],
    ['in the middle', ['a', error, 'b', 'c'], ['a', 'b', 'c', 'again']],
    ['last', ['a', 'b', error], ['ab', 'again']],
    ['twice', ['a', error, error, 'b', 'c'], ['a', told, 'bc', 'again']],
    ['alone', [error], ['again']],
  ])('that fread meets %s costs nothing that is there', (_where, next, given) => {
    expect(readAll(open(new Ring(...next)))).toEqual(given);
  });

  it('is told where records are read one by one', () => {
    const ring = new Ring('a', error, 'b');
    expect(readAll(openDevice(-1, undefined, ring.read))).toEqual(['a', told, 'b', 'again']);
  });
});

describe('openDevice', () => {
  it.each([
    ['by fread', (ring: Ring) => open(ring)],
    ['one by one', (ring: Ring) => openDevice(-1, undefined, ring.read)],
  ])('throws what else a read fails with, %s', (_how, openOn) => {
    const device = openOn(new Ring({ code: 'EIO' }, { code: 'EIO' }));
    expect(() => readAll(device)).toThrow('EIO');
  });

  it('does not let a read fail to learn that there is nothing new', () => {
    const read = () => expect.unreachable();
    expect(readAll(openDevice(-1, new Ring().calls, read))).toEqual(['again']);
  });

  it('asks fread again behind what only read could tell', () => {
    const ring = new Ring('a', EPIPE, 'b');
    const device = open(ring);
    const into = new Uint8Array(3 * RECORD_BYTES_MAX);
    expect([device.read(into, 0), device.read(into, 0)]).toEqual([1, 1]);
    ring.push('c', 'd');
    expect(device.read(into, 0)).toBe(2);
  });

  it('goes on where fread had no room, without a question between', () => {
    const ring = new Ring('a'.repeat(8_000), 'b'.repeat(8_000));
    const device = openDevice(-1, { ...ring.calls, poll: () => expect.unreachable() }, ring.read);
    expect([device.read(new Uint8Array(8_000), 0), device.read(new Uint8Array(9_000), 0)]).toEqual([
      8_000, 8_000,
    ]);
  });

  it('has every record before, between and behind errors read or counted as lost', () => {
    const ring = new Ring(logRecord(0), logRecord(1), EPIPE, logRecord(7), EINVAL, logRecord(9));
    const clock = fixedClock(0);
    const reader = new KmsgReader({
      ...{ device: open(ring), bootId: 'b', cursor: '', from: 'oldest', clock },
    });
    const block = createKmsgBlock();
    expect(reader.drain(block)).toBe('empty');
    const lost = block.losses.reduce((sum, { count }) => sum + count!, 0);
    expect({ read: block.read, lost, cursor: reader.cursor }).toEqual({
      read: 4,
      lost: 6,
      cursor: 'b:9',
    });
  });
});
