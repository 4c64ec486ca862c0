/**
 * Recorded journals, damaged: cut, with bits turned, with a format of the future. What is read must
 * be genuine, and reading must end.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../../../bench/random.ts';
import { JournalSource } from '../../../../src/agent/sources/journal/journal.ts';
import { SourceError } from '../../../../src/agent/sources/source.ts';
import { type Reading, readThrough } from '../../../journald/reading.ts';
import { placeFiles, recordedFiles, recordedTruth } from '../../../journald/recorded.ts';
import { candidates } from '../../../journald/truth.ts';

/** Offset of the incompatible flags in a header, and a flag that no systemd has yet. */
const FLAGS_AT = 12;
const FLAG_OF_THE_FUTURE = 1 << 20;
const HEADER_BYTES = 272;
const DAMAGED = ['remote-247', 'remote-252', 'remote-regular-257'];
const CUTS = [0, 1, 100, HEADER_BYTES, 4_096, 70_000, 200_000];
const TURNS = 120;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dropcast-damaged-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const messagesOf = (set: string): Set<string> =>
  new Set(candidates(recordedTruth(set)).map(({ message }) => message));

const read = (): Promise<Reading> =>
  readThrough(new JournalSource({ directories: [directory], follow: false }));

/** None when the source refuses all there is; whatever else it throws is thrown. */
async function readMessages(): Promise<string[]> {
  try {
    return (await read()).messages;
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}

describe('damaged journals', () => {
  it('of an unknown format are told, and those beside them read', async () => {
    const files = new Map(recordedFiles('journald-252'));
    const name = [...files.keys()].find((file) => file.includes('-0000000000000001-'))!;
    const future = Buffer.from(files.get(name)!);
    future.writeUInt32LE(future.readUInt32LE(FLAGS_AT) | FLAG_OF_THE_FUTURE, FLAGS_AT);
    const entries = Number(future.readBigUInt64LE(152));
    placeFiles(files, directory);
    const whole = await read();
    placeFiles(new Map([[name, future]]), directory);
    const reading = await read();
    expect(reading.messages.length).toBeLessThan(whole.messages.length);
    expect(reading.messages).toEqual(whole.messages.slice(-reading.messages.length));
    const refused = reading.losses.filter(({ cause }) => cause === 'parse_rejected');
    expect(refused).toMatchObject([{ source: 'journal', count: entries }]);
  });

  it.each(DAMAGED)('%s gives genuine records in order, wherever it is cut', async (set) => {
    const files = recordedFiles(set);
    placeFiles(files, directory);
    const whole = await readMessages();
    expect(whole.length).toBeGreaterThan(0);
    for (const cut of CUTS) {
      const parts = [...files].map(([name, bytes]) => [name, bytes.subarray(0, cut)] as const);
      placeFiles(new Map(parts), directory);
      expectSubsequence(await readMessages(), whole);
    }
  });

  it.each(DAMAGED)('%s gives genuine records, whatever bits are turned', async (set) => {
    const genuine = messagesOf(set);
    const random = new Random(DAMAGED.indexOf(set) + 1);
    const files = recordedFiles(set);
    placeFiles(files, directory);
    const [[name, bytes] = ['', Buffer.alloc(0)]] = files;
    const file = openSync(join(directory, name), 'r+');
    for (let turn = 0; turn < TURNS; turn++) {
      const at = contentAt(bytes, random);
      writeSync(file, Buffer.of(bytes[at]! ^ (1 << random.below(8))), 0, 1, at);
      const messages = await readMessages();
      writeSync(file, bytes, at, 1, at);
      const forged = messages.filter((message) => !genuine.has(message));
      // One bit may lie in one message, which journald's own hash alone could tell.
      expect(new Set(forged).size).toBeLessThanOrEqual(1);
    }
    closeSync(file);
    expect(new Set(await readMessages())).toEqual(genuine);
  });
});

/** Offset of a byte that is not zero: pages without content have nothing to damage. */
function contentAt(bytes: Buffer, random: Random): number {
  for (;;) {
    const at = random.below(bytes.length);
    if (bytes[at] !== 0) return at;
  }
}

function expectSubsequence(part: readonly string[], whole: readonly string[]): void {
  let at = 0;
  for (const message of part) {
    at = whole.indexOf(message, at) + 1;
    expect(at).toBeGreaterThan(0);
  }
}
