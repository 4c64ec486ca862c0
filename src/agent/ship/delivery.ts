/**
 * Which batches exist and which of them are sent: the state machine behind one (node, source),
 * without any I/O.
 *
 *                 hello sent            Welcome
 *   connecting ──────────────▶ greeted ─────────▶ streaming     freeze, next, acknowledge
 *       ▲                         │                   │
 *       └──────────── cut ────────┴───────────────────┘
 *   fenced, rewound, invalid, protocol: ShipError, for good.
 *
 * Invariant: a batch keeps its content from freezing, and its sequence and bytes from its first
 * send, until an Ack or a Welcome covers it.
 */
import assert from 'node:assert/strict';
import { BATCHES_IN_FLIGHT_MAX } from '../../flow/limits.ts';
import {
  type AggregatorMessage,
  type BatchPosition,
  frameBatch,
  type Refused,
  type Welcome,
} from '../../wire/ingest.ts';
import { giveBack } from './outgoing.ts';
import { ShipError } from './ship-error.ts';

export type DeliveryState = 'connecting' | 'greeted' | 'streaming';

export interface FrozenBatch {
  readonly epoch: number;
  readonly sequence: number;
  /** The encoded message, the same for every send. */
  readonly bytes: Uint8Array;
  /** The memory that they lie in is the batch's alone. */
  readonly isOwner: boolean;
}

/** What an answer means for the stream that it came on. */
export type Verdict =
  | { readonly kind: 'continue' }
  /** It is of no more use; the next one after so many milliseconds at least. */
  | { readonly kind: 'reconnect'; readonly afterMs: number; readonly reason: string };

const CONTINUE: Verdict = { kind: 'continue' };

/** Longest that an aggregator may send us away for. */
const RETRY_AFTER_MS_MAX = 300_000;

/** Until somebody has upgraded it; what is read meanwhile waits in its source. */
const OLDER_RETRY_MS = 10_000;
const OLDER_AGGREGATOR =
  'it is older than this agent and may misread its batches: upgrade the aggregator first';

export interface DeliveryCounts {
  /** Batches that an Ack or a Welcome covered. */
  acknowledged: number;
  /** Sends of batches that had been sent before. */
  resent: number;
}

export class Delivery {
  readonly counts: DeliveryCounts = { acknowledged: 0, resent: 0 };
  #state: DeliveryState = 'connecting';
  #welcome: Welcome | undefined;
  /** Unacknowledged batches, ascending and without holes. */
  #inFlight: FrozenBatch[] = [];
  #frozen = 0;
  #acknowledged = 0;
  /** Last sequence sent on this stream, and on any stream. */
  #sent = 0;
  #sentEver = 0;
  /** Last sequence that was sent more than once: a stream may still have to read up to it. */
  #resent = 0;

  get state(): DeliveryState {
    return this.#state;
  }

  /** The first Welcome: it names our epoch and where to read from. */
  get firstWelcome(): Welcome | undefined {
    return this.#welcome;
  }

