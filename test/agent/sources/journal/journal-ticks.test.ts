import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JournalTicks } from '../../../../src/agent/sources/journal/journal-ticks.ts';
import { temporaryDirectory } from './read-journal.ts';

const HOUR_MS = 3_600_000;

it('looks at each interval, though nobody waits', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let looks = 0;
  const ticks = new JournalTicks(1, () => {
    looks += 1;
    if (looks === 3) resolve();
  });
  await promise;
  await ticks.next();
  ticks.close();
  expect(looks).toBeGreaterThanOrEqual(3);
});

it('looks sooner when a folder changes', async () => {
  using folder = temporaryDirectory();
  const { promise, resolve } = Promise.withResolvers<void>();
  const ticks = new JournalTicks(HOUR_MS, resolve);
  ticks.watch([folder.path, join(folder.path, 'gone')]);
  // Watching may begin after the first changes: change until it is seen.
  const writing = setInterval(() => writeFileSync(join(folder.path, 'a'), ''), 10);
  await promise;
  clearInterval(writing);
  ticks.close();
});

it('does not listen where it is told of no folder', async () => {
  using folder = temporaryDirectory();
  let looks = 0;
  const ticks = new JournalTicks(HOUR_MS, () => {
    looks += 1;
  });
  ticks.watch([folder.path]);
  ticks.watch([]);
  const { promise, resolve } = Promise.withResolvers<void>();
  // Who listens behind it hears of the same changes, and later.
  const other = new JournalTicks(HOUR_MS, resolve);
  other.watch([folder.path]);
  const writing = setInterval(() => writeFileSync(join(folder.path, 'a'), ''), 10);
  await promise;
  clearInterval(writing);
  for (const each of [ticks, other]) each.close();
  expect(looks).toBe(0);
});

it('can be woken', async () => {
  const ticks = new JournalTicks(HOUR_MS, () => undefined);
  const waiting = ticks.next();
  ticks.wake();
  await waiting;
  ticks.close();
});
