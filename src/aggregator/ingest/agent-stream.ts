/**
 * One stream of one agent, from hello to its end. Messages are taken one after the other; an ack
 * goes out only when the store has the batch. Whatever an agent sends, the worst that happens is
 * the end of this stream.
 *
 *   hello ──► grant ──► welcome ──► ( batch ──► ack | heartbeat | report )* ──► end
 *     │         │                       │
 *     │         └──► status: nobody speaks for another node
 *     └────────────────► refused ◄──────┘   fenced · sequence_gap · invalid
 */
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import type { Check } from '../../flow/check.ts';
import type { Flow } from '../../flow/flow.ts';
import { type Access, AccessRefusal } from '../../service/access.ts';
import { TIMER_MS_MAX } from '../../service/keep-granted.ts';
import type { Log } from '../../service/log.ts';
import type { Peer } from '../../service/peer.ts';
import { refusalStatus } from '../../service/refusal-status.ts';
import {
  type AggregatorMessage,
  type Batch,
  decodeAgentMessage,
  type Hello,
  type RefusedReason,
} from '../../wire/ingest.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { AggregatorMetrics } from '../metrics.ts';
import { type AgentKey, type Store, StoreError } from '../store.ts';
import type { ConnectedAgents, ConnectedStream } from './connected-agents.ts';
import { countBatch } from './count-batch.ts';
import { helloFault } from './hello-fault.ts';

/** Requests are bytes: decoding here, not in gRPC, lets a malformed message be answered. */
export type ShipCall = ServerDuplexStream<Uint8Array, AggregatorMessage>;

export interface IngestOptions {
  readonly store: Store;
  /** Asked before the store hears of an agent. */
  readonly access: Pick<Access, 'agent'>;
  readonly peerOf: (call: ShipCall) => Peer;
  /** Names the ends of flows as far as the cluster's view allows. */
  readonly names: Pick<ClusterNames, 'nameFlow' | 'settled'>;
  /** Hears of flows that are committed. */
  readonly publish: (agent: AgentKey, flows: readonly Flow[]) => void;
  readonly metrics: AggregatorMetrics;
  readonly log: Log;
  /** For agents that name no cluster. */
  readonly clusterName: string;
}

interface Refusal {
  readonly reason: RefusedReason;
  readonly message: string;
}

const NEWER_INSTANCE: Refusal = {
  reason: 'fenced',
  message: 'a newer instance speaks for this node and source',
};

export class AgentStream implements ConnectedStream {
  readonly #call: ShipCall;
  readonly #options: IngestOptions;
  readonly #connected: ConnectedAgents;
  #agent: AgentKey | undefined;
  #isClosing = false;
  #isEnded = false;
  #receiving: Promise<void> = Promise.resolve();
  #endsMs = Number.POSITIVE_INFINITY;
  #ending: NodeJS.Timeout | undefined;
  instance = '';
  epoch = 0;

  constructor(call: ShipCall, options: IngestOptions, connected: ConnectedAgents) {
    this.#call = call;
    this.#options = options;
    this.#connected = connected;
  }

