/**
 * Connections from before the window, out of the kernel's connection table: a Log rule sees only
 * new ones, so these would break at their next reconnect without ever having been logged.
 * The table (a million lines and more) is read in small pieces, each of them a turn of the event
 * loop; nothing of it is kept but edges.
 * Invariant: every line is counted once, as part of an edge, left out, ignored or rejected.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { parseConntrackLine } from './conntrack-line.ts';
import { createEdgeTally, type EdgeTally, type TrackedEdge } from './edge-tally.ts';

/** Bytes read at once; no line of the kernel is longer than a fraction of it. */
const CHUNK_BYTES = 65_536;

export interface ConntrackOptions {
  /** Default `/proc/net/nf_conntrack`: the table of this process's network namespace. */
  readonly path?: string;
  readonly clock?: Clock;
  /** Ends the reading: the snapshot then tells of what was read. */
  readonly signal?: AbortSignal;
}

export interface ConntrackSnapshot {
  readonly edges: readonly TrackedEdge[];
  /** When the reading began, in microseconds since the epoch. */
  readonly takenUs: number;
  /** Connections of edges beyond the bound. */
  readonly connectionsLeftOut: number;
  readonly linesRejected: number;
}

/** Why there is no snapshot, and what that means: one sentence. */
export interface ConntrackUnavailable {
  readonly unavailable: string;
}

/**
 * A snapshot of the connections that are open now. Never throws. The kernel lets the table change
 * while it is read: a connection of that moment may be missing or told twice.
 */
export async function readConntrack(
  options: ConntrackOptions = {},
): Promise<ConntrackSnapshot | ConntrackUnavailable> {
  const { path = '/proc/net/nf_conntrack', clock = SYSTEM_CLOCK, signal } = options;
  const takenUs = clock.nowMs() * 1000;
  const tally = createEdgeTally();
  try {
    await using table = await open(path, 'r');
    const linesRejected = await addLines(table, tally, signal);
    const { connectionsLeftOut } = tally;
    return { edges: tally.edges(), takenUs, connectionsLeftOut, linesRejected };
  } catch (error) {
    const reason = explain(path, error);
    return { unavailable: `connections opened before the window are not seen: ${reason}` };
  }
}

/** Adds every line of `table`; returns how many were rejected. */
async function addLines(
  table: FileHandle,
  tally: EdgeTally,
  signal: AbortSignal | undefined,
): Promise<number> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rejected = 0;
  let used = 0;
  while (!signal?.aborted) {
    const { bytesRead } = await table.read(chunk, used, CHUNK_BYTES - used);
    const end = used + bytesRead;
    const linesEnd = bytesRead === 0 ? end : chunk.lastIndexOf(0x0a, end - 1) + 1;
    rejected += addChunk(chunk.toString('latin1', 0, linesEnd), tally);
    if (bytesRead === 0) break;
    used = chunk.copy(chunk, 0, linesEnd, end);
    if (used < CHUNK_BYTES) continue;
    // No line end in a whole chunk: no line of this table.
    rejected += 1;
    used = 0;
  }
  return rejected;
}

function addChunk(text: string, tally: EdgeTally): number {
  let rejected = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const connection = parseConntrackLine(line);
    if (connection === 'rejected') rejected += 1;
    else if (connection !== 'ignored') tally.add(connection);
  }
  return rejected;
}

function explain(path: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return (
      `${path} does not exist: this kernel tracks no connections yet, ` +
      'or was built without CONFIG_NF_CONNTRACK_PROCFS'
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return (
      `${path} may be read by user 0 and group 0 only; ` +
      'add group 0 to the process (supplementalGroups: [0]), no capability is needed'
    );
  }
  return `${path} cannot be read (${code ?? error})`;
}
