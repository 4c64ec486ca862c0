import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { queryClient } from '../../src/wire/query.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';
import { TestAgent } from '../aggregator/running.ts';
import { startAggregator } from './aggregator-process.ts';

const BATCHES = 40;

/** Says hello; resolves to the last sequence that the aggregator has. */
async function greet(agent: TestAgent): Promise<number> {
  agent.send({ kind: 'hello', hello: helloOf() });
  const answer = await agent.next();
  if (answer?.kind !== 'welcome') throw new Error('not welcome');
  return answer.welcome.sequence;
}

/** Sends the batches after `known`; rejects when the stream ends before their acks. */
async function shipRest(
  agent: TestAgent,
  known: number,
  onAck: (sequence: number) => void,
): Promise<void> {
  for (let sequence = known + 1; sequence <= BATCHES; sequence++) {
    const flows = [flowOf({ lines: sequence, port: sequence % 7 })];
    agent.send({ kind: 'batch', batch: batchOf(sequence, { flows }) });
  }
  for (let last = known; last < BATCHES; ) {
    const answer = await agent.next();
    if (answer?.kind !== 'ack') throw new Error('no ack');
    last = answer.sequence;
    onAck(last);
  }
}

describe('an aggregator that is killed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-killed-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('has every acknowledged batch, and counts those that are sent again once', async () => {
    const store = join(folder, 'flows.db');
    let acknowledged = 0;
    for (const killAt of [3, 11, 24]) {
      await using aggregator = await startAggregator(store);
      const agent = new TestAgent(aggregator.grpc);
      let killed: Promise<unknown> | undefined;
      const known = await greet(agent);
      expect(known).toBeGreaterThanOrEqual(acknowledged);
      const shipped = shipRest(agent, known, (sequence) => {
        acknowledged = sequence;
        if (sequence >= killAt) killed ??= aggregator.end('SIGKILL');
      });
      await shipped.catch(() => {});
      await killed;
      agent.cut();
    }
    await using aggregator = await startAggregator(store);
    const agent = new TestAgent(aggregator.grpc);
    await shipRest(agent, await greet(agent), () => {});
    const client = queryClient(aggregator.grpc, credentials.createInsecure());
    const never = new AbortController().signal;
    let lines = 0;
    for await (const edge of client.listEdges({ filter: {}, limit: 0 }, never)) lines += edge.lines;
    client.close();
    agent.cut();
    expect(lines).toBe((BATCHES * (BATCHES + 1)) / 2);
    expect(await aggregator.end('SIGTERM')).toBe(0);
  }, 90_000);
});
