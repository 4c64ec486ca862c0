/** What a home of flows forgets, and what it never does. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Home } from '../../../src/aggregator/home.ts';
import { batchOf, HOUR_US, helloOf, START_US } from '../examples.ts';
import { collectFlows } from './flows-contract.ts';
import { collectEdges, flowIn } from './history-contract.ts';
import { addedUp, anyBatches, applyAll, comparableEdges, seriesOf } from './history-laws.ts';

const { signal: NEVER } = new AbortController();
const HOUR = START_US / HOUR_US;

export function forgettingContract(opened: () => Home): void {
  it('takes what lies wholly before, and tells how much that was', async () => {
    const home = opened();
    await home.welcome(helloOf());
    const flows = [flowIn(0), flowIn(1), flowIn(1, { port: 81 }), flowIn(2)];
    await home.apply(batchOf(1, { flows }), helloOf());
    expect(await home.forget(START_US + HOUR_US - 1, NEVER)).toBe(0);
    expect(await home.forget(START_US + 2 * HOUR_US + 7, NEVER)).toBe(3);
    const edges = await collectEdges(home);
    expect(edges.map(({ hours }) => hours)).toEqual([[HOUR + 2]]);
    expect(edges.map(({ flow }) => flow)).toEqual([flowIn(2)]);
    expect(await home.forget(START_US + 2 * HOUR_US, NEVER)).toBe(0);
  });

  it('leaves what there would be without the rest, whatever it was', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(anyBatches, fc.nat({ max: 7 }), async (batches, hours) => {
        const home = opened();
        await applyAll(home, `cluster-${++runs}`, batches);
        const before = HOUR + hours;
        const flows = await collectFlows(home);
        const kept = flows.filter(({ flow }) => flow.hour >= before);
        expect(await home.forget(before * HOUR_US, NEVER)).toBe(flows.length - kept.length);
        expect(addedUp(await collectFlows(home))).toEqual(addedUp(kept));
        expect(comparableEdges(await collectEdges(home, { replies: true }))).toEqual(addedUp(kept));
        expect(await home.series('all', {}, NEVER)).toEqual(seriesOf(kept));
      }),
      { numRuns: 15 },
    );
  });

  it('leaves positions, accounts and losses, and counts go on', async () => {
    const home = opened();
    await home.welcome(helloOf());
    const loss = { source: 'kmsg', cause: 'kmsg_overrun', count: 7 } as const;
    const losses = [{ ...loss, firstUs: START_US, lastUs: START_US }];
    await home.apply(batchOf(1, { flows: [flowIn(0)], losses }), helloOf());
    const [before] = await home.nodes();
    expect(await home.forget(START_US + 5 * HOUR_US, NEVER)).toBe(1);
    expect(await home.nodes()).toEqual([before]);
    expect(await home.welcome(helloOf())).toMatchObject({ sequence: 1, cursor: 'cursor-1' });
    await home.apply(batchOf(2, { flows: [flowIn(6)] }), helloOf());
    expect((await collectEdges(home)).map(({ flow }) => flow)).toEqual([flowIn(6)]);
  });

  it('still knows how far a source has read', async () => {
    const home = opened();
    await home.welcome(helloOf());
    const at = (hours: number) => START_US + hours * HOUR_US;
    const readings = [0, 1, 2].map((n) => ({ bootId: 'boot', rawUs: n, wallUs: at(n) }));
    await home.apply(batchOf(1, { flows: [flowIn(0)], readings }), helloOf());
    await home.forget(at(9), NEVER);
    const journal = helloOf({ source: 'journal' });
    expect(await home.welcome(journal)).toMatchObject({ counted: readings[2] });
  });

  it('forgets for how long nodes were observed then', async () => {
    const home = opened();
    await home.welcome(helloOf());
    for (const at of [0, 1, 3]) await home.observe(helloOf(), START_US + at * HOUR_US);
    await home.forget(START_US + 2 * HOUR_US, NEVER);
    const hours: number[] = [];
    const span = { sinceUs: START_US, untilUs: START_US + 9 * HOUR_US };
    for await (const node of home.observed(span)) hours.push(...node.hours.keys());
    expect(hours).toEqual([HOUR + 2]);
  });
}
