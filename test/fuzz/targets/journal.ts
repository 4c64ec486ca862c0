/** A damaged journal: genuine records or none, each counted once, whatever is damaged. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type HealthyJournal,
  healthyJournal,
} from '../../agent/sources/journal/healthy-journal.ts';
import { readJournal, temporaryDirectory } from '../../agent/sources/journal/read-journal.ts';
import { edited, someEdits } from '../edits.ts';
import { roughly, type Target } from '../target.ts';

const journals = [false, true].map(healthyJournal);

export const target: Target = {
  words: [],
  seeds: someEdits,
  run: async (input) => {
    const outcomes: string[] = [];
    for (const journal of journals) outcomes.push(await outcomeOf(journal, input));
    return outcomes.join(' | ');
  },
};

async function outcomeOf(journal: HealthyJournal, input: Uint8Array): Promise<string> {
  using folder = temporaryDirectory();
  const mutant = edited(journal.bytes, input);
  restoreTexts(mutant, journal);
  writeFileSync(join(folder.path, 'system@1.journal'), mutant);
  const { texts, read, ignored, rejected, losses, problems } = await readJournal(folder.path);
  const rejections = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  assert.equal(read, texts.length + ignored + rejections);
  assert(texts.length <= journal.messages.length);
  for (const text of texts) assert(journal.messages.includes(text), text);
  const reasons = Object.keys(rejected).sort();
  return `${roughly(texts.length)} ${losses.length} ${[...reasons, ...problems].join(',')}`;
}

/** Puts the messages back: a damaged text is what the file says, nothing can tell. */
function restoreTexts(mutant: Buffer, { bytes, messages }: HealthyJournal): void {
  for (const message of messages) {
    const at = bytes.indexOf(`MESSAGE=${message}`);
    if (at < mutant.length) bytes.copy(mutant, at, at, at + `MESSAGE=${message}`.length);
  }
}
