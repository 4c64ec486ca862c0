/**
 * One stream of one agent, from hello to its end. Messages are taken one after the other; an ack
 * goes out only when the store has the batch. Whatever an agent sends, the worst that happens is
 * the end of this stream.
 *
 *   hello ──► grant ──► welcome ──► ( batch ──► ack | heartbeat | report )* ──► end
 *     │         │                       │
 *     │         └──► status: nobody speaks for another node
 *     └────────────────► refused ◄──────┘   fenced · sequence_gap · invalid · limited
 *
 * An agent beyond its share is not read on until it has it again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import type { Check } from '../../flow/check.ts';
import type { Flow } from '../../flow/flow.ts';
import { type Access, AccessRefusal } from '../../service/access.ts';
import type { Log } from '../../service/log.ts';
import type { Peer } from '../../service/peer.ts';
import { refusalStatus } from '../../service/refusal-status.ts';
import {
  type AgentMessage,
  type AggregatorMessage,
  type Batch,
  decodeAgentMessage,
  type Hello,
  type Refused,
} from '../../wire/ingest.ts';
import type { SharedParts } from '../../wire/shared-parts.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { ClusterNames } from '../cluster-names.ts';
import type { AggregatorMetrics } from '../metrics.ts';
import { type AgentKey, type Store, StoreError } from '../store.ts';
import type { NoteClock } from './clocks-ahead.ts';
import type { ConnectedAgents, ConnectedStream } from './connected-agents.ts';
import { countBatch } from './count-batch.ts';
import { helloFault } from './hello-fault.ts';
import type { Inbox } from './inbox.ts';
import {
  HELD_MS_MAX,
  type IngestLimits,
  limitedFor,
  TOO_MANY_AGENTS,
  TOO_MANY_SOURCES,
} from './limits.ts';
import type { NodeSources } from './node-sources.ts';
import { ownLosses } from './own-losses.ts';
import { queryAddress } from './query-address.ts';
import type { NoteStoreFailure } from './store-failures.ts';
import { jittered, StreamLife } from './stream-life.ts';
import type { Throttle } from './throttle.ts';
import { withoutAhead } from './time-ahead.ts';

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
  readonly limits: IngestLimits;
}

/** What the streams of one aggregator have in common beside the options. */
export interface IngestParts extends IngestOptions {
  readonly connected: ConnectedAgents;
  readonly throttle: Throttle;
  readonly inbox: Inbox;
  readonly sources: NodeSources;
  /** Of batches: an agent's ends come again in each of them. */
  readonly shared: SharedParts;
  readonly noteClock: NoteClock;
  readonly noteStoreFailure: NoteStoreFailure;
}

const NEWER_INSTANCE: Refused = {
  reason: 'fenced',
  message: 'a newer instance speaks for this node and source',
};

export class AgentStream implements ConnectedStream {
  readonly #call: ShipCall;
  readonly #options: IngestParts;
  /** Aborts when the stream ends or is about to. */
  readonly #over = new AbortController();
  readonly #life: StreamLife;
  #agent: AgentKey | undefined;
  #isClosing = false;
  #isEnded = false;
  #receiving: Promise<void> = Promise.resolve();
  readonly #becomeKnown: () => void;
  instance = '';
  epoch = 0;
  queryAddress: string | undefined;

