/**
 * The promise: a reader may be stopped after any block and another go on from its cursor; together
 * they give every entry once.
 */
import { describe, expect } from 'vitest';
import { Random } from '../../bench/random.ts';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';
import { candidates } from '../journald/truth.ts';

const LIVES = 10;
const LINES_MAX = 2_000;
const BLOCKS_MAX = 3;

const source = ({ machine }: JournalLab): JournalSource =>
  new JournalSource({ directories: [machine.directory], follow: false });

describe('over restarts of the reader', () => {
  inLab('every entry is given once', async (lab) => {
    const random = new Random(LIVES);
    const messages: string[] = [];
    let cursor = '';
    let written = 0;
    await lab.start();
    for (let life = 0; life < LIVES; life++) {
      const lines = random.below(LINES_MAX);
      await lab.kernel.write(logLines(written, lines));
      written += lines;
      await lab.settle();
      if (random.chance(0.3)) await lab.rotate();
      const reading = await readThrough(source(lab), cursor, random.between(1, BLOCKS_MAX));
      messages.push(...reading.messages);
      expect(reading.losses).toEqual([]);
      cursor = reading.cursor;
    }
    messages.push(...(await readThrough(source(lab), cursor)).messages);
    expect(messages).toEqual(candidates(await lab.entries()).map(({ message }) => message));
    expect(messages).toHaveLength(written);
  });
});
