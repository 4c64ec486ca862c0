/**
 * Files that are too long to mutate, and to keep: an input is a list of changes to one that is made
 * anew each time. Eight bytes each:
 *
 *   kind (1) │ place (3) │ value (4)
 */
import { EDGES } from './mutate.ts';

const EDIT_BYTES = 8;

/** As many as change a file here and there. */
const EDITS_MAX = 16;

type Edit = (file: Buffer, at: number, value: number) => Buffer;

const EDITS: readonly Edit[] = [
  (file, at, value) => changed(file, () => (file[at]! ^= 1 << (value & 7))),
  (file, at, value) => changed(file, () => file.writeUInt8(value & 0xff, at)),
  (file, at, value) =>
    changed(file, () => file.writeBigUInt64LE(EDGES[value % EDGES.length]!, word(file, at))),
  (file, at, value) => changed(file, () => file.writeUInt32LE(value, word(file, at))),
  (file, at, value) =>
    changed(file, () => file.fill(0, at, Math.min(file.length, at + (value % 2_000)))),
  (file, at, value) => changed(file, () => file.copy(file, at, value % file.length, at + 64)),
  (file, at) => file.subarray(0, at),
];

/** Some lists to begin with: one change each, of every kind, all over the file. */
export function someEdits(): Uint8Array[] {
  return Array.from({ length: 64 }, (_, n) => {
    const edit = Buffer.alloc(EDIT_BYTES);
    edit.writeUInt8(n % EDITS.length);
    edit.writeUIntLE(n * 517, 1, 3);
    edit.writeUInt32LE(n * 7_919, 4);
    return edit;
  });
}

/** `file` with the changes of `input`; what is no whole change is passed over. */
export function edited(file: Uint8Array, input: Uint8Array): Buffer {
  const list = Buffer.from(input).subarray(0, EDIT_BYTES * EDITS_MAX);
  let result: Buffer = Buffer.from(file);
  for (
    let at = 0;
    at + EDIT_BYTES <= list.length && result.length >= EDIT_BYTES;
    at += EDIT_BYTES
  ) {
    const edit = EDITS[list[at]! % EDITS.length]!;
    const place = list.readUIntLE(at + 1, 3) % (result.length - EDIT_BYTES + 1);
    result = edit(result, place, list.readUInt32LE(at + 4));
  }
  return result;
}

function word(file: Buffer, at: number): number {
  return Math.min(at - (at % 8), file.length - 8);
}

function changed(file: Buffer, change: () => unknown): Buffer {
  change();
  return file;
}
