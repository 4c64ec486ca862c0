import { describe, expect, it, vi } from 'vitest';
import { reportOf } from '../../../src/flow/hubble/flow-report.ts';
import { ReportSelection } from '../../../src/service/hubble/report-selection.ts';
import { flowOf } from '../../flow/edge-fixtures.ts';

/** Two to five thousand, in an order without a pattern. */
const TIMES = Array.from({ length: 5_000 }, (_, i) => 1 + ((i * 2_731) % 5_000));

function select(limit: number, isFirst: boolean) {
  const takeEdges = vi.fn();
  const selection = new ReportSelection({ limit, isFirst, takeEdges });
  for (const lastSeenUs of TIMES) selection.add(reportOf('n', flowOf({ lastSeenUs })));
  const seen = selection.reports().map(({ lastSeenUs }) => lastSeenUs);
  return { seen, taken: takeEdges.mock.calls.length };
}

describe('a selection of reports', () => {
  it('has all of them in the order of time', () => {
    const { seen, taken } = select(0, false);
    expect(seen).toEqual(TIMES.toSorted((a, b) => a - b));
    expect(taken).toBe(5_000);
  });

  it.each([
    ['latest', false, [4_998, 4_999, 5_000]],
    ['earliest', true, [1, 2, 3]],
  ])('has the %s, and holds not many more', (_, isFirst, expected) => {
    const { seen, taken } = select(3, isFirst);
    expect(seen).toEqual(expected);
    expect(taken).toBe(1_006);
  });

  it('of fewer than were asked for has them all', () => {
    expect(select(9_999, true).seen).toHaveLength(5_000);
  });
});