  /** The last sequence that an Ack or a Welcome covered. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  get inFlight(): number {
    return this.#inFlight.length;
  }

  get hasRoom(): boolean {
    return this.#inFlight.length < BATCHES_IN_FLIGHT_MAX;
  }

  /** A stream is open and our Hello is on it. */
  greet(): void {
    assert.equal(this.#state, 'connecting');
    this.#state = 'greeted';
  }

  /** The stream is gone; whatever was sent on it may or may not have arrived. */
  cut(): void {
    this.#state = 'connecting';
  }

  /**
   * Gives an encoded content its epoch and sequence, once; `room`: see frameBatch. Where there is
   * room the memory is the batch's from now on, and goes back when the batch is covered.
   * Only with room, and only after the first Welcome: before it nobody knows the epoch.
   */
  freeze(content: Uint8Array, room = 0): FrozenBatch {
    assert(
      this.#welcome && this.hasRoom,
      'a batch is frozen after the Welcome and while there is room',
    );
    const { epoch } = this.#welcome;
    const sequence = this.#frozen + 1;
    const bytes = frameBatch({ epoch, sequence }, content, room);
    const batch = { epoch, sequence, bytes, isOwner: room > 0 };
    this.#frozen = sequence;
    this.#inFlight.push(batch);
    return batch;
  }

  /** The next batch to send on this stream, which counts as sent; undefined when there is none. */
  next(): FrozenBatch | undefined {
    if (this.#state !== 'streaming') return undefined;
    const batch = this.#inFlight[this.#sent - this.#acknowledged];
    if (batch === undefined) return undefined;
    if (batch.sequence <= this.#sentEver) {
      this.counts.resent++;
      this.#resent = Math.max(this.#resent, batch.sequence);
    }
    this.#sent = batch.sequence;
    this.#sentEver = Math.max(this.#sentEver, batch.sequence);
    return batch;
  }

  /**
   * Takes in an answer of the aggregator. Throws ShipError when delivery ends for good.
   */
  receive(message: AggregatorMessage): Verdict {
    switch (message.kind) {
      case 'welcome':
        return this.#receiveWelcome(message.welcome);
      case 'ack':
        return this.#receiveAck(message.sequence);
      case 'refused':
        return refuse(message);
    }
  }

  #receiveWelcome(welcome: Welcome): Verdict {
    if (this.#state !== 'greeted') return reconnect('the aggregator welcomed out of turn');
    if (welcome.isOlder) return reconnect(OLDER_AGGREGATOR, OLDER_RETRY_MS);
    if (this.#welcome === undefined) {
      this.#welcome = welcome;
      this.#frozen = welcome.sequence;
      this.#acknowledged = welcome.sequence;
      this.#sentEver = welcome.sequence;
    }
    this.#checkSameInstance(welcome, this.#welcome);
    this.#cover(welcome.sequence);
    this.#sent = welcome.sequence;
    this.#state = 'streaming';
    return CONTINUE;
  }

  #checkSameInstance(welcome: Welcome, first: Welcome): void {
    if (welcome.store !== first.store) {
      const stores = `${welcome.store} answers, ${first.store} did before`;
      throw new ShipError('rewound', `the aggregator has another store: ${stores}`);
    }
    if (welcome.epoch !== first.epoch) {
      const epochs = `its epoch is ${welcome.epoch}, ours is ${first.epoch}`;
      throw new ShipError('fenced', `another agent speaks for this node and source: ${epochs}`);
    }
    if (!isSamePosition(welcome.previous, first.previous)) {
      const what = 'it has forgotten what the instance before us brought';
      throw new ShipError('rewound', `the aggregator's store went back: ${what}`);
    }
    if (welcome.sequence < this.#acknowledged) {
      const have = `has batch ${welcome.sequence} but acknowledged ${this.#acknowledged}`;
      throw new ShipError('rewound', `the aggregator's store went back: it ${have}`);
    }
    if (welcome.sequence > this.#sentEver) {
      const sent = `claims batch ${welcome.sequence}, we sent up to ${this.#sentEver}`;
      throw new ShipError('protocol', `the aggregator ${sent}`);
    }
  }

  #receiveAck(sequence: number): Verdict {
    if (this.#state !== 'streaming') return reconnect('the aggregator acknowledged out of turn');
    // Batches of an earlier stream may be applied late, so an Ack may run ahead of what this stream
    // has sent.
    if (sequence > this.#sentEver) {
      const sent = `acknowledged batch ${sequence}, we sent up to ${this.#sentEver}`;
      throw new ShipError('protocol', `the aggregator ${sent}`);
    }
    this.#cover(sequence);
    return CONTINUE;
  }

  #cover(sequence: number): void {
    const covered = sequence - this.#acknowledged;
    if (covered <= 0) return;
    for (const { sequence: at, bytes, isOwner } of this.#inFlight.splice(0, covered))
      if (isOwner && at > this.#resent) giveBack(bytes);
    this.#acknowledged = sequence;
    this.#sent = Math.max(this.#sent, sequence);
    this.counts.acknowledged += covered;
  }
}

/** It never changes within an epoch, and epochs are given again by a store out of a backup. */
function isSamePosition(a: BatchPosition | undefined, b: BatchPosition | undefined): boolean {
  return a?.epoch === b?.epoch && a?.sequence === b?.sequence;
}

function reconnect(reason: string, afterMs = 0): Verdict {
  return { kind: 'reconnect', afterMs, reason };
}

function refuse({ reason, message, retryAfterUs = 0 }: Refused): Verdict {
  if (reason === 'sequence_gap') return reconnect(message);
  if (reason === 'limited') {
    return reconnect(message, Math.min(retryAfterUs / 1_000, RETRY_AFTER_MS_MAX));
  }
  const what =
    reason === 'fenced' ? 'another agent speaks for this node and source' : 'bad message';
  throw new ShipError(reason, `the aggregator refuses this agent: ${what}: ${message}`);
}
