/**
 * The recorded journals (test/fixtures/journal): each set is a folder of journal files as one
 * version of systemd wrote them, and what that version's journalctl read of their kernel transport.
 */
import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fixtureBytes, fixtureNames } from '../fixtures.ts';
import { parseExport } from './export-text.ts';
import { type KernelEntry, kernelEntries } from './truth.ts';

const FOLDER = 'journal';
const TRUTH = 'truth.export.gz';
const ENDING = '.gz';
const PAGE_BYTES = 4_096;

/** Names of the sets. */
export function recordedSets(): string[] {
  return fixtureNames(`${FOLDER}/`).filter((name) => !name.includes('.'));
}

/** Journal files of a set, unpacked. */
export function recordedFiles(set: string): ReadonlyMap<string, Buffer> {
  const names = fixtureNames(`${FOLDER}/${set}/`).filter((name) => name !== TRUTH);
  return new Map(
    names.map((name) => [
      name.slice(0, -ENDING.length),
      gunzipSync(fixtureBytes(`${FOLDER}/${set}/${name}`)),
    ]),
  );
}

/** What journalctl read of a set. */
export function recordedTruth(set: string): KernelEntry[] {
  return kernelEntries(parseExport(gunzipSync(fixtureBytes(`${FOLDER}/${set}/${TRUTH}`))));
}

/** Writes files to a directory; pages of zeros stay holes, which journals mostly consist of. */
export function placeFiles(files: ReadonlyMap<string, Buffer>, directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, bytes] of files) placeFile(join(directory, name), bytes);
}

function placeFile(path: string, bytes: Buffer): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes.length);
  const zeros = Buffer.alloc(PAGE_BYTES);
  for (let at = 0; at < bytes.length; at += PAGE_BYTES) {
    const page = bytes.subarray(at, at + PAGE_BYTES);
    if (!page.equals(zeros.subarray(0, page.length))) writeSync(file, page, 0, page.length, at);
  }
  closeSync(file);
}

/** Writes a set to `folder`. */
export function recordSet(
  folder: string,
  files: ReadonlyMap<string, Buffer>,
  truth: Uint8Array,
): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) {
    writeFileSync(join(folder, `${name}${ENDING}`), gzipSync(bytes, { level: 9 }));
  }
  writeFileSync(join(folder, TRUTH), gzipSync(truth, { level: 9 }));
}
