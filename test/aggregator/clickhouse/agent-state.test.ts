import { describe, expect, it } from 'vitest';
import {
  decodeState,
  encodeState,
  NEW_AGENT,
  withBatch,
} from '../../../src/aggregator/clickhouse/agent-state.ts';
import { emptyAccount, type Loss } from '../../../src/flow/loss.ts';
import type { Batch } from '../../../src/wire/ingest.ts';
import { batchOf, HOUR_US, START_US } from '../examples.ts';

const WHEN = { coarsened: 0, nowUs: START_US };

function stateAfter(...batches: readonly Partial<Batch>[]) {
  return batches.reduce(
    (state, batch, i) => withBatch(state, batchOf(i + 1, { flows: [], ...batch }), WHEN),
    NEW_AGENT,
  );
}

describe("an agent's state", () => {
  it('is the same after it was written and read', () => {
    const loss: Loss = {
      source: 'kmsg',
      cause: 'rotation',
      count: undefined,
      firstUs: 1,
      lastUs: 2,
    };
    const account = { ...emptyAccount(), rejected: 3, rejectedByReason: { __proto__x: 1, arp: 2 } };
    const readings = [{ bootId: 'b', rawUs: 1, wallUs: 2 }];
    const state = stateAfter({ losses: [loss], account, readings });
    expect(decodeState(encodeState(state))).toEqual(state);
  });

  it('counts reasons by any name an agent may claim', () => {
    const rejectedByReason = JSON.parse('{"__proto__": 2, "toString": 1}');
    const account = { ...emptyAccount(), rejectedByReason };
    const state = decodeState(encodeState(stateAfter({ account }, { account })));
    expect(Object.entries(state.account.rejectedByReason).sort()).toEqual([
      ['__proto__', 4],
      ['toString', 2],
    ]);
  });

  it('stays small in a storm of losses, and loses none', () => {
    const losses = Array.from({ length: 1_000 }, (_, i): Loss => {
      const firstUs = START_US + i * HOUR_US;
      return { source: 'kmsg', cause: 'kmsg_overrun', count: 2, firstUs, lastUs: firstUs + 1 };
    });
    const state = stateAfter(...losses.map((loss) => ({ losses: [loss] })));
    expect(state.losses.length).toBeLessThanOrEqual(256);
    expect(state.losses.reduce((sum, { count }) => sum + count!, 0)).toBe(2_000);
    expect(state.losses[0]).toMatchObject({ firstUs: START_US });
    expect(state.losses.at(-1)).toEqual(losses.at(-1));
  });
});
