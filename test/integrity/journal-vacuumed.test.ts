/**
 * The promise: what journald removed before it was read is a loss of known size; nothing beyond it
 * is skipped, and nothing is given twice.
 */
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { parseJournalCursor } from '../../src/agent/sources/journal/journal-cursor.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';
import { candidates, type KernelEntry } from '../journald/truth.ts';

const LINES = 300;
const FILES = 4;
/** More than a block holds, so that a paused reader is paused in the middle. */
const LINES_OF_BLOCKS = 1_500;

const source = ({ machine }: JournalLab, follow = false): JournalSource =>
  new JournalSource({ directories: [machine.directory], pollMs: 20, follow });

const messagesOf = (entries: readonly KernelEntry[]): string[] =>
  candidates(entries).map(({ message }) => message);

/** Writes `files` archived files of LOG lines after number `from`. */
async function fill(lab: JournalLab, from: number, lines = LINES): Promise<void> {
  for (let file = 0; file < FILES; file++) {
    await lab.kernel.write(logLines(from + file * lines, lines));
    await lab.settle();
    await lab.rotate();
  }
}

describe('what was vacuumed', () => {
  inLab('under a stopped reader is counted, and the next entry is the first', async (lab) => {
    await lab.start();
    await lab.kernel.write(logLines(0, LINES));
    await lab.settle();
    const before = await readThrough(source(lab));
    await fill(lab, LINES);
    // It may have passed an entry of journald's own behind the last line.
    const readTo = parseJournalCursor(before.cursor)!.streams[0]!.readTo;
    expect(readTo).toBeGreaterThanOrEqual((await lab.entries())[LINES - 1]!.seqnum);
    const everything = await lab.seqnums();
    await lab.vacuum(2);
    const rest = await lab.seqnums();
    const after = await readThrough(source(lab), before.cursor);
    expect(after.messages).toEqual(messagesOf(await lab.entries()));
    const missing = [...everything].filter((seqnum) => seqnum > readTo && !rest.has(seqnum)).length;
    expect(missing).toBeGreaterThan(LINES);
    expect(after.losses).toMatchObject([
      { source: 'journal', cause: 'restart_gap', count: missing },
    ]);
    const again = await readThrough(source(lab), after.cursor);
    expect([again.messages, again.losses]).toEqual([[], []]);
  });

  inLab('together with the file of the cursor does not make the reader begin anew', async (lab) => {
    await lab.start();
    await fill(lab, 0);
    const before = await readThrough(source(lab));
    expect(before.messages).toHaveLength(FILES * LINES);
    await lab.vacuum(1);
    await lab.kernel.write(logLines(FILES * LINES, LINES));
    await lab.settle();
    const after = await readThrough(source(lab), before.cursor);
    expect(after.messages).toEqual(messagesOf(await lab.entries()).slice(-LINES));
  });

  inLab('under a paused reader is given or counted, each entry once', async (lab) => {
    await lab.start();
    await fill(lab, 0, LINES_OF_BLOCKS);
    const everything = await lab.entries();
    await using follower = new Follower(source(lab, true));
    follower.pause();
    await follower.until(1);
    await lab.vacuum(2);
    const rest = messagesOf(await lab.entries());
    follower.resume();
    await follower.untilGiven(rest.at(-1)!);
    const { messages, lost } = await follower.stop();
    const all = messagesOf(everything);
    expect(new Set(messages).size).toBe(messages.length);
    expect(messages.slice(-rest.length)).toEqual(rest);
    expect(messages).toEqual(all.filter((message) => messages.includes(message)));
    expect(lost).toBeGreaterThanOrEqual(all.length - messages.length);
  });
});
