import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EdgeIds, IDENTITY_WORDS } from '../../../src/aggregator/store/edge-ids.ts';
import { EdgeNumbers } from '../../../src/aggregator/store/edge-numbers.ts';
import { SHEET_EDGES } from '../../../src/aggregator/store/sheet.ts';

describe('ids of edges', () => {
  const word = fc.oneof(fc.integer(), fc.nat({ max: 2 }));
  const identity = fc.array(word, { minLength: IDENTITY_WORDS, maxLength: IDENTITY_WORDS });

  it('are found by the whole identity', () => {
    fc.assert(
      fc.property(fc.array(identity), (identities) => {
        const ids = new EdgeIds(1_000_000);
        const expected = new Map<string, number>();
        for (const words of identities) {
          const key = words.join();
          expect(ids.find(Int32Array.from(words))).toBe(expected.get(key));
          if (expected.has(key)) continue;
          ids.add(Int32Array.from(words), expected.size * 2 ** 40);
          expected.set(key, expected.size * 2 ** 40);
        }
      }),
    );
  });

  it('stay while there come more', () => {
    const ids = new EdgeIds(1_000_000);
    const words = (i: number) => Int32Array.of(7, i, i >> 3, 1, 80, i & 3);
    for (let i = 0; i < 10_000; i++) ids.add(words(i), i);
    for (let i = 0; i < 10_000; i++) expect(ids.find(words(i))).toBe(i);
    expect(ids.find(words(10_000))).toBeUndefined();
  });

  it('are forgotten when there are too many', () => {
    const ids = new EdgeIds(10);
    const words = (i: number) => Int32Array.of(i, 0, 0, 0, 0, 0);
    for (let i = 0; i < 11; i++) ids.add(words(i), i);
    expect(ids.find(words(0))).toBeUndefined();
    expect(ids.find(words(10))).toBe(10);
  });
});

describe('numbers of new edges', () => {
  it('follow each other for one agent, and begin a sheet anew after a restart', () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE edge (id INTEGER PRIMARY KEY)');
    const numbers = new EdgeNumbers(db);
    const taken = [1, 2, 1, 1, 2].map((agent) => numbers.take(agent));
    expect(taken).toEqual([0, SHEET_EDGES, 1, 2, SHEET_EDGES + 1]);
    for (let i = 3; i < SHEET_EDGES; i++) numbers.take(1);
    expect(numbers.take(1)).toBe(2 * SHEET_EDGES);
    db.exec(`INSERT INTO edge VALUES (${SHEET_EDGES + 1})`);
    expect(new EdgeNumbers(db).take(1)).toBe(2 * SHEET_EDGES);
    db.close();
  });
});
