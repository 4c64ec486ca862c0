/**
 * The promise: what journald moves from /run to disk, with new sequence numbers, is given once, to
 * a reader that follows and to one that was stopped before.
 */
import { dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';
import { candidates } from '../journald/truth.ts';

const LINES = 400;

/** Both places, as the defaults name them: above the directories of machines. */
const source = ({ machine }: JournalLab, follow: boolean): JournalSource =>
  new JournalSource({
    directories: [dirname(machine.directory), dirname(machine.runtimeDirectory)],
    pollMs: 20,
    follow,
  });

async function flushed(lab: JournalLab): Promise<string[]> {
  await lab.flush();
  await lab.kernel.write(logLines(LINES, LINES));
  await lab.settle();
  const messages = candidates(await lab.entries()).map(({ message }) => message);
  expect(messages).toHaveLength(2 * LINES);
  return messages;
}

describe('over a flush from /run to disk, every entry is given once', () => {
  inLab(
    'while the reader follows',
    async (lab) => {
      await lab.start();
      await lab.kernel.write(logLines(0, LINES));
      await using follower = new Follower(source(lab, true));
      await follower.until(LINES / 2);
      await lab.settle();
      const truth = await flushed(lab);
      await follower.until(truth.length);
      const { messages, losses } = await follower.stop();
      expect(messages).toEqual(truth);
      expect(losses).toEqual([]);
    },
    { isVolatile: true },
  );

  inLab(
    'while the reader is stopped',
    async (lab) => {
      await lab.start();
      await lab.kernel.write(logLines(0, LINES));
      await lab.settle();
      const before = await readThrough(source(lab, false));
      expect(before.messages).toHaveLength(LINES);
      const truth = await flushed(lab);
      const after = await readThrough(source(lab, false), before.cursor);
      expect([...before.messages, ...after.messages]).toEqual(truth);
      expect(after.losses).toEqual([]);
    },
    { isVolatile: true },
  );
});
