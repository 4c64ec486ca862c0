/**
 * Batches by way of the spool: on disk first, then to the aggregator, in order. Stands between
 * pipeline and client; the client sees what is due, the spool keeps all of it.
 *
 *   freeze ──▶ Spool ──read, as many as may be in flight──▶ ShipClient ──▶ aggregator
 *                ▲────────────── released: acknowledged ────────┘
 *
 * A spool that knows its position is read on from at once, whether or not the aggregator answers.
 * Invariant: a batch is sent in one epoch under one sequence, and its epoch is bound to the spool's
 * own indexes before the first send.
 */
import type { Log } from '../../service/log.ts';
import type { LentContent, Welcome } from '../../wire/ingest.ts';
import type { Clock } from '../clock.ts';
import { encodeContent, type LeftOut } from './batch-bytes.ts';
import type { ShipClient } from './client.ts';
import { Condition } from './condition.ts';
import { ShipError } from './ship-error.ts';
import { countedUpTo, isNewReading } from './spool/counted-up-to.ts';
import type { Binding } from './spool/segment-format.ts';
import type { Spool } from './spool/spool.ts';

/**
 * An aggregator that answers so soon is heard before reading begins, so that nothing has to be
 * undone where it knows better.
 */
export const WELCOME_WAIT_MS = 1_000;

/** Where reading begins: as a Welcome says it. */
type Start = Pick<Welcome, 'cursor' | 'counted'>;

export interface SpooledClientOptions {
  readonly client: Pick<
    ShipClient,
    'delivery' | 'whenWelcomed' | 'whenRoom' | 'whenAcknowledged' | 'freezeEncoded' | 'run'
  >;
  readonly spool: Spool;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears that a batch was too large for one message and what it had to leave behind. */
  readonly onLeftOut: (what: LeftOut) => void;
}

export class SpooledClient {
  /** Times that the spool was given up since the aggregator was further, or elsewhere. */
  overtaken = 0;
  readonly #options: SpooledClientOptions;
  readonly #changed = new Condition();
  /** Where the aggregator lets us begin, once it has told. */
  #start: Start | undefined;
  /** The aggregator has told; what it means is being made durable. */
  #isWelcomed = false;
  #isReading = false;
  /** What is read can no longer be counted. */
  #isOver = false;

  constructor(options: SpooledClientOptions) {
    this.#options = options;
  }

  get hasRoom(): boolean {
    return this.#options.spool.hasRoom && !this.#isOver;
  }

  /** Batches that are on disk, or in memory, and not acknowledged. */
  get waiting(): number {
    const { last, released } = this.#options.spool;
    return last - released;
  }

  /** Batches that would be lost with this process. */
  get unkept(): number {
    return this.#options.spool.unwritten;
  }

  /** Resolves once there is room for a batch, or when `signal` aborts. */
  async whenRoom(signal: AbortSignal): Promise<void> {
    await this.#options.spool.changed.until(() => this.hasRoom, signal);
  }

