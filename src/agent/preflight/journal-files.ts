/**
 * The journal's files and how far back they reach: names, sizes and the first fields of their
 * headers, no entries.
 *
 *   0        88                   168              184                 192
 *   ┌────────┬────────── ─ ─ ─ ───┬────────────────┬───────────────────┬──────────────
 *   │LPKSHHRH│ …                  │ head seqnum    │ head realtime, µs │ tail realtime
 *
 * Format: systemd docs/JOURNAL_FILE_FORMAT.md.
 */
import { open, readdir, stat } from 'node:fs/promises';
import { unlessMissing } from './node-view.ts';

const SIGNATURE = 'LPKSHHRH';
const HEAD_SEQNUM_AT = 168;
const HEAD_REALTIME_AT = 184;
const HEADER_BYTES = 208;
const BLOCK_BYTES = 512;

/** Files looked at; journald keeps 100 of the system's unless told otherwise. */
const FILES_MAX = 4_096;
/** One folder per machine; others (`remote`) hold what other machines sent. */
const MACHINE_ID = /^[0-9a-f]{32}$/;
const JOURNAL = /\.journal~?$/;
/** Kernel lines stand in the files of the system, not in those of users. */
const OF_SYSTEM = /^system(?:@.*)?\.journal~?$/;

export interface JournalFile {
  readonly path: string;
  /** On the disk. */
  readonly bytes: number;
  /** Undefined for a file of a user, without entries, or that may not be read. */
  readonly head: JournalHead | undefined;
}

export interface JournalHead {
  /** 1 for the first entry that journald ever wrote here. */
  readonly seqnum: number;
  readonly realtimeUs: number;
}

/** All files under `directories`, missing ones left out. Throws the system's error otherwise. */
export async function listJournalFiles(directories: readonly string[]): Promise<JournalFile[]> {
  const files: JournalFile[] = [];
  for (const folder of await withMachines(directories)) {
    const names = (await unlessMissing(readdir(folder))) ?? [];
    for (const name of names.filter((each) => JOURNAL.test(each))) {
      if (files.length >= FILES_MAX) return files;
      const file = await unlessMissing(lookAt(`${folder}/${name}`, OF_SYSTEM.test(name)));
      if (file !== undefined) files.push(file);
    }
  }
  return files;
}

async function withMachines(directories: readonly string[]): Promise<string[]> {
  const folders: string[] = [];
  for (const directory of directories) {
    const names = (await unlessMissing(readdir(directory))) ?? [];
    const machines = names.filter((name) => MACHINE_ID.test(name));
    folders.push(directory, ...machines.map((name) => `${directory}/${name}`));
  }
  return folders;
}

async function lookAt(path: string, isOfSystem: boolean): Promise<JournalFile> {
  const { blocks } = await stat(path);
  const head = isOfSystem ? await readHead(path) : undefined;
  return { path, bytes: blocks * BLOCK_BYTES, head };
}

async function readHead(path: string): Promise<JournalHead | undefined> {
  await using file = await open(path, 'r');
  const header = Buffer.alloc(HEADER_BYTES);
  const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0);
  if (bytesRead < HEADER_BYTES || header.toString('latin1', 0, 8) !== SIGNATURE) return undefined;
  const seqnum = Number(header.readBigUInt64LE(HEAD_SEQNUM_AT));
  const realtimeUs = Number(header.readBigUInt64LE(HEAD_REALTIME_AT));
  return seqnum === 0 ? undefined : { seqnum, realtimeUs };
}