  /** Resolves when the stream has ended, for whatever reason. */
  async run(): Promise<void> {
    try {
      for await (const bytes of this.#call.iterator({ destroyOnReturn: false })) {
        if (this.#isClosing || this.#isEnded) break;
        this.#receiving = this.#receive(bytes);
        await this.#receiving;
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#end();
      const { node, source } = this.#agent ?? {};
      if (node) this.#options.log.info({ node, source }, 'agent disconnected');
    }
  }

  async #receive(bytes: Uint8Array): Promise<void> {
    const message = decodeAgentMessage(bytes);
    switch (message.kind) {
      case 'hello':
        return this.#welcome(message.hello);
      case 'batch':
        return this.#apply(message.batch);
      case 'heartbeat':
        return this.#observe(message.observedUs);
      case 'report':
        return this.#report(message.checks);
    }
  }

  async #welcome(hello: Hello): Promise<void> {
    const fault = this.#agent ? 'a second hello' : helloFault(hello);
    if (fault) return this.#refuse({ reason: 'invalid', message: fault });
    const agent = { ...hello, cluster: hello.cluster || this.#options.clusterName };
    const { access, peerOf, store } = this.#options;
    const grant = await access.agent(peerOf(this.#call), agent);
    // Who has gone meanwhile must not take over from who came after it.
    if (this.#isEnded || this.#call.cancelled) return;
    const welcome = await store.welcome(agent);
    if (welcome === 'fenced') return this.#refuse(NEWER_INSTANCE);
    this.instance = hello.instance;
    this.epoch = welcome.epoch;
    this.#agent = agent;
    if (!this.#connected.enter(agent, this)) return this.#refuse(NEWER_INSTANCE);
    this.#options.metrics.agentsConnected.set(this.#connected.size);
    const { node, source, version } = hello;
    const { who } = grant;
    this.#options.log.info({ node, source, version, who, ...welcome }, 'agent connected');
    this.endBy(grant.untilMs);
    await this.#send({ kind: 'welcome', welcome });
  }

  async #apply(batch: Batch): Promise<void> {
    const agent = this.#agent;
    if (!agent) return this.#refuse({ reason: 'invalid', message: 'a batch before hello' });
    if (batch.epoch !== this.epoch) return this.#refuse(NEWER_INSTANCE);
    const { store, metrics } = this.#options;
    const named = await this.#named(batch, agent.cluster);
    if (this.#isEnded) return;
    const stop = metrics.storeCommitSeconds.startTimer();
    const applied = await store.apply(named, agent);
    stop();
    if (applied === 'fenced') return this.#refuse(NEWER_INSTANCE);
    if (applied === 'gap') {
      const message = `batch ${batch.sequence} came before the one ahead of it`;
      return this.#refuse({ reason: 'sequence_gap', message });
    }
    countBatch(metrics, named, applied);
    if (applied === 'applied') this.#options.publish(agent, named.flows);
    await this.#send({ kind: 'ack', sequence: batch.sequence });
  }

  /** Waits, boundedly, until it is known who had which address when the records were made. */
  async #named(batch: Batch, cluster: string): Promise<Batch> {
    const { names, metrics } = this.#options;
    const isSettled = await names.settled(batch.flows, cluster);
    if (!isSettled) metrics.batchesUnsettled.inc();
    return { ...batch, flows: batch.flows.map((flow) => names.nameFlow(flow, cluster)) };
  }

  async #observe(observedUs: number): Promise<void> {
    if (!this.#agent)
      return this.#refuse({ reason: 'invalid', message: 'a heartbeat before hello' });
    await this.#options.store.observe(this.#agent, observedUs);
  }

  async #report(checks: readonly Check[]): Promise<void> {
    if (!this.#agent) return this.#refuse({ reason: 'invalid', message: 'a report before hello' });
    await this.#options.store.report(this.#agent, checks);
  }

  fence(): void {
    this.#refuse(NEWER_INSTANCE);
  }

  /**
   * Ends the stream in order at `ms` since the epoch, or when it was told to end before: the agent
   * comes back and shows its newest credentials.
   */
  endBy(ms: number): void {
    if (this.#isEnded || ms >= this.#endsMs) return;
    this.#endsMs = ms;
    clearTimeout(this.#ending);
    const leftMs = Math.min(Math.max(0, ms - Date.now()), TIMER_MS_MAX);
    this.#ending = setTimeout(() => void this.close(), leftMs);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#receiving.catch(() => {});
    this.#end();
  }

  #refuse({ reason, message }: Refusal): void {
    if (this.#isEnded) return;
    const { node, source } = this.#agent ?? {};
    this.#options.metrics.refused.inc({ reason });
    this.#options.log.warn({ node, source, reason }, `agent refused: ${message}`);
    this.#call.write({ kind: 'refused', reason, message });
    this.#end();
  }

  /**
   * Resolves when gRPC has taken the message: an agent that does not read its acks stops being
   * read.
   */
  #send(message: AggregatorMessage): Promise<void> {
    if (this.#isEnded || !this.#call.writable) return Promise.resolve();
    return new Promise((resolve) => {
      this.#call.write(message, () => resolve());
    });
  }

  #fail(error: unknown): void {
    if (error instanceof WireError) {
      this.#refuse({ reason: 'invalid', message: error.message });
    } else if (error instanceof AccessRefusal) {
      this.#call.emit('error', refusalStatus(error));
    } else if (error instanceof StoreError) {
      this.#options.metrics.storeErrors.inc();
      this.#options.log.error({ node: this.#agent?.node }, error.message);
      this.#call.emit('error', { code: status.UNAVAILABLE, details: 'the store failed' });
    } else if (!this.#call.cancelled && !this.#call.destroyed) {
      this.#options.log.error({ node: this.#agent?.node, err: error }, 'agent stream failed');
      this.#call.emit('error', { code: status.INTERNAL, details: 'internal error' });
    }
  }

  #end(): void {
    this.#isEnded = true;
    clearTimeout(this.#ending);
    this.#call.end();
    if (!this.#agent) return;
    this.#connected.leave(this.#agent, this);
    this.#options.metrics.agentsConnected.set(this.#connected.size);
  }
}
