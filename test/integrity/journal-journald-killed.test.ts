/**
 * The promise: a journald that is killed in the middle of a flood costs what it had not stored, and
 * nothing else: every stored kernel entry is given once.
 */
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import type { Loss } from '../../src/flow/loss.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';
import { candidates } from '../journald/truth.ts';

const KILLS = 3;
const LINES = 3_000;
/** journald has half of a flood when it dies. */
const STORED = LINES / 2;

const sumOf = (losses: readonly Loss[]): number =>
  losses.reduce((sum, { count }) => sum + (count ?? Number.POSITIVE_INFINITY), 0);

describe('over the death of journald in a flood', () => {
  inLab('every stored entry is given once', async (lab) => {
    await lab.start();
    const options = { directories: [lab.machine.directory], pollMs: 20 };
    await using follower = new Follower(new JournalSource(options));
    for (let kill = 0; kill < KILLS; kill++) {
      const flood = lab.kernel.write(logLines(kill * LINES, LINES));
      await lab.stored(kill * LINES + STORED);
      await lab.end('SIGKILL');
      await lab.start();
      await flood;
    }
    await lab.settle();
    const truth = candidates(await lab.entries()).map(({ message }) => message);
    expect(truth.length).toBeGreaterThan(KILLS * (LINES - STORED));
    await follower.until(truth.length);
    const { messages, losses } = await follower.stop();
    expect(messages).toEqual(truth);
    const missed = losses.filter(({ cause }) => cause === 'journal_missed');
    expect(sumOf(missed)).toBe(await lab.missed());
    // The number that journald gave to an entry as it died: a hole of one.
    expect(sumOf(losses) - sumOf(missed)).toBeLessThanOrEqual(KILLS);
    const later = await readThrough(new JournalSource({ ...options, follow: false }));
    expect(later.messages).toEqual(truth);
  });
});
