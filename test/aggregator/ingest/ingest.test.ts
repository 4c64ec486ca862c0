import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX } from '../../../src/flow/limits.ts';
import type { AgentMessage, Batch, Hello } from '../../../src/wire/ingest.ts';
import { batchOf, helloOf, START_US } from '../examples.ts';
import { Running } from '../running.ts';

const batch = (sequence: number, changes: Partial<Batch> = {}): AgentMessage => {
  return { kind: 'batch', batch: batchOf(sequence, changes) };
};
const hello = (changes: Partial<Hello> = {}): AgentMessage => {
  return { kind: 'hello', hello: helloOf(changes) };
};

describe('a stream of an agent', () => {
  let running: Running;
  beforeEach(async () => {
    running = await Running.open({ clusterName: 'home' });
  });
  afterEach(() => running.close());

  const nodes = async () => (await running.query().getStatus()).nodes;

  it('is welcomed and acknowledged batch by batch', async () => {
    const agent = running.agent();
    agent.send(hello());
    expect(await agent.next()).toEqual({
      kind: 'welcome',
      welcome: { epoch: 1, sequence: 0, cursor: '', store: expect.stringMatching(/./) },
    });
    agent.send(batch(1));
    agent.send(batch(2));
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 2 });
  });

  it('has a duplicate acknowledged again, uncounted', async () => {
    const agent = await running.welcomed();
    agent.send(batch(1));
    agent.send(batch(1));
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect((await nodes())[0]!.lines).toBe(3);
    const series = 'dropcast_aggregator_batches_total{outcome="duplicate"}';
    expect(await running.metric(series)).toBe(1);
  });

  it.each([
    { title: 'a gap', first: hello(), next: batch(2), reason: 'sequence_gap' },
    {
      title: 'an epoch that is not its own',
      first: hello(),
      next: batch(1, { epoch: 7 }),
      reason: 'fenced',
    },
    { title: 'a second hello', first: hello(), next: hello(), reason: 'invalid' },
  ])('is refused after $title', async ({ first, next, reason }) => {
    const agent = running.agent();
    agent.send(first);
    expect(await agent.next()).toMatchObject({ kind: 'welcome' });
    agent.send(next);
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason });
    expect(await agent.next()).toBeUndefined();
    const series = `dropcast_aggregator_refused_total{reason="${reason}"}`;
    expect(await running.metric(series)).toBe(1);
  });

  it.each<{ title: string; message: AgentMessage }>([
    { title: 'a batch', message: batch(1) },
    { title: 'a heartbeat', message: { kind: 'heartbeat', observedUs: 1 } },
    { title: 'a hello without a node', message: hello({ node: '' }) },
    { title: 'a hello without an instance', message: hello({ instance: '' }) },
    { title: 'a hello with an endless name', message: hello({ node: 'n'.repeat(254) }) },
  ])('is refused when it begins with $title', async ({ message }) => {
    const agent = running.agent();
    agent.send(message);
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'invalid' });
    expect(await agent.next()).toBeUndefined();
  });

  it('ends alone when its bytes are no message', async () => {
    const other = await running.welcomed({ node: 'node-b' });
    const agent = await running.welcomed();
    agent.sendBytes(Uint8Array.of(0xff, 0xff, 0xff));
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'invalid' });
    expect(await agent.next()).toBeUndefined();
    other.send(batch(1));
    expect(await other.next()).toEqual({ kind: 'ack', sequence: 1 });
  });

  it('ends alone when its message is too large', async () => {
    const other = await running.welcomed({ node: 'node-b' });
    const agent = await running.welcomed();
    agent.sendBytes(new Uint8Array(MESSAGE_BYTES_MAX + 1));
    await expect(agent.next()).rejects.toThrow(/larger than max/);
    other.send(batch(1));
    expect(await other.next()).toEqual({ kind: 'ack', sequence: 1 });
  });

  it('is fenced by a newer instance of the same node and source', async () => {
    const old = await running.welcomed();
    const young = await running.welcomed({ instance: 'instance-2' });
    expect(await old.next()).toMatchObject({ kind: 'refused', reason: 'fenced' });
    expect(await old.next()).toBeUndefined();
    young.send(batch(1, { epoch: 2 }));
    expect(await young.next()).toEqual({ kind: 'ack', sequence: 1 });
  });

  it('stays refused when the older instance tries again', async () => {
    await running.welcomed();
    await running.welcomed({ instance: 'instance-2' });
    const zombie = running.agent();
    zombie.send(hello());
    expect(await zombie.next()).toMatchObject({ kind: 'refused', reason: 'fenced' });
  });

  it('gives way without a refusal when its own instance reconnects', async () => {
    const old = await running.welcomed();
    const again = await running.welcomed();
    expect(await old.next()).toBeUndefined();
    again.send(batch(1));
    expect(await again.next()).toEqual({ kind: 'ack', sequence: 1 });
  });

  it('leaves other sources and nodes alone', async () => {
    const first = await running.welcomed();
    await running.welcomed({ source: 'journal', instance: 'instance-2' });
    await running.welcomed({ node: 'node-b', instance: 'instance-2' });
    first.send(batch(1));
    expect(await first.next()).toEqual({ kind: 'ack', sequence: 1 });
    expect(await running.metric('dropcast_aggregator_agents_connected')).toBe(3);
  });

  it('tells how far it has read, and whether it is connected', async () => {
    const agent = await running.welcomed({ cluster: '' });
    agent.send({ kind: 'heartbeat', observedUs: START_US });
    agent.send(batch(1));
    await agent.next();
    const [node] = await nodes();
    expect(node).toMatchObject({ cluster: 'home', observedUs: START_US, connected: true });
  });

  it('is ended behind its last ack when the aggregator closes', async () => {
    const agent = await running.welcomed();
    agent.send(batch(1));
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    const closed = running.aggregator.close();
    expect(await agent.next()).toBeUndefined();
    await closed;
  });

  it('counts what its batches bring', async () => {
    const loss = { source: 'kmsg', cause: 'kmsg_overrun', firstUs: 1, lastUs: 2 } as const;
    const losses = [
      { ...loss, count: 5 },
      { ...loss, count: undefined },
    ];
    const agent = await running.welcomed();
    agent.send(batch(1, { losses }));
    await agent.next();
    expect(await running.metric('dropcast_aggregator_flows_total')).toBe(1);
    expect(await running.metric('dropcast_aggregator_lines_total')).toBe(3);
    const cause = '{cause="kmsg_overrun"}';
    expect(await running.metric(`dropcast_aggregator_losses_total${cause}`)).toBe(2);
    expect(await running.metric(`dropcast_aggregator_records_lost_total${cause}`)).toBe(5);
    expect(await running.metric('dropcast_aggregator_store_commit_seconds_count')).toBe(1);
  });
});
