/**
 * The promise: journald's rotations lose nothing and repeat nothing, while the reader follows,
 * while it is stopped, and over files that a killed journald has left unclosed.
 */
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';
import { candidates } from '../journald/truth.ts';
import { send } from '../journald/user-space.ts';

const ROTATIONS = 4;
const LINES = 300;
const USER = { uid: 1_000, to: 'socket' } as const;

const source = ({ machine }: JournalLab, follow = true): JournalSource =>
  new JournalSource({ directories: [machine.directory], pollMs: 20, follow });

async function stored(lab: JournalLab): Promise<string[]> {
  await lab.settle();
  return candidates(await lab.entries()).map(({ message }) => message);
}

describe('over rotation, every entry is given once', () => {
  inLab('while the reader follows and the kernel writes', async (lab) => {
    await lab.start();
    await using follower = new Follower(source(lab));
    for (let turn = 0; turn < ROTATIONS; turn++) {
      await lab.kernel.write(logLines(turn * LINES, LINES));
      await lab.stored(lab.kernel.sequence - LINES / 2);
      await lab.rotate();
    }
    const truth = await stored(lab);
    expect(truth).toHaveLength(ROTATIONS * LINES);
    await follower.until(truth.length);
    const { messages, losses } = await follower.stop();
    expect(messages).toEqual(truth);
    expect(losses).toEqual([]);
  });

  inLab('while the reader is stopped', async (lab) => {
    await lab.start();
    await lab.kernel.write(logLines(0, LINES));
    await lab.settle();
    const before = await readThrough(source(lab, false));
    for (let turn = 1; turn < ROTATIONS; turn++) {
      await lab.kernel.write(logLines(turn * LINES, LINES));
      await lab.settle();
      await lab.rotate();
    }
    const after = await readThrough(source(lab, false), before.cursor);
    expect([...before.messages, ...after.messages]).toEqual(await stored(lab));
    expect([...before.losses, ...after.losses]).toEqual([]);
  });

  inLab('over a file that was left unclosed', async (lab) => {
    await lab.start();
    await using follower = new Follower(source(lab));
    await lab.kernel.write(logLines(0, LINES));
    await lab.stored();
    await lab.end('SIGKILL');
    await lab.start();
    await lab.kernel.write(logLines(LINES, LINES));
    const truth = await stored(lab);
    expect(lab.files.some((file) => file.endsWith('~'))).toBe(true);
    await follower.until(truth.length);
    const following = await follower.stop();
    const later = await readThrough(source(lab, false));
    expect(following.messages).toEqual(truth);
    expect(later.messages).toEqual(truth);
    expect([...following.losses, ...later.losses]).toEqual([]);
  });

  inLab("with users' entries between them, which are no hole", async (lab) => {
    await lab.start();
    await using follower = new Follower(source(lab));
    for (let turn = 0; turn < ROTATIONS; turn++) {
      await lab.kernel.write(logLines(turn * LINES, LINES));
      await lab.settle();
      await send(lab.machine, USER, Array(LINES).fill('MESSAGE=IN=\n'));
      await lab.rotate();
    }
    const truth = await stored(lab);
    expect(lab.files.some((file) => file.includes('user-1000@'))).toBe(true);
    await follower.until(truth.length);
    const { messages, losses } = await follower.stop();
    expect(messages).toEqual(truth);
    expect(losses).toEqual([]);
    const again = await readThrough(source(lab, false));
    expect(again.losses).toEqual([]);
  });
});
