import { describe, expect, it } from 'vitest';
import { Ends } from '../../../src/aggregator/clickhouse/ends.ts';
import { endpointParts, idOf } from '../../../src/aggregator/clickhouse/ids.ts';
import { RowBinary } from '../../../src/aggregator/clickhouse/row-binary.ts';
import type { Endpoint } from '../../../src/flow/endpoint.ts';
import { podOf } from '../examples.ts';

const DAY_US = 86_400_000_000;
const POD = podOf('shop', 'cart', '10.0.1.2');

/** How many rows each of these ends adds, one after the other. */
function rowsOf(...told: readonly (readonly [Endpoint, number])[]): number[] {
  const ends = new Ends();
  const rows = new RowBinary();
  return told.map(([endpoint, nowUs]) => {
    const before = rows.rows;
    expect(ends.idOf(endpoint, rows, nowUs)).toBe(idOf(endpointParts(endpoint)));
    return rows.rows - before;
  });
}

describe('ends', () => {
  it('are written when they are new, and once a day', () => {
    const again = { ...POD, labels: { ...POD.labels } };
    expect(rowsOf([POD, 0], [again, 1], [again, DAY_US], [again, DAY_US + 1])).toEqual([
      ...[1, 0, 1, 0],
    ]);
  });

  it('are written when they are described anew, and not when they are not described', () => {
    const bare = { ...POD, labels: {}, workload: undefined };
    const more = { ...POD, labels: { ...POD.labels, tier: 'web' } };
    const other = { ...POD, workload: { kind: 'DaemonSet', name: 'cart' } };
    expect(rowsOf([bare, 0], [POD, 0], [bare, 0], [more, 0], [POD, 0], [other, 0])).toEqual([
      ...[1, 1, 0, 1, 1, 1],
    ]);
  });

  it('are told apart by all that makes them themselves', () => {
    const ambiguous = { ...POD, confidence: 'ambiguous', candidates: [POD] } as const;
    const elsewhere = { ...ambiguous, candidates: [{ ...POD, node: 'node-b' }] };
    const moved = { ...POD, node: 'node-b' };
    expect(
      rowsOf([POD, 0], [moved, 0], [ambiguous, 0], [{ ...ambiguous }, 0], [elsewhere, 0]),
    ).toEqual([1, 1, 1, 0, 1]);
  });

  it('are written again after a write that failed', () => {
    const ends = new Ends();
    const rows = new RowBinary();
    ends.idOf(POD, rows, 0);
    ends.forget();
    ends.idOf(POD, rows, 0);
    expect(rows.rows).toBe(2);
  });
});
