/**
 * Carries what Delivery decides: one stream after the other to the aggregator until it is told to
 * stop.
 * Outages are ordinary: each is said once, and the wait between attempts grows. ShipError ends it
 * for good.
 */
import type { Check } from '../../flow/check.ts';
import type { Log } from '../../service/log.ts';
import type { ClientCredentials } from '../../service/tls/client-credentials.ts';
import {
  type AggregatorMessage,
  encodeAgentMessage,
  type Hello,
  type Welcome,
} from '../../wire/ingest.ts';
import type { Clock } from '../clock.ts';
import { BACKOFF_MAX_MS, Backoff } from './backoff.ts';
import { encodeBatch, type LeftOut } from './batch-bytes.ts';
import { Condition } from './condition.ts';
import { type BatchContent, Delivery } from './delivery.ts';
import { ShipError } from './ship-error.ts';
import { openStream, type ShipStream } from './stream.ts';

/** The aggregator counts a node as not observed when it hears less. */
export const HEARTBEAT_MS = 5_000;
/** From the first packet of a connection to the Welcome. */
const WELCOME_TIMEOUT_MS = 15_000;
/** For the aggregator to end its side after we have ended ours. */
const END_TIMEOUT_MS = 1_000;

export interface ShipClientOptions {
  /** HOST:PORT of the aggregator. */
  readonly address: string;
  readonly credentials: ClientCredentials;
  readonly hello: Hello;
  readonly clock: Clock;
  readonly log: Log;
  /** Jitter: numbers in [0, 1). */
  readonly random: () => number;
  /** Up to when everything was read, in microseconds: what heartbeats say. */
  readonly observedUs: () => number;
  /** Hears that a batch was too large for one message and what it had to leave behind. */
  readonly onLeftOut: (what: LeftOut) => void;
}

export class ShipClient {
  readonly delivery: Delivery;
  /** When the last Ack came; 0 before the first. */
  lastAckMs = 0;
  readonly #options: ShipClientOptions;
  readonly #backoff: Backoff;
  /** Notified whenever `delivery` may have changed. */
  readonly #changed = new Condition();
  #stream: ShipStream | undefined;
  #writable = false;
  #outage = false;
  #fatal: ShipError | undefined;
  /** What was found out about the node, encoded; told on each stream once, and when it changes. */
  #report: Uint8Array | undefined;
  #isReportDue = false;

  constructor(options: ShipClientOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
    this.delivery = new Delivery((batch) => encodeBatch(batch, options.onLeftOut));
  }

  get hasRoom(): boolean {
    return this.delivery.hasRoom;
  }

  /** Resolves once there is room for a batch, or when `signal` aborts. */
  async whenRoom(signal: AbortSignal): Promise<void> {
    await this.#changed.until(() => this.delivery.hasRoom, signal);
  }

  /** The first Welcome, as soon as it is there; undefined when `signal` aborts before. */
  async whenWelcomed(signal: AbortSignal): Promise<Welcome | undefined> {
    await this.#changed.until(() => this.delivery.firstWelcome !== undefined, signal);
    return this.delivery.firstWelcome;
  }

  /** Resolves once all that was frozen is acknowledged, or when `signal` aborts. */
  async whenDelivered(signal: AbortSignal): Promise<void> {
    await this.#changed.until(() => this.delivery.inFlight === 0, signal);
  }

  /** Freezes a batch and sends it as soon as the stream allows. */
  freeze(content: BatchContent): void {
    this.delivery.freeze(content);
    this.#pump();
  }

  /** Tells the aggregator what was found out about the node, now and after each reconnect. */
  report(checks: readonly Check[]): void {
    this.#report = encodeAgentMessage({ kind: 'report', checks });
    this.#isReportDue = true;
    this.#pump();
  }

