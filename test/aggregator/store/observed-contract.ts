/** What a home of flows tells of the hours in which nodes were observed. */
import { expect, it } from 'vitest';
import type { Store } from '../../../src/aggregator/store.ts';
import { HOUR_US } from '../../../src/flow/time.ts';
import type { Hello } from '../../../src/wire/ingest.ts';
import type { NodeHours } from '../../../src/wire/query.ts';
import { helloOf, START_US } from '../examples.ts';

const SECOND_US = 1_000_000;
const HOUR = START_US / HOUR_US;

async function beat(store: Store, agent: Hello, seconds: readonly number[]): Promise<void> {
  await store.welcome(agent);
  for (const second of seconds) await store.observe(agent, START_US + second * SECOND_US);
}

async function observed(store: Store, sinceUs: number, untilUs: number): Promise<NodeHours[]> {
  const all: NodeHours[] = [];
  for await (const node of store.observed({ sinceUs, untilUs })) all.push(node);
  return all;
}

export function observedContract(opened: () => Store): void {
  it('is told by node and hour, and of several sources by the one that saw most', async () => {
    await beat(opened(), helloOf(), [0, 600]);
    await beat(opened(), helloOf({ source: 'other' }), [300, 1_200]);
    await beat(opened(), helloOf({ node: 'z' }), [3_500, 3_700]);
    const { cluster, node } = helloOf();
    const first = [HOUR, 900 * SECOND_US] as const;
    const ofZ = [
      [HOUR, 100 * SECOND_US],
      [HOUR + 1, 100 * SECOND_US],
    ] as const;
    expect(await observed(opened(), 0, Number.MAX_SAFE_INTEGER)).toEqual([
      { cluster, node, hours: new Map([first]) },
      { cluster, node: 'z', hours: new Map(ofZ) },
    ]);
  });

  it('is told of the hours that overlap with the span', async () => {
    await beat(opened(), helloOf({ node: 'z' }), [3_500, 3_700]);
    const next = START_US + HOUR_US;
    const [z, ...none] = await observed(opened(), next + 1, next + 2);
    expect([...z!.hours.keys()]).toEqual([HOUR + 1]);
    expect(none).toEqual([]);
    expect(await observed(opened(), next + HOUR_US, next + 2 * HOUR_US)).toEqual([]);
  });
}
