/**
 * Which batches exist and which of them are sent: the state machine behind one (node, source), without any I/O.
 *
 *                 hello sent            Welcome
 *   connecting ──────────────▶ greeted ─────────▶ streaming     freeze, next, acknowledge
 *       ▲                         │                   │
 *       └──────────── cut ────────┴───────────────────┘
 *   fenced, rewound, invalid, protocol: ShipError, for good.
 *
 * Invariant: a batch keeps its sequence and its bytes from freezing until an Ack or a Welcome covers it.
 */
import assert from 'node:assert/strict';
import { BATCHES_IN_FLIGHT_MAX } from '../../flow/limits.ts';
import type { AggregatorMessage, Batch, RefusedReason, Welcome } from '../../wire/ingest.ts';
import { ShipError } from './ship-error.ts';

export type DeliveryState = 'connecting' | 'greeted' | 'streaming';

/** What the pipeline puts into a batch; epoch and sequence are given here. */
export type BatchContent = Omit<Batch, 'epoch' | 'sequence'>;

export interface FrozenBatch {
  readonly epoch: number;
  readonly sequence: number;
  /** The encoded message, the same for every send. */
  readonly bytes: Uint8Array;
}

export interface DeliveryCounts {
  /** Batches that an Ack or a Welcome covered. */
  acknowledged: number;
  /** Sends of batches that had been sent before. */
  resent: number;
}

export class Delivery {
  readonly counts: DeliveryCounts = { acknowledged: 0, resent: 0 };
  readonly #encode: (batch: Batch) => Uint8Array;
  #state: DeliveryState = 'connecting';
  #welcome: Welcome | undefined;
  /** Unacknowledged batches, ascending and without holes. */
  #inFlight: FrozenBatch[] = [];
  #frozen = 0;
  #acknowledged = 0;
  /** Last sequence sent on this stream, and on any stream. */
  #sent = 0;
  #sentEver = 0;

  constructor(encode: (batch: Batch) => Uint8Array) {
    this.#encode = encode;
  }

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
   * Gives `content` its sequence and encodes it, once.
   * Only with room, and only after the first Welcome: before it nobody knows the epoch.
   */
  freeze(content: BatchContent): FrozenBatch {
    assert(
      this.#welcome && this.hasRoom,
      'a batch is frozen after the Welcome and while there is room',
    );
    const { epoch } = this.#welcome;
    const sequence = this.#frozen + 1;
    const batch = { epoch, sequence, bytes: this.#encode({ epoch, sequence, ...content }) };
    this.#frozen = sequence;
    this.#inFlight.push(batch);
    return batch;
  }

  /** The next batch to send on this stream, which counts as sent; undefined when there is none. */
  next(): FrozenBatch | undefined {
    if (this.#state !== 'streaming') return undefined;
    const batch = this.#inFlight[this.#sent - this.#acknowledged];
    if (batch === undefined) return undefined;
    if (batch.sequence <= this.#sentEver) this.counts.resent++;
    this.#sent = batch.sequence;
    this.#sentEver = Math.max(this.#sentEver, batch.sequence);
    return batch;
  }

  /**
   * Takes in an answer of the aggregator.
   * `reconnect`: this stream is of no more use. Throws ShipError when delivery ends for good.
   */
  receive(message: AggregatorMessage): 'continue' | 'reconnect' {
    switch (message.kind) {
      case 'welcome':
        return this.#receiveWelcome(message.welcome);
      case 'ack':
        return this.#receiveAck(message.sequence);
      case 'refused':
        return refuse(message.reason, message.message);
    }
  }

  #receiveWelcome(welcome: Welcome): 'continue' | 'reconnect' {
    if (this.#state !== 'greeted') return 'reconnect';
    if (this.#welcome === undefined) {
      this.#welcome = welcome;
      this.#frozen = welcome.sequence;
      this.#acknowledged = welcome.sequence;
      this.#sentEver = welcome.sequence;
    }
    this.#checkSameInstance(welcome, this.#welcome.epoch);
    this.#cover(welcome.sequence);
    this.#sent = welcome.sequence;
    this.#state = 'streaming';
    return 'continue';
  }

  #checkSameInstance(welcome: Welcome, epoch: number): void {
    if (welcome.epoch !== epoch) {
      const epochs = `its epoch is ${welcome.epoch}, ours is ${epoch}`;
      throw new ShipError('fenced', `another agent speaks for this node and source: ${epochs}`);
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

  #receiveAck(sequence: number): 'continue' | 'reconnect' {
    if (this.#state !== 'streaming') return 'reconnect';
    // Batches of an earlier stream may be applied late, so an Ack may run ahead of what this stream has sent.
    if (sequence > this.#sentEver) {
      const sent = `acknowledged batch ${sequence}, we sent up to ${this.#sentEver}`;
      throw new ShipError('protocol', `the aggregator ${sent}`);
    }
    this.#cover(sequence);
    return 'continue';
  }

  #cover(sequence: number): void {
    const covered = sequence - this.#acknowledged;
    if (covered <= 0) return;
    this.#inFlight.splice(0, covered);
    this.#acknowledged = sequence;
    this.#sent = Math.max(this.#sent, sequence);
    this.counts.acknowledged += covered;
  }
}

function refuse(reason: RefusedReason, message: string): 'reconnect' {
  if (reason === 'sequence_gap') return 'reconnect';
  const what =
    reason === 'fenced' ? 'another agent speaks for this node and source' : 'bad message';
  throw new ShipError(reason, `the aggregator refuses this agent: ${what}: ${message}`);
}