  /** Where to read from, as soon as that is known; undefined when `signal` aborts before. */
  async whenStarted(signal: AbortSignal): Promise<Start | undefined> {
    const { clock, spool } = this.#options;
    let isLate = false;
    const waited = clock.delay(WELCOME_WAIT_MS, signal).then(() => {
      isLate = true;
      this.#changed.notify();
    });
    const mayBegin = () =>
      this.#start !== undefined ||
      (isLate && !this.#isWelcomed && spool.position !== undefined && !signal.aborted);
    await this.#changed.until(mayBegin, signal);
    if (!mayBegin()) {
      await waited;
      return undefined;
    }
    this.#isReading = true;
    return this.#start ?? this.#startOffline();
  }

  /** Freezes a batch: it goes to the disk, and then to the aggregator. */
  freeze(content: LentContent): void {
    const { spool, onLeftOut } = this.#options;
    spool.append(encodeContent(content, onLeftOut), content.cursorAfter);
  }

  /**
   * Resolves once all is acknowledged; where the aggregator is away, once all is on disk; or when
   * `signal` aborts.
   */
  async whenDelivered(signal: AbortSignal): Promise<void> {
    const { client, spool } = this.#options;
    const isAway = () => client.delivery.state !== 'streaming';
    const isDone = () => this.waiting === 0 || (isAway() && spool.unwritten === 0);
    await spool.changed.until(isDone, signal);
  }

  /**
   * Delivers until `signal` aborts. Rejects with ShipError when the aggregator wants no more of
   * this agent, and with SpoolError when the spool cannot be read.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { client, spool } = this.#options;
    const failing = new AbortController();
    const ending = AbortSignal.any([signal, failing.signal]);
    const runs = [client.run(ending), this.#ship(ending), spool.run(ending)];
    const ended = runs.map((run) =>
      run.catch((error: unknown) => {
        failing.abort(error);
      }),
    );
    await Promise.all(ended);
    if (failing.signal.aborted) throw failing.signal.reason;
  }

  async #ship(signal: AbortSignal): Promise<void> {
    const welcome = await this.#options.client.whenWelcomed(signal);
    if (welcome === undefined) return;
    const binding = await this.#settle(welcome, signal);
    await Promise.all([this.#send(signal), this.#release(binding, signal)]);
  }

  /** What of the spool is still to count, by what the first Welcome says; binds its epoch. */
  async #settle(welcome: Welcome, signal: AbortSignal): Promise<Binding> {
    this.#isWelcomed = true;
    const { spool } = this.#options;
    const { position, binding: before } = spool;
    const isNew = position === undefined || before === undefined;
    const { released, last } = spool;
    const held = isNew
      ? undefined
      : { binding: before, released, last, isReading: this.#isReading };
    const counted = held && countedUpTo(held, welcome);
    if (counted === undefined || counted === 'overtaken') {
      if (counted === 'overtaken') this.#noteOvertaken();
      this.#isOver = this.#isReading;
      const binding = bindingOf(welcome, spool.last);
      await spool.bind(binding, signal, welcome.cursor);
      if (this.#isOver) throw overtaken();
      this.#begin(welcome);
      return binding;
    }
    spool.release(counted);
    const isUnused = spool.last === before!.base || isNewReading(welcome.counted, before!.counted);
    const binding = bindingOf(welcome, counted);
    await spool.bind(binding, signal);
    this.#begin({
      cursor: spool.position!,
      ...(isUnused && welcome.counted && { counted: welcome.counted }),
    });
    return binding;
  }

  #begin(start: Start): void {
    this.#start = start;
    this.#changed.notify();
  }

  /** Another source's lines are passed over only where none of ours were read behind them. */
  #startOffline(): Start {
    const { position, binding, last } = this.#options.spool;
    const counted = last === binding?.base ? binding.counted : undefined;
    return { cursor: position!, ...(counted && { counted }) };
  }

  #noteOvertaken(): void {
    this.overtaken++;
    const what = "the spool is overtaken: it is given up, and reading begins at the aggregator's";
    this.#options.log.warn({ batches: this.waiting }, `${what} cursor`);
  }

  async #send(signal: AbortSignal): Promise<void> {
    const { client, spool } = this.#options;
    for (let index = spool.released + 1; !signal.aborted; index++) {
      await spool.changed.until(() => spool.isSendable(index), signal);
      await client.whenRoom(signal);
      if (!signal.aborted) client.freezeEncoded(await spool.read(index));
    }
  }

  async #release({ base }: Binding, signal: AbortSignal): Promise<void> {
    const { client, spool } = this.#options;
    while (!signal.aborted) {
      await client.whenAcknowledged(spool.released + 1 - base, signal);
      spool.release(base + client.delivery.acknowledged);
    }
  }
}

/** All up to `base` is counted, or given up. */
function bindingOf({ store, epoch, sequence, previous, counted }: Welcome, base: number): Binding {
  return {
    store,
    epoch,
    base: base - sequence,
    ...(previous && { previous }),
    ...(counted && { counted }),
  };
}

function overtaken(): ShipError {
  const what = 'another agent, or another source, has spoken for this node meanwhile';
  return new ShipError('overtaken', `${what}: the next start begins where it ended`);
}
