/**
 * Where in the core's memory everything lies, and the table's own numbers: set by hot-core.ts
 * before the first line. AssemblyScript, as all of this folder: `usize` is an address.
 */
import { PENDING_WORDS } from '../pending-layout.ts';

/** Behind the constants: from here on all is free for arrays. */
export const free: usize = __heap_base;

/** Records of the block at hand, and what they are counted from. */
export let bytes: usize = 0;
export let starts: usize = 0;
export let ends: usize = 0;
export let timesUs: usize = 0;
/** What usual lines begin with, and what any of ours can begin with (prefix.ts). */
export let prefix: usize = 0;
export let prefixBytes: i32 = 0;
export let openings: usize = 0;
/** Whether any prefix counts. */
export let isAnyOurs: i32 = 0;
/** What takeLines and frameRun tell beside their result. */
export let tally: usize = 0;

/** What was seen lately: names of interfaces, and flows by their text. */
export let names: usize = 0;
export let flows: usize = 0;
/** 48 bytes of ones, then 48 of zeros. */
export let ones: usize = 0;
/** Where a quoted packet's words go: nobody reads them. */
export let quoted: usize = 0;
export let pending: usize = 0;
export let pendingTimesUs: usize = 0;
export let pendingRows: usize = 0;
/** The place of each pending line's flow (flows.ts); 0 where it has none. */
export let pendingFlows: usize = 0;
/** On each pending line, until it is placed (lines.ts). */
export let notes: usize = 0;
export let seed: i32 = 0;

/** Connections: the ring and its index. */
export let entries: usize = 0;
export let ringState: usize = 0;
export let ringMax: i32 = 0;
export let evicted: usize = 0;
export let slots: usize = 0;
export let cursors: usize = 0;
export let bucketMask: i32 = 0;
export let sequenceBits: i32 = 0;

/** Flows. */
export let rowIndex: usize = 0;
export let rowWords: usize = 0;
export let rowCounts: usize = 0;
export let rowOutcomes: usize = 0;
export let sourceCounts: usize = 0;
export let sourceSamples: usize = 0;
export let registers: usize = 0;

/** Numbers of each row's point, source and destination, and the rows in bytes (encode.ts). */
export let numbers: usize = 0;
export let encoded: usize = 0;

/** What was read ahead: kept, or the reads would be compiled away. */
export let warmth: i32 = 0;

export function keep(read: i32): void {
  warmth = read;
}

export function lineAt(i: i32): usize {
  return pending + <usize>(i * PENDING_WORDS * 4);
}

export function get(record: usize, word: i32): i32 {
  return load<i32>(record + ((<usize>word) << 2));
}

export function put(record: usize, word: i32, value: i32): void {
  store<i32>(record + ((<usize>word) << 2), value);
}
