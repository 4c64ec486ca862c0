/**
 * The promise: versions may be mixed while they are rolled out. What earlier agents sent, byte for
 * byte, is counted as it was meant; an agent whose batches an earlier aggregator might misread
 * keeps them until that is replaced.
 */
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { decodeAggregatorMessage, ingestService } from '../../src/wire/ingest.ts';
import { flowOf } from '../aggregator/examples.ts';
import { Running } from '../aggregator/running.ts';
import { keyName } from '../chaos/packets.ts';
import {
  type Recording,
  recordings,
  shippedLines,
  withUnknownField,
} from '../wire/recorded-streams.ts';
import { ShippingAgent } from './shipping-agent.ts';

/** First byte of a message: its field's number and wire type (proto/dropcast/v1/ingest.proto). */
const HELLO = (1 << 3) | 2;
const BATCH = (2 << 3) | 2;

const all = recordings();
/** Recordings of aggregators that may misread today's batches, and of the others. */
const older = all.filter(isOlder);
const alike = all.filter((recording) => !isOlder(recording));
const asIs = (message: Buffer): Buffer => message;

function isOlder({ shipping }: Recording): boolean {
  const welcome = decodeAggregatorMessage(shipping.answered[0]!);
  return welcome.kind === 'welcome' && welcome.welcome.isOlder === true;
}

async function countedBy(running: Running): Promise<Map<string, number>> {
  const lines = new Map<string, number>();
  const request = { filter: { replies: true }, limit: 0 };
  for await (const edge of running.query().listEdges(request, new AbortController().signal)) {
    const key = keyName({
      source: edge.source.ip,
      destination: edge.destination.ip,
      protocol: edge.protocol === 6 ? 'TCP' : 'UDP',
      port: edge.port ?? null,
      prefix: edge.prefixes.join(),
    });
    lines.set(key, (lines.get(key) ?? 0) + edge.lines);
  }
  return lines;
}

/** Says on one stream what was said, in a way; resolves to the kinds of the answers. */
async function replay(
  running: Running,
  { said }: { readonly said: readonly Buffer[] },
  way = asIs,
): Promise<string[]> {
  const agent = running.agent();
  const kinds: string[] = [];
  for (const message of said) {
    agent.sendBytes(way(message));
    // Hello and batches are answered, reports and heartbeats are not.
    if (message[0] !== HELLO && message[0] !== BATCH) continue;
    kinds.push((await agent.next())?.kind ?? 'end');
  }
  return kinds;
}

/** Answers each message of an agent with the next of these. */
async function answering(answers: readonly Buffer[]) {
  const server = new Server();
  const requestDeserialize = asIs;
  const ship = { ...ingestService.ship, requestDeserialize, responseSerialize: asIs };
  let left = [...answers];
  server.addService(
    { ship },
    {
      ship: (call: ServerDuplexStream<Buffer, Buffer>) => {
        left = [...answers];
        call.on('data', ([kind]: Buffer) => {
          const answer = kind === HELLO || kind === BATCH ? left.shift() : undefined;
          if (answer) call.write(answer);
        });
        call.on('end', () => call.end());
      },
    },
  );
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
    error ? reject(error) : resolve(port),
  );
  return {
    address: `127.0.0.1:${await promise}`,
    [Symbol.dispose]: () => server.forceShutdown(),
  };
}

describe.each(all)('an agent of $name', ({ shipping, successor, fenced }) => {
  it.each([
    ['as it was said', asIs],
    ['with fields that are not known yet', withUnknownField],
  ])('is counted to the line, %s', async (_how, way) => {
    const running = await Running.open();
    try {
      const batches = shipping.said.filter(([kind]) => kind === BATCH);
      const acks = batches.map(() => 'ack');
      expect(await replay(running, shipping, way)).toEqual(['welcome', ...acks]);
      expect(await replay(running, shipping, way)).toEqual(['welcome', ...acks]);
      expect(await replay(running, successor, way)).toEqual(['welcome']);
      expect(await replay(running, fenced, way)).toEqual(['refused']);
      expect(await countedBy(running)).toEqual(shippedLines());
    } finally {
      await running.close();
    }
  });
});

describe("today's agent before an aggregator of an earlier version", () => {
  it.each(older)('keeps its batches, and says what to upgrade ($name)', async (recording) => {
    using aggregator = await answering(recording.shipping.answered);
    await using agent = new ShippingAgent(aggregator.address);
    void agent.ship({ flows: [flowOf()] }).catch(() => {});
    await expect.poll(() => agent.warnings()).toHaveLength(1);
    expect(agent.warnings()[0]!.reason).toMatch(/upgrade the aggregator first/);
    expect(agent.client.delivery.firstWelcome).toBeUndefined();
  });

  it.each(alike)('delivers where its form is known ($name)', async ({ shipping }) => {
    for (const way of [asIs, withUnknownField]) {
      using aggregator = await answering(shipping.answered.map(way));
      await using agent = new ShippingAgent(aggregator.address);
      await agent.ship({ flows: [flowOf()] });
      await agent.delivered();
      expect(agent.client.delivery.counts.acknowledged).toBe(1);
    }
  });

  it.each(all)('ends when it is fenced ($name)', async ({ fenced }) => {
    using aggregator = await answering(fenced.answered);
    const agent = new ShippingAgent(aggregator.address);
    await expect(agent.ran).rejects.toThrow(/another agent speaks for this node and source/);
  });
});
