/**
 * Gives memory back to the kernel that this process does not need now: what malloc keeps of freed
 * blocks, and pages of program files. While it starts, Node touches tens of megabytes of its own
 * program, which stay mapped although an agent at work runs a small part of it. The kernel maps
 * again whatever is needed after all. Only mappings of files that cannot be written to and of which
 * no page is a copy of our own (proc(5), smaps): of these nothing can be lost. The kernel counts
 * pages for that, which takes longer than all the rest, so it is asked once; later a mapping only
 * has to be there still.
 */
import { readFileSync } from 'node:fs';

/** madvise(2). */
const MADV_DONTNEED = 4;

const SIGNATURES = {
  madvise: { return: 'i32', arguments: ['u64', 'u64', 'i32'] },
  malloc_trim: { return: 'i32', arguments: ['u64'] },
} as const;

/** A mapping's first line: `00400000-0082e000 r--p 00000000 fe:00 5400148 /usr/bin/node`. */
const MAPPING = /^([0-9a-f]+)-([0-9a-f]+) r-[x-]p \S+ \S+ \d+ +\/.*$/;

export interface Mapping {
  /** As proc(5) has it: another one there would be another line. */
  readonly line: string;
  readonly start: bigint;
  readonly bytes: bigint;
}

/** Gives it back: some 10 ms of work the first time, less than half of it from then on. */
export type Reclaim = () => void;

/** Undefined where Node has no foreign functions, or may use none, or the library is not glibc. */
export function openReclaim(): Reclaim | undefined {
  try {
    const library = process.getBuiltinModule?.('node:ffi')?.dlopen(null, SIGNATURES);
    if (library === undefined) return undefined;
    const { madvise, malloc_trim: trim } = library.functions;
    let known: readonly Mapping[] = [];
    return () => {
      trim(0n);
      if (known.length > 0) known = stillThere(known, readProc('maps'));
      else known = untouchedFiles(readProc('smaps'));
      for (const { start, bytes } of known) madvise(start, bytes, MADV_DONTNEED);
    };
  } catch {
    return undefined;
  }
}

/** Empty where it cannot be read, now or at all: then nothing is unmapped. */
function readProc(name: 'maps' | 'smaps'): string {
  try {
    return readFileSync(`/proc/self/${name}`, 'latin1');
  } catch {
    return '';
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

/** Those of `known` that `maps` has as they were. */
export function stillThere(known: readonly Mapping[], maps: string): Mapping[] {
  const lines = new Set(maps.split('\n'));
  return known.filter(({ line }) => lines.has(line));
}

function mappingOf(line: string): Mapping | undefined {
  const [, start, end] = MAPPING.exec(line) ?? [];
  if (start === undefined) return undefined;
  return { line, start: BigInt(`0x${start}`), bytes: BigInt(`0x${end}`) - BigInt(`0x${start}`) };
}
