/**
 * One stream through the relay: what its agent said so far, and what of it is said again.
 * Nothing waits for room here: an agent has at most eight batches in flight, so that what is
 * written ahead is bounded by it.
 */
import { setTimeout as delay } from 'node:timers/promises';

/** Batches that are remembered of a stream, the newest ones. */
const BATCHES_MAX = 32;

/** First byte of a message: its field's number and wire type (proto/dropcast/v1/ingest.proto). */
const BATCH = (2 << 3) | 2;
const ACK = (2 << 3) | 2;

/** What is to go wrong with the messages to come; shared by all streams, and used up by them. */
export interface Disorder {
  /** So many batches are sent twice. */
  doubles: number;
  /** So many batches are followed by one from before. */
  resends: number;
  /** So many acks come twice, and one from before after them. */
  repeats: number;
  /** Answers come so late. */
  delayMs: number;
}

/** Sends one message on. */
export type Send = (message: Buffer) => void;

export class RelayedStream {
  readonly #disorder: Disorder;
  readonly #batches: Buffer[] = [];
  #hello: Buffer | undefined;
  #firstAck: Buffer | undefined;
  #answered: Promise<void> = Promise.resolve();

  constructor(disorder: Disorder) {
    this.#disorder = disorder;
  }

  /** All that was said, for saying it again: the Hello and the newest batches behind it. */
  get said(): readonly Buffer[] {
    return this.#hello === undefined ? [] : [this.#hello, ...this.#batches];
  }

  /** A message of the agent. */
  up(message: Buffer, send: Send): void {
    send(message);
    this.#hello ??= message;
    if (message[0] !== BATCH) return;
    this.#batches.push(message);
    if (this.#batches.length > BATCHES_MAX) this.#batches.shift();
    if (this.#take('doubles')) send(message);
    // The oldest that is known: it is the one that was acknowledged longest ago.
    if (this.#take('resends')) send(this.#batches[0]!);
  }

  /** A message of the aggregator; in its order, whatever is late. */
  down(message: Buffer, send: Send): void {
    const { delayMs } = this.#disorder;
    this.#answered = this.#answered.then(async () => {
      if (delayMs > 0) await delay(delayMs);
      this.#answer(message, send);
    });
  }

  #answer(message: Buffer, send: Send): void {
    send(message);
    if (message[0] !== ACK) return;
    this.#firstAck ??= message;
    if (!this.#take('repeats')) return;
    send(message);
    send(this.#firstAck);
  }

  /** Resolves when all answers so far are passed on. */
  get answered(): Promise<void> {
    return this.#answered;
  }

  #take(what: 'doubles' | 'resends' | 'repeats'): boolean {
    if (this.#disorder[what] === 0) return false;
    this.#disorder[what]--;
    return true;
  }
}
