import { describe, expect, test } from 'vitest';
import { HourExport, PAGE_EDGES } from '../../../src/cli/export/export-hours.ts';
import { recordId } from '../../../src/cli/export/export-record.ts';
import { noProgress, type Progress } from '../../../src/cli/export/progress.ts';
import { edgeIn, Inventory, RememberingSink } from './inventory.ts';

const HOUR = 500_000;

class Lab {
  readonly inventory = new Inventory();
  readonly sink = new RememberingSink();
  saved: Progress = noProgress('all');

  /** A process that goes on where the last one noted. */
  start(): HourExport {
    return new HourExport({
      client: this.inventory.client(),
      filter: {},
      sink: this.sink,
      progress: {
        load: () => this.saved,
        save: async (progress) => {
          this.saved = progress;
        },
      },
      signal: new AbortController().signal,
      persist: (attempt) => attempt(),
    });
  }

  /** `HOUR offset × revision` of all records, each with how many. */
  given(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { hour, revision } of this.sink.records) {
      const key = `${hour - HOUR}r${revision}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }
}

function edges(hour: number, count: number) {
  return Array.from({ length: count }, (_, n) => edgeIn(hour, n));
}

const upTo = (last: number) => ({ first: undefined, last: HOUR + last, growing: HOUR - 24 });

describe('hours are exported', () => {
  test('once each, the last one included, and none behind it', async () => {
    const lab = new Lab();
    for (const offset of [0, 1, 2]) lab.inventory.set(HOUR + offset, edges(HOUR + offset, 3));
    const hours = lab.start();
    await hours.run(upTo(1));
    await hours.run(upTo(1));
    expect(lab.given()).toEqual({ '0r1': 3, '1r1': 3 });
  });

  test('with few questions, however long nothing was seen', async () => {
    const lab = new Lab();
    lab.inventory.set(HOUR, edges(HOUR, 1));
    await lab.start().run({ ...upTo(100_000), growing: HOUR + 99_990 });
    expect(lab.given()).toEqual({ '0r1': 1 });
    expect(lab.inventory.questions).toBeLessThan(10);
    expect(lab.saved.marks.length).toBeLessThan(20);
  });

  test('when they take several questions', async () => {
    const lab = new Lab();
    lab.inventory.set(HOUR, edges(HOUR, 10_000));
    await lab.start().run(upTo(0));
    expect(new Set(lab.sink.records.map(recordId)).size).toBe(10_000);
    expect(lab.given()).toEqual({ '0r1': 10_000 });
  });

  test('from the first that is asked for', async () => {
    const lab = new Lab();
    for (const offset of [0, 1]) lab.inventory.set(HOUR + offset, edges(HOUR + offset, 2));
    await lab.start().run({ ...upTo(1), first: HOUR + 1 });
    expect(lab.given()).toEqual({ '1r1': 2 });
  });

  test('again, whole and with the next revision, when they grew', async () => {
    const lab = new Lab();
    lab.inventory.set(HOUR, edges(HOUR, 3));
    const hours = lab.start();
    await hours.run(upTo(0));
    lab.inventory.set(HOUR, [...edges(HOUR, 2), edgeIn(HOUR, 2, { lines: 9 })]);
    await hours.run(upTo(0));
    await hours.run(upTo(0));
    expect(lab.given()).toEqual({ '0r1': 3, '0r2': 3 });
    const ids = lab.sink.records.map(recordId);
    expect(new Set(ids).size).toBe(3);
  });

  test('when a name was found late: the newest revision has the edge once', async () => {
    const lab = new Lab();
    const [edge] = edges(HOUR, 1);
    lab.inventory.set(HOUR, [edge!]);
    const hours = lab.start();
    await hours.run(upTo(0));
    lab.inventory.set(HOUR, [{ ...edge!, verdict: 'dropped' }]);
    await hours.run(upTo(0));
    expect(lab.given()).toEqual({ '0r1': 1, '0r2': 1 });
  });

  test('when something is seen at last in one that was empty', async () => {
    const lab = new Lab();
    lab.inventory.set(HOUR + 2, edges(HOUR + 2, 1));
    const hours = lab.start();
    await hours.run(upTo(2));
    lab.inventory.set(HOUR + 1, edges(HOUR + 1, 1));
    await hours.run(upTo(2));
    expect(lab.given()).toEqual({ '2r1': 1, '1r1': 1 });
  });

  test('once more, and then no longer, when they are too old', async () => {
    const lab = new Lab();
    for (const offset of [0, 1]) lab.inventory.set(HOUR + offset, edges(HOUR + offset, 1));
    await lab.start().run(upTo(1));
    // The last one was not over: the rest of it came before anybody looked again, weeks later.
    lab.inventory.set(HOUR + 1, edges(HOUR + 1, 2));
    await lab.start().run({ ...upTo(1), growing: HOUR + 500 });
    expect(lab.given()).toEqual({ '0r1': 1, '1r1': 1, '1r2': 2 });
    expect(lab.saved.marks).toEqual([]);
    lab.inventory.set(HOUR, edges(HOUR, 3));
    await lab.start().run({ ...upTo(1), growing: HOUR + 500 });
    expect(lab.given()).toEqual({ '0r1': 1, '1r1': 1, '1r2': 2 });
  });
});

describe('a restart', () => {
  const PAGES = 6;
  const WHEN = Array.from({ length: PAGES }, (_, i) => i + 1);

  test.each(WHEN)('after page %i repeats no more than that page, and skips nothing', async (at) => {
    for (const loses of [true, false]) {
      const lab = new Lab();
      for (const offset of [0, 1]) {
        lab.inventory.set(HOUR + offset, edges(HOUR + offset, (PAGES / 2) * PAGE_EDGES - 1));
      }
      Object.assign(lab.sink, { failAt: at, loses });
      await expect(lab.start().run(upTo(1))).rejects.toThrow('away');
      await lab.start().run(upTo(1));
      const all = lab.sink.records.map((record) => recordId(record));
      const distinct = new Set(all).size;
      expect(distinct).toBe(PAGES * PAGE_EDGES - 2);
      expect(all.length - distinct).toBeLessThanOrEqual(loses ? 0 : PAGE_EDGES);
    }
  });

  test('goes on with the revision that was under way', async () => {
    const lab = new Lab();
    lab.inventory.set(HOUR, edges(HOUR, 2 * PAGE_EDGES));
    await lab.start().run(upTo(0));
    lab.inventory.set(HOUR, edges(HOUR, 2 * PAGE_EDGES + 1));
    Object.assign(lab.sink, { failAt: lab.sink.writes + 2, loses: true });
    await expect(lab.start().run(upTo(0))).rejects.toThrow('away');
    await lab.start().run(upTo(0));
    expect(lab.given()).toEqual({ '0r1': 2 * PAGE_EDGES, '0r2': 2 * PAGE_EDGES + 1 });
  });

  test('weeks later gives what came before the place where it was', async () => {
    const lab = new Lab();
    lab.inventory.set(HOUR, edges(HOUR, 2 * PAGE_EDGES).slice(1));
    Object.assign(lab.sink, { failAt: 2, loses: true });
    await expect(lab.start().run(upTo(0))).rejects.toThrow('away');
    lab.inventory.set(HOUR, edges(HOUR, 2 * PAGE_EDGES));
    await lab.start().run({ ...upTo(0), growing: HOUR + 500 });
    expect(lab.given()).toEqual({ '0r1': 2 * PAGE_EDGES - 1, '0r2': 2 * PAGE_EDGES });
  });
});
