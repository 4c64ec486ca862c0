import { Client, credentials } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestService } from '../../src/wire/ingest.ts';
import { batchOf, helloOf } from '../aggregator/examples.ts';
import { Running, TestAgent } from '../aggregator/running.ts';
import { Relay } from './relay.ts';
import { type Disorder, RelayedStream } from './relayed-stream.ts';

const none = (): Disorder => ({ doubles: 0, resends: 0, repeats: 0, delayMs: 0 });

/** A message is told by its first byte: a field's number, as bytes of its own. */
const HELLO = Buffer.from([0x0a, 0]);
const batch = (n: number) => Buffer.from([0x12, n]);
const ack = (n: number) => Buffer.from([0x12, n]);

/** What comes out of a stream with this disorder. */
function sentUp(disorder: Disorder, messages: readonly Buffer[]): Buffer[] {
  const stream = new RelayedStream(disorder);
  const sent: Buffer[] = [];
  for (const message of messages) stream.up(message, (bytes) => sent.push(bytes));
  return sent;
}

describe('a relayed stream', () => {
  it('is as it was where nothing is to go wrong', async () => {
    const messages = [HELLO, batch(1), batch(2)];
    expect(sentUp(none(), messages)).toEqual(messages);
  });

  it('sends batches twice, and never a hello', () => {
    const sent = sentUp({ ...none(), doubles: 1 }, [HELLO, batch(1), batch(2)]);
    expect(sent).toEqual([HELLO, batch(1), batch(1), batch(2)]);
  });

  it('sends batches from before behind those that come', () => {
    const sent = sentUp({ ...none(), resends: 2 }, [HELLO, batch(1), batch(2), batch(3)]);
    expect(sent).toEqual([HELLO, batch(1), batch(1), batch(2), batch(1), batch(3)]);
  });

  it('repeats acks, the one that came and one from before', async () => {
    const stream = new RelayedStream({ ...none(), repeats: 1, delayMs: 1 });
    const answers: Buffer[] = [];
    for (const message of [HELLO, ack(1)]) stream.down(message, (bytes) => answers.push(bytes));
    await stream.answered;
    stream.down(ack(2), (bytes) => answers.push(bytes));
    await stream.answered;
    expect(answers).toEqual([HELLO, ack(1), ack(1), ack(1), ack(2)]);
  });

  it('remembers what was said', () => {
    const stream = new RelayedStream(none());
    expect(stream.said).toEqual([]);
    for (const message of [HELLO, batch(1), batch(2)]) stream.up(message, () => {});
    expect(stream.said).toEqual([HELLO, batch(1), batch(2)]);
  });
});

describe('a relay before an aggregator', () => {
  let running: Running;
  let relay: Relay;
  beforeEach(async () => {
    running = await Running.open();
    relay = await Relay.open(running.aggregator.grpc);
  });
  afterEach(async () => {
    await relay[Symbol.asyncDispose]();
    await running.close();
  });

  const duplicates = () => running.metric('dropcast_aggregator_batches_total{outcome="duplicate"}');

  async function shipOne(): Promise<TestAgent> {
    const agent = new TestAgent(relay.address);
    agent.send({ kind: 'hello', hello: helloOf() });
    agent.send({ kind: 'batch', batch: batchOf(1) });
    expect(await agent.next()).toMatchObject({ kind: 'welcome' });
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    return agent;
  }

  it('passes a stream on, and its end', async () => {
    const agent = await shipOne();
    agent.sendBytes(new Uint8Array([255]));
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'invalid' });
    expect(await agent.next()).toBeUndefined();
    agent.cut();
  });

  it('brings a batch twice', async () => {
    relay.double(1);
    const agent = await shipOne();
    expect(await agent.next()).toEqual({ kind: 'ack', sequence: 1 });
    agent.cut();
    expect(await duplicates()).toBe(1);
  });

  it('brings an ended stream once more', async () => {
    const agent = await shipOne();
    agent.cut();
    await expect
      .poll(async () => {
        await relay.ghost();
        return duplicates();
      })
      .toBe(1);
  });

  it('tells why the aggregator does not answer', async () => {
    await running.close();
    const client = new Client(relay.address, credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = ingestService.ship;
    const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    const failed = Promise.withResolvers<Error>();
    call.on('error', failed.resolve);
    call.on('data', () => {});
    expect((await failed.promise).message).toContain('UNAVAILABLE');
    client.close();
  });
});
