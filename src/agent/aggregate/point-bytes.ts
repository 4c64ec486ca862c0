/**
 * Inside of one observation point's record (layout: points.ts): where its three names lie, and
 * their text. `at` is always the record's first word in `words`.
 */
import type { ObservationPoint } from '../../flow/flow.ts';

/** Words that hold so many bytes. */
export function wordsOf(bytes: number): number {
  return (bytes + 3) >> 2;
}

export function prefixLength(words: Int32Array, at: number): number {
  return words[at]! & 0xff;
}

export function inLength(words: Int32Array, at: number): number {
  return (words[at]! >>> 8) & 0xff;
}

export function outLength(words: Int32Array, at: number): number {
  return (words[at]! >>> 16) & 0xff;
}

export function prefixOffset(at: number): number {
  return at + 1;
}

export function inOffset(words: Int32Array, at: number): number {
  return prefixOffset(at) + wordsOf(prefixLength(words, at));
}

export function outOffset(words: Int32Array, at: number): number {
  return inOffset(words, at) + wordsOf(inLength(words, at));
}

function byteAt(words: Int32Array, at: number, i: number): number {
  return (words[at + (i >> 2)]! >>> ((i & 3) * 8)) & 0xff;
}

/** Whether the `length` bytes that begin at word `at` begin with `start`. */
export function startsWith(
  words: Int32Array,
  at: number,
  length: number,
  start: Uint8Array,
): boolean {
  if (length < start.length) return false;
  for (let i = 0; i < start.length; i++) {
    if (byteAt(words, at, i) !== start[i]) return false;
  }
  return true;
}

/** The point as text: UTF-8, what is not valid replaced, control characters left out. */
export function pointText(words: Int32Array, at: number): ObservationPoint {
  return {
    prefix: nameText(words, prefixOffset(at), prefixLength(words, at)),
    inInterface: nameText(words, inOffset(words, at), inLength(words, at)),
    outInterface: nameText(words, outOffset(words, at), outLength(words, at)),
  };
}

function nameText(words: Int32Array, at: number, length: number): string {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = byteAt(words, at, i);
  return bytes.toString('utf8').replace(/\p{Cc}/gu, '');
}
