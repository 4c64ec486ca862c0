/**
 * The agent's end of the bench of the stream: freezes the same few batches again and again, as fast
 * as there is room, and then one by one. Between freezing and ack nothing but the product's own
 * delivery; with another codec, `naive.ts`.
 */
import { readFileSync } from 'node:fs';
import { ChannelCredentials } from '@grpc/grpc-js';
import { SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { ShipClient } from '../../src/agent/ship/client.ts';
import { openLog } from '../../src/service/log.ts';
import type { BatchContent } from '../../src/wire/ingest.ts';
import { encodeBatchContent } from '../../src/wire/ingest.ts';
import { makeBatches } from './batches.ts';
import { type AgentFigures, type AgentPlan, cpuUs, type Lane } from './end.ts';
import { openNaive } from './naive.ts';

/** Few: a real agent holds the flows of one window, too, and its heap is as small. */
const BATCHES = 2;

const HELLO = {
  node: 'worker-21',
  source: 'journal',
  instance: 'bench',
  cluster: '',
  version: 'bench',
  bootId: '',
};

async function openOurs(
  address: string,
  credentials: ChannelCredentials,
): Promise<Lane<BatchContent>> {
  const client = new ShipClient({
    addresses: [address],
    credentials: { for: () => ({ channel: credentials, options: {} }) },
    hello: HELLO,
    clock: SYSTEM_CLOCK,
    log: openLog('warn'),
    random: Math.random,
    observedUs: () => 1,
    onLeftOut: (what) => console.error(`${what} left out`),
  });
  const { signal } = new AbortController();
  void client.run(signal);
  await client.whenWelcomed(signal);
  return {
    prepare: (content) => content,
    bytesOf: (content) => encodeBatchContent(content).length,
    send: (content) => client.freeze(content),
    acknowledged: () => client.delivery.acknowledged,
    whenRoom: () => client.whenRoom(signal),
    whenEmpty: () => client.whenDelivered(signal),
  };
}

/** Sends `prepared` in turn; tells how long each batch waited for its ack. */
class Sending<Prepared> {
  readonly #lane: Lane<Prepared>;
  readonly #prepared: readonly Prepared[];
  /** When the batches without an ack were frozen, the oldest first. */
  readonly #frozenMs: number[] = [];
  #sent = 0;
  #waitedMs: number[] = [];

  constructor(lane: Lane<Prepared>, prepared: readonly Prepared[]) {
    this.#lane = lane;
    this.#prepared = prepared;
  }

  get acknowledged(): number {
    return this.#lane.acknowledged();
  }

  /** For so long, and so many batches at least; resolves when all are acknowledged. */
  async sendFor(ms: number, batches: number): Promise<void> {
    const endMs = performance.now() + ms;
    for (let sent = 0; sent < batches || performance.now() < endMs; sent++) {
      await this.#lane.whenRoom();
      this.#noteAcks();
      this.#send();
    }
    await this.#lane.whenEmpty();
    this.#noteAcks();
  }

  async sendOneByOne(batches: number): Promise<void> {
    for (let i = 0; i < batches; i++) {
      this.#send();
      await this.#lane.whenEmpty();
      this.#noteAcks();
    }
  }

  /** Ascending; those since it was asked last. */
  takeWaitedMs(): number[] {
    const waitedMs = this.#waitedMs.toSorted((a, b) => a - b);
    this.#waitedMs = [];
    return waitedMs;
  }

  #send(): void {
    this.#frozenMs.push(performance.now());
    this.#lane.send(this.#prepared[this.#sent++ % this.#prepared.length]!);
  }

  #noteAcks(): void {
    const nowMs = performance.now();
    while (this.#sent - this.#frozenMs.length < this.acknowledged) {
      this.#waitedMs.push(nowMs - this.#frozenMs.shift()!);
    }
  }
}

async function measure<Prepared>(plan: AgentPlan, lane: Lane<Prepared>): Promise<AgentFigures> {
  const { flowsPerBatch, warmUpMs, measureMs, batchesMin } = plan;
  const prepared = makeBatches(BATCHES, flowsPerBatch).map(lane.prepare);
  const bytes = prepared.reduce((sum, one) => sum + lane.bytesOf(one), 0) / BATCHES;
  const sending = new Sending(lane, prepared);
  await sending.sendFor(warmUpMs, batchesMin);
  sending.takeWaitedMs();
  process.send!('begun');
  const [beganMs, beganUs, before] = [performance.now(), cpuUs(), sending.acknowledged];
  await sending.sendFor(measureMs, batchesMin);
  process.send!('ended');
  const batches = sending.acknowledged - before;
  const elapsedMs = performance.now() - beganMs;
  const spentUs = cpuUs() - beganUs;
  const busyMs = sending.takeWaitedMs();
  await sending.sendOneByOne(2 * batchesMin);
  return {
    flows: batches * flowsPerBatch,
    bytes: batches * bytes,
    elapsedMs,
    cpuUs: spentUs,
    busyMs,
    idleMs: sending.takeWaitedMs(),
  };
}

async function main(plan: AgentPlan): Promise<void> {
  const { certificate } = plan;
  const credentials =
    certificate === undefined
      ? ChannelCredentials.createInsecure()
      : ChannelCredentials.createSsl(readFileSync(certificate.cert));
  const { address, codec } = plan;
  const figures =
    codec === 'dropcast'
      ? await measure(plan, await openOurs(address, credentials))
      : await measure(plan, openNaive(address, credentials, codec));
  process.send!(figures, () => process.exit());
}

await main(JSON.parse(process.argv[2]!) as AgentPlan);
