/**
 * Gives memory back to the kernel that this process does not need any more.
 * What only starting needed: while it starts, Node touches tens of megabytes of its own program,
 * which stay mapped although an agent at work runs a small part of it. The kernel maps again
 * whatever is needed after all. Only mappings of files that cannot be written to and of which no
 * page is a copy of our own (proc(5), smaps): of these nothing can be lost.
 * And what batches took: malloc keeps freed blocks of their size, in pieces that nothing fits into.
 */
import { readFileSync } from 'node:fs';

/** madvise(2). */
const MADV_DONTNEED = 4;

/** mallopt(3). */
const M_MMAP_THRESHOLD = -3;
/** Blocks from this size on have pages of their own: what glibc begins with, and grows from. */
const OWN_PAGES_BYTES = 128 * 1024;

/** A mapping's first line: `00400000-0082e000 r--p 00000000 fe:00 5400148 /usr/bin/node`. */
const MAPPING = /^([0-9a-f]+)-([0-9a-f]+) r-[x-]p \S+ \S+ \d+ +\/.*$/;

export interface Mapping {
  readonly start: bigint;
  readonly bytes: bigint;
}

/**
 * From now on large blocks go back when they are freed. Returns whether it could, as does
 * releasePages: where Node has no foreign functions, or may use none, all stays.
 */
export function returnLargeBlocks(): boolean {
  return withFfi((ffi) => {
    const signature = { return: 'i32', arguments: ['i32', 'i32'] } as const;
    const { mallopt } = ffi.dlopen(null, { mallopt: signature }).functions;
    mallopt(M_MMAP_THRESHOLD, OWN_PAGES_BYTES);
  });
}

/** Gives back what starting took. */
export function releasePages(): boolean {
  return withFfi((ffi) => {
    const signature = { return: 'i32', arguments: ['u64', 'u64', 'i32'] } as const;
    const { madvise } = ffi.dlopen(null, { madvise: signature }).functions;
    for (const { start, bytes } of untouchedFiles(readFileSync('/proc/self/smaps', 'latin1'))) {
      madvise(start, bytes, MADV_DONTNEED);
    }
  });
}

type Ffi = NonNullable<ReturnType<typeof process.getBuiltinModule<'node:ffi'>>>;

function withFfi(use: (ffi: Ffi) => void): boolean {
  try {
    const ffi = process.getBuiltinModule?.('node:ffi');
    if (ffi !== undefined) use(ffi);
    return ffi !== undefined;
  } catch {
    return false;
  }
}

/** Mappings of files, read-only, without a page of their own. */
export function untouchedFiles(smaps: string): Mapping[] {
  const found: Mapping[] = [];
  let mapping: Mapping | undefined;
  for (const line of smaps.split('\n')) {
    if (/^[0-9a-f]+-/.test(line)) mapping = mappingOf(line);
    else if (mapping !== undefined && /^Anonymous: +0 kB/.test(line)) found.push(mapping);
  }
  return found;
}

function mappingOf(line: string): Mapping | undefined {
  const [, start, end] = MAPPING.exec(line) ?? [];
  if (start === undefined) return undefined;
  return { start: BigInt(`0x${start}`), bytes: BigInt(`0x${end}`) - BigInt(`0x${start}`) };
}
