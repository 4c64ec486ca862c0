/**
 * The journal reader beside journalctl, on journals that systemd 247, 252 and 257 wrote: the same
 * kernel entries, byte by byte, in the same order.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalSource } from '../../../../src/agent/sources/journal/journal.ts';
import { expectAccount, expectAgreement } from '../../../journald/agreement.ts';
import { readThrough } from '../../../journald/reading.ts';
import {
  placeFiles,
  recordedFiles,
  recordedSets,
  recordedTruth,
} from '../../../journald/recorded.ts';
import type { KernelEntry } from '../../../journald/truth.ts';

const XZ = 'remote-xz-257';
/** journald compresses objects from this size on, `MESSAGE=` included. */
const COMPRESSED_BYTES_MIN = 512 - 'MESSAGE='.length;
/** Of every recorded `journald-V`. */
const OVERRUN = 437;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dropcast-differential-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const source = (): JournalSource => new JournalSource({ directories: [directory], follow: false });

describe('recorded journals', () => {
  it('are of every format that a supported systemd writes', () => {
    const flags = recordedSets().flatMap((set) =>
      [...recordedFiles(set).values()].map((bytes) => bytes.readUInt32LE(12)),
    );
    expect(new Set(flags)).toEqual(
      new Set([2, 4 | 2, 8, 4 | 8, 4 | 8 | 16, 4 | 2 | 16, 4 | 1 | 16]),
    );
  });

  it.each(recordedSets().filter((set) => set !== XZ))(
    '%s reads as journalctl reads it',
    async (set) => {
      placeFiles(recordedFiles(set), directory);
      const truth = recordedTruth(set);
      const reading = await readThrough(source());
      expectAgreement(reading, truth);
      expectAccount(reading, truth);
    },
  );

  it(`${XZ} reads as journalctl reads it, but for messages that xz hides`, async () => {
    placeFiles(recordedFiles(XZ), directory);
    const isHidden = ({ message }: KernelEntry): boolean => message.length >= COMPRESSED_BYTES_MIN;
    const truth = recordedTruth(XZ);
    const reading = await readThrough(source());
    expectAgreement(
      reading,
      truth.filter((entry) => !isHidden(entry)),
    );
    const hidden = truth.filter((entry) => isHidden(entry) && !entry.isSpoofed);
    expect(hidden.length).toBeGreaterThan(0);
    expect(reading.rejectedByReason).toEqual({ unreadable: hidden.length });
    expect(reading.read).toBe(truth.length);
  });

  it.each(['journald-247', 'journald-252', 'journald-257'])(
    '%s has lost what journald says that it missed, and nothing else',
    async (set) => {
      placeFiles(recordedFiles(set), directory);
      const reading = await readThrough(source());
      expect(reading.losses).toMatchObject([
        { source: 'journal', cause: 'journal_missed', count: OVERRUN },
      ]);
    },
  );
});
