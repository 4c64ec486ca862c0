/**
 * The promise: a cursor in an old boot is no reason to lose that boot's tail, nor the head of the
 * next one.
 */
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';
import { candidates } from '../journald/truth.ts';

const LINES = 500;
const BOOTS = 3;

const source = ({ machine }: JournalLab, follow: boolean): JournalSource =>
  new JournalSource({ directories: [machine.directory], pollMs: 20, follow });

async function stored(lab: JournalLab): Promise<string[]> {
  return candidates(await lab.entries()).map(({ message }) => message);
}

describe('over reboots', () => {
  inLab('a stopped reader gives the old tail and every newer boot', async (lab) => {
    await lab.start();
    await lab.kernel.write(logLines(0, LINES));
    await lab.settle();
    const before = await readThrough(source(lab, false));
    await lab.kernel.write(logLines(LINES, LINES));
    await lab.settle();
    for (let boot = 1; boot < BOOTS; boot++) {
      await lab.shutDown();
      await lab.start();
      await lab.kernel.write(logLines(0, boot * LINES));
      await lab.settle();
    }
    const after = await readThrough(source(lab, false), before.cursor);
    const truth = await stored(lab);
    expect(truth).toHaveLength((2 + 1 + 2) * LINES);
    expect([...before.messages, ...after.messages]).toEqual(truth);
    expect(after.losses).toEqual([]);
    expect(new Set(after.boots.map(({ bootId }) => bootId)).size).toBeGreaterThan(0);
  });

  inLab('a reader that follows gives every boot once', async (lab) => {
    await lab.start();
    await using follower = new Follower(source(lab, true));
    for (let boot = 0; boot < BOOTS; boot++) {
      await lab.kernel.write(logLines(0, LINES));
      await lab.settle();
      await lab.shutDown();
      await lab.start();
    }
    await follower.until(BOOTS * LINES);
    const { messages, losses } = await follower.stop();
    expect(messages).toEqual(await stored(lab));
    expect(losses).toEqual([]);
  });
});
