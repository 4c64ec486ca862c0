/**
 * The journal reader beside the journalctl of this machine, on journals made for the occasion from
 * seeds: entries of every kind, and the lives of nodes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { Random } from '../../../../bench/random.ts';
import { JournalSource } from '../../../../src/agent/sources/journal/journal.ts';
import { expectAccount, expectAgreement } from '../../../journald/agreement.ts';
import { liveThrough } from '../../../journald/eventful-node.ts';
import { parseExport } from '../../../journald/export-text.ts';
import { inLab } from '../../../journald/in-lab.ts';
import { remoteObstacle } from '../../../journald/obstacle.ts';
import { readThrough } from '../../../journald/reading.ts';
import { exportKernel, writeJournal } from '../../../journald/remote.ts';
import { type KernelEntry, kernelEntries } from '../../../journald/truth.ts';
import { variedEntries } from '../../../journald/varied-entries.ts';

const SEEDS = [1, 2, 3, 4];
const FORMATS = [
  {},
  { SYSTEMD_JOURNAL_COMPACT: '0' },
  { SYSTEMD_JOURNAL_KEYED_HASH: '0' },
] as const;

async function compare(directory: string, truth: readonly KernelEntry[]): Promise<void> {
  const reading = await readThrough(new JournalSource({ directories: [directory], follow: false }));
  expectAgreement(reading, truth);
  expectAccount(reading, truth);
}

const OBSTACLE = remoteObstacle();

describe('random journals', () => {
  it.for(SEEDS)('read as journalctl reads them (seed %i)', async (seed, { skip }) => {
    skip(OBSTACLE !== undefined, OBSTACLE);
    const random = new Random(seed);
    const directory = mkdtempSync(join(tmpdir(), 'dropcast-random-'));
    try {
      const entries = variedEntries(random, {
        entries: random.between(1, 900),
        boots: random.between(1, 3),
        messageBytesMax: random.between(513, 40_000),
      });
      writeJournal(join(directory, 'remote.journal'), entries, { env: random.pick(FORMATS) });
      await compare(directory, kernelEntries(parseExport(exportKernel(directory))));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('the journals of eventful nodes', () => {
  for (const seed of SEEDS.slice(0, 2)) {
    inLab(`read as journalctl reads them (seed ${seed})`, async (lab) => {
      await liveThrough(lab, new Random(seed));
      await compare(lab.machine.directory, await lab.entries());
    });
  }
});