  /** `becomeKnown` is told when its hello is granted. */
  constructor(call: ShipCall, options: IngestParts, becomeKnown: () => void) {
    this.#call = call;
    this.#options = options;
    this.#becomeKnown = becomeKnown;
    this.#life = new StreamLife(() => void this.close());
    call.once('cancelled', () => this.#over.abort());
  }

  /** Resolves when the stream has ended, for whatever reason. */
  async run(): Promise<void> {
    try {
      for await (const bytes of this.#call.iterator({ destroyOnReturn: false })) {
        if (this.#isClosing || this.#isEnded) break;
        this.#life.read();
        this.#receiving = this.#receive(bytes);
        await this.#receiving;
        this.#options.inbox.finish(bytes);
        this.#life.pause(this.#call.readableLength === 0);
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
    const message = decodeAgentMessage(bytes, this.#options.shared);
    await this.#take(message);
    if (this.#agent) await this.#hold(this.#agent, message, bytes.length);
  }

  async #take(message: AgentMessage): Promise<void> {
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
    const { access, peerOf, store, throttle, sources } = this.#options;
    const grant = await access.agent(peerOf(this.#call), agent);
    // Who has gone meanwhile must not take over from who came after it.
    if (this.#isEnded || this.#call.cancelled) return;
    this.#becomeKnown();
    if (!sources.admit(agent)) return this.#refuse(TOO_MANY_SOURCES);
    const dueMs = throttle.due(agent);
    if (dueMs > HELD_MS_MAX) return this.#refuse(limitedFor(dueMs));
    const welcome = await store.welcome(agent);
    if (welcome === 'fenced') return this.#refuse(NEWER_INSTANCE);
    if (welcome === 'full') return this.#refuse(TOO_MANY_AGENTS);
    this.instance = hello.instance;
    this.epoch = welcome.epoch;
    this.queryAddress = queryAddress(hello.queryAddress, this.#call.getPeer());
    this.#agent = agent;
    const { connected, metrics, limits } = this.#options;
    if (!connected.enter(agent, this)) return this.#refuse(NEWER_INSTANCE);
    metrics.agentsConnected.set(connected.size);
    const grantedMs = grant.untilMs - Date.now();
    this.#life.endIn(Math.min(jittered(limits.streamAgeMs), grantedMs));
    const { node, source, version } = hello;
    const { who } = grant;
    this.#options.log.info({ node, source, version, who, ...welcome }, 'agent connected');
    await this.#send({ kind: 'welcome', welcome });
  }

  async #apply(batch: Batch): Promise<void> {
    const agent = this.#agent;
    if (!agent) return this.#refuse({ reason: 'invalid', message: 'a batch before hello' });
    if (batch.epoch !== this.epoch) return this.#refuse(NEWER_INSTANCE);
    const { store, metrics } = this.#options;
    const own = { ...batch, losses: ownLosses(batch.losses, agent.source) };
    const inTime = withoutAhead(own, agent.source, Date.now() * 1_000);
    const named = await this.#named(inTime, agent.cluster);
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
    this.#options.noteClock(this.#agent, observedUs);
    await this.#options.store.observe(this.#agent, observedUs);
  }

  async #report(checks: readonly Check[]): Promise<void> {
    if (!this.#agent) return this.#refuse({ reason: 'invalid', message: 'a report before hello' });
    await this.#options.store.report(this.#agent, checks);
  }

  /** Until the agent has its share again; where that is long, it is told to come back then. */
  async #hold(agent: AgentKey, message: AgentMessage, bytes: number): Promise<void> {
    const { throttle, metrics, log } = this.#options;
    const flows = message.kind === 'batch' ? message.batch.flows.length : 0;
    const { waitMs, isNew } = throttle.charge(agent, flows, bytes);
    if (waitMs === 0) return;
    metrics.throttledSeconds.inc(waitMs / 1_000);
    const { node, source } = agent;
    if (isNew) log.warn({ node, source }, 'agent sends more than its share: it is held back');
    if (waitMs > HELD_MS_MAX) return this.#refuse(limitedFor(waitMs));
    await sleep(waitMs, undefined, { signal: this.#over.signal }).catch(() => {});
  }

  fence(): void {
    this.#refuse(NEWER_INSTANCE);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#over.abort();
    await this.#receiving.catch(() => {});
    this.#end();
  }

  #refuse(refused: Refused): void {
    const { reason, message } = refused;
    if (this.#isEnded) return;
    const { node, source } = this.#agent ?? {};
    const { metrics, log } = this.#options;
    metrics.refused.inc({ reason });
    // What makes no sense before it is known who is there, anybody may send as often as they like.
    const level = reason === 'invalid' && node === undefined ? 'debug' : 'warn';
    log[level]({ node, source, reason }, `agent refused: ${message}`);
    this.#call.write({ kind: 'refused', ...refused });
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
      this.#options.noteStoreFailure(error, this.#agent?.node);
      this.#call.emit('error', { code: status.UNAVAILABLE, details: 'the store failed' });
    } else if (!this.#call.cancelled && !this.#call.destroyed) {
      this.#options.log.error({ node: this.#agent?.node, err: error }, 'agent stream failed');
      this.#call.emit('error', { code: status.INTERNAL, details: 'internal error' });
    }
  }

  #end(): void {
    this.#isEnded = true;
    this.#over.abort();
    this.#life.end();
    this.#call.end();
    if (!this.#agent) return;
    const { connected, metrics } = this.#options;
    connected.leave(this.#agent, this);
    metrics.agentsConnected.set(connected.size);
  }
}
