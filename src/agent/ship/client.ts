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
  FRAME_ROOM,
  type Hello,
  type LentContent,
  type Welcome,
} from '../../wire/ingest.ts';
import type { Clock } from '../clock.ts';
import { BACKOFF_MAX_MS, Backoff } from './backoff.ts';
import { encodeContent, type LeftOut } from './batch-bytes.ts';
import { Condition } from './condition.ts';
import { Delivery } from './delivery.ts';
import { ShipError } from './ship-error.ts';
import { openStream, type ShipStream, type StreamEnd } from './stream.ts';

/** The aggregator counts a node as not observed when it hears less. */
export const HEARTBEAT_MS = 5_000;
/** From the first packet of a connection to the Welcome. */
const WELCOME_TIMEOUT_MS = 15_000;
/** For the aggregator to end its side after we have ended ours. */
const END_TIMEOUT_MS = 1_000;

export interface ShipClientOptions {
  /** HOST:PORT of each aggregator; attempts to connect go through them in turn. */
  readonly addresses: readonly string[];
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
  readonly delivery = new Delivery();
  /** When the last Ack came; 0 before the first. */
  lastAckMs = 0;
  readonly #options: ShipClientOptions;
  readonly #backoff: Backoff;
  /** Notified whenever `delivery` may have changed. */
  readonly #changed = new Condition();
  #stream: ShipStream | undefined;
  #writable = false;
  #address = '';
  #isServed = false;
  #isConnectedBefore = false;
  #outage = false;
  /** Attempts to connect; which address is next. */
  #attempts: number;
  /** The aggregator has sent us away for so long. */
  #awayMs = 0;
  /** Why we have cut the stream ourselves. */
  #cutReason: string | undefined;
  #fatal: ShipError | undefined;
  /** What was found out about the node, encoded; told on each stream once, and when it changes. */
  #report: Uint8Array | undefined;
  #isReportDue = false;
  #isBeatDue = false;

  constructor(options: ShipClientOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
    this.#attempts = Math.floor(options.random() * options.addresses.length);
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

  /** Resolves once the batch of this sequence is acknowledged, or when `signal` aborts. */
  async whenAcknowledged(sequence: number, signal: AbortSignal): Promise<void> {
    await this.#changed.until(() => this.delivery.acknowledged >= sequence, signal);
  }

  /** Freezes a batch and sends it as soon as the stream allows. */
  freeze(content: LentContent): void {
    this.freezeEncoded(encodeContent(content, this.#options.onLeftOut), FRAME_ROOM);
  }

  /** The same of a content that is encoded already; `room`: see frameBatch. */
  freezeEncoded(content: Uint8Array, room = 0): void {
    this.delivery.freeze(content, room);
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
    const { clock, addresses } = this.#options;
    while (!signal.aborted) {
      const address = addresses[this.#attempts++ % addresses.length]!;
      const openedMs = clock.nowMs();
      const end = await this.#converse(address, signal);
      if (this.#fatal) throw this.#fatal;
      if (signal.aborted) return;
      this.#noteEnd(address, end);
      if (clock.nowMs() - openedMs > BACKOFF_MAX_MS) this.#backoff.reset();
      await clock.delay(Math.max(this.#backoff.next(), this.#awayMs), signal);
    }
  }

  /** Said once per outage; a stream that the aggregator ends in order is none. */
  #noteEnd(address: string, { reason, isOrderly, isRefusal }: StreamEnd): void {
    const wasServed = this.#isServed;
    this.#isServed = false;
    if (this.#outage || (isOrderly && wasServed && this.#awayMs === 0)) return;
    const why = this.#cutReason ?? reason;
    const what = isRefusal ? 'the aggregator refuses this agent' : 'aggregator unreachable';
    this.#options.log.warn({ aggregator: address, reason: why }, what);
    this.#outage = true;
  }

  /** One stream from its Hello to its end. */
  async #converse(address: string, signal: AbortSignal): Promise<StreamEnd> {
    const { credentials, hello } = this.#options;
    const ended = Promise.withResolvers<StreamEnd>();
    const stream = openStream(address, credentials, {
      onMessage: (message) => this.#receive(message),
      onDrain: () => this.#resume(),
      onEnd: ended.resolve,
    });
    this.#stream = stream;
    this.#address = address;
    this.#awayMs = 0;
    this.#cutReason = undefined;
    this.#isReportDue = true;
    this.#isBeatDue = false;
    this.delivery.greet();
    this.#writable = stream.write(encodeAgentMessage({ kind: 'hello', hello }));
    const over = new AbortController();
    const end = () => void this.#end(stream, over.signal);
    signal.addEventListener('abort', end, { once: true });
    void this.#cutWithoutWelcome(stream, over.signal);
    void this.#beatOn(over.signal);
    const streamEnd = await ended.promise;
    signal.removeEventListener('abort', end);
    over.abort();
    this.#stream = undefined;
    this.delivery.cut();
    this.#changed.notify();
    return streamEnd;
  }

  #receive(message: AggregatorMessage): void {
    try {
      const verdict = this.delivery.receive(message);
      if (verdict.kind === 'reconnect') this.#cut(verdict.reason, verdict.afterMs);
    } catch (error) {
      if (!(error instanceof ShipError)) throw error;
      this.#fatal ??= error;
      this.#stream?.cut();
    }
    if (message.kind === 'ack') this.#noteAck();
    if (message.kind === 'ack' || this.delivery.inFlight === 0) this.#noteServed();
    this.#changed.notify();
    this.#pump();
  }

  #cut(reason: string, awayMs: number): void {
    this.#cutReason = reason;
    this.#awayMs = awayMs;
    this.#stream?.cut();
  }

  #noteAck(): void {
    this.lastAckMs = this.#options.clock.nowMs();
    this.#backoff.reset();
  }

  /** A Welcome alone proves little to one who has something to deliver. */
  #noteServed(): void {
    if (this.delivery.state !== 'streaming' || this.#isServed) return;
    this.#isServed = true;
    const { log } = this.#options;
    const isAgain = this.#isConnectedBefore && !this.#outage;
    const aggregator = this.#address;
    if (isAgain) log.debug({ aggregator }, 'connected anew');
    else log.info({ aggregator }, this.#outage ? 'reconnected' : 'connected');
    this.#isConnectedBefore = true;
    this.#outage = false;
  }

  #resume(): void {
    this.#writable = true;
    this.#pump();
  }

  #pump(): void {
    this.#sendReport();
    this.#sendBeat();
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
  async #beatOn(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await this.#options.clock.delay(HEARTBEAT_MS, over);
      if (over.aborted) return;
      this.#isBeatDue = true;
      this.#pump();
    }
  }

  /** Before further batches: a stream that is never idle must not silence it. */
  #sendBeat(): void {
    if (!this.#isBeatDue || !this.#stream || !this.#writable) return;
    if (this.delivery.state !== 'streaming') return;
    this.#isBeatDue = false;
    this.#beat(this.#stream);
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