  /**
   * Delivers until `signal` aborts. Rejects with ShipError when the aggregator wants no more of
   * this agent.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log, address } = this.#options;
    while (!signal.aborted) {
      const openedMs = clock.nowMs();
      const reason = await this.#converse(signal);
      if (this.#fatal) throw this.#fatal;
      if (signal.aborted) return;
      if (!this.#outage) log.warn({ aggregator: address, reason }, 'aggregator unreachable');
      this.#outage = true;
      if (clock.nowMs() - openedMs > BACKOFF_MAX_MS) this.#backoff.reset();
      await clock.delay(this.#backoff.next(), signal);
    }
  }

  /** One stream from its Hello to its end; gives the reason of the end. */
  async #converse(signal: AbortSignal): Promise<string> {
    const { address, credentials, hello } = this.#options;
    const ended = Promise.withResolvers<string>();
    const stream = openStream(address, credentials, {
      onMessage: (message) => this.#receive(message),
      onDrain: () => this.#resume(),
      onEnd: ended.resolve,
    });
    this.#stream = stream;
    this.#isReportDue = true;
    this.delivery.greet();
    this.#writable = stream.write(encodeAgentMessage({ kind: 'hello', hello }));
    const over = new AbortController();
    const end = () => void this.#end(stream, over.signal);
    signal.addEventListener('abort', end, { once: true });
    void this.#cutWithoutWelcome(stream, over.signal);
    void this.#beatOn(stream, over.signal);
    const reason = await ended.promise;
    signal.removeEventListener('abort', end);
    over.abort();
    this.#stream = undefined;
    this.delivery.cut();
    this.#changed.notify();
    return reason;
  }

  #receive(message: AggregatorMessage): void {
    try {
      const verdict = this.delivery.receive(message);
      if (verdict === 'reconnect') this.#stream?.cut();
    } catch (error) {
      if (!(error instanceof ShipError)) throw error;
      this.#fatal ??= error;
      this.#stream?.cut();
    }
    if (message.kind === 'ack') this.#noteAck();
    if (message.kind === 'welcome') this.#noteWelcome();
    this.#changed.notify();
    this.#pump();
  }

  #noteAck(): void {
    this.lastAckMs = this.#options.clock.nowMs();
    this.#backoff.reset();
  }

  #noteWelcome(): void {
    if (this.delivery.state !== 'streaming') return;
    const { log, address } = this.#options;
    log.info({ aggregator: address }, this.#outage ? 'reconnected' : 'connected');
    this.#outage = false;
  }

  #resume(): void {
    this.#writable = true;
    this.#pump();
  }

  #pump(): void {
    this.#sendReport();
    while (this.#writable && this.#stream) {
      const batch = this.delivery.next();
      if (batch === undefined) return;
      this.#writable = this.#stream.write(batch.bytes);
    }
  }

  #sendReport(): void {
    if (!this.#isReportDue || !this.#writable || this.delivery.state !== 'streaming') return;
    if (this.#report) this.#writable = this.#stream!.write(this.#report);
    this.#isReportDue = false;
  }

  /** Also between batches: they say what was seen, and only a heartbeat up to when. */
  async #beatOn(stream: ShipStream, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await this.#options.clock.delay(HEARTBEAT_MS, over);
      if (!over.aborted) this.#beat(stream);
    }
  }

  #beat(stream: ShipStream): void {
    if (!this.#writable || this.delivery.state !== 'streaming') return;
    const observedUs = this.#options.observedUs();
    this.#writable = stream.write(encodeAgentMessage({ kind: 'heartbeat', observedUs }));
  }

  async #cutWithoutWelcome(stream: ShipStream, over: AbortSignal): Promise<void> {
    await this.#options.clock.delay(WELCOME_TIMEOUT_MS, over);
    if (!over.aborted && this.delivery.state === 'greeted') stream.cut();
  }

  async #end(stream: ShipStream, over: AbortSignal): Promise<void> {
    this.#beat(stream);
    stream.end();
    await this.#options.clock.delay(END_TIMEOUT_MS, over);
    if (!over.aborted) stream.cut();
  }
}
