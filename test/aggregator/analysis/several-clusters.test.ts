/** An aggregator that collects several clusters, asked about one. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchOf, flowOf } from '../examples.ts';
import { Running } from '../running.ts';

const CLUSTER = fileURLToPath(new URL('../../../examples/rollout/cluster.yaml', import.meta.url));
const MIXED = /^flows of 2 clusters \(blue, red\) are taken for those of one/;

describe('of several clusters', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.open({ cluster: CLUSTER });
    for (const cluster of ['red', 'blue']) {
      const agent = await running.welcomed({ cluster });
      agent.send({ kind: 'batch', batch: batchOf(1, { flows: [flowOf()] }) });
      await agent.next();
    }
  }, 60_000);
  afterAll(() => running.close());

  it.each(['forecast', 'coverage', 'policies/generated?output=json'])(
    '%s says that they are mixed',
    async (question) => {
      const answer = await (await running.get(`/api/v1/${question}`)).json();
      const { notes, remarks } = answer as Partial<Record<'notes' | 'remarks', string[]>>;
      expect(notes ?? remarks).toContainEqual(expect.stringMatching(MIXED));
    },
  );
});
