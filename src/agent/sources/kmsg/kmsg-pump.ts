/**
 * The worker's rounds without its thread: take a block, drain into it, hand it over when due.
 *
 *   spare ──take──▶ open ──drain──▶ due? ──send──▶ out (main thread) ──returned──▶ spare
 *
 * Invariant: at most POOL_BLOCKS blocks exist. When all are out nothing is read until one returns,
 * and what the kernel's ring then overruns is counted by its sequences.
 */
import { createKmsgBlock, isFull, type KmsgBlock } from './kmsg-block.ts';
import type { KmsgReader } from './kmsg-reader.ts';

/**
 * Blocks that exist at most, 7 MiB, made when needed: about 29,000 LOG lines, which bridges a pause
 * of the main thread of 200 ms at 100,000 lines a second.
 */
export const POOL_BLOCKS = 12;

/**
 * With fewer blocks out than this, one goes before it is full; else only full ones go, so that they
 * bridge a pause of the main thread.
 */
const EAGER_BLOCKS = 2;

/** Blocks that are not full follow no closer: each costs as much as reading 100 records. */
const SPACING_MS = 100;

/** A cursor moved by records that are not ours alone is told this often. */
const QUIET_MS = 1_000;

/**
 * Records that the smallest usual ring holds. They must not come in a rest and while its end waits
 * for a processor, though records come faster than their mean: each waking costs as much as reading
 * 20 to 30, and the less of the ring a pace fills, the more may gather.
 */
const RING_RECORDS = 600;
const BURST_FACTOR = 2;
const LATE_MS = 6;

/** The way to the main thread and back. */
export interface BlockExchange {
  /** Gives the block, buffer included, away. */
  send(block: KmsgBlock): void;
  /** A buffer that has come back, if any. */
  returned(): ArrayBuffer | undefined;
}

/**
 * `more`: go on at once. Else all was read: `some`, or `none`, nothing new. `starved`: no block is
 * left.
 */
export type Pace = 'more' | 'some' | 'none' | 'starved';

export class KmsgPump {
  readonly #reader: KmsgReader;
  readonly #exchange: BlockExchange;
  readonly #nowMs: () => number;
  readonly #spare: ArrayBuffer[] = [];
  #blocks = 0;
  #out = 0;
  #open: KmsgBlock | undefined;
  #sentCursor: string;
  #sentMs: number;
  /** Newest sequence when there was last a reason to rest, and when that was. */
  #restedAt = -1;
  #restedMs: number;
  #gatheringMs = 0;

  constructor(reader: KmsgReader, exchange: BlockExchange, nowMs: () => number) {
    this.#reader = reader;
    this.#exchange = exchange;
    this.#nowMs = nowMs;
    this.#sentCursor = reader.cursor;
    this.#sentMs = nowMs();
    this.#restedMs = this.#sentMs;
  }

  /** One round. */
  pump(): Pace {
    this.#takeReturned();
    const block = this.#openBlock();
    if (block === undefined) return 'starved';
    const end = this.#reader.drain(block);
    if (this.#dueInMs(block) <= 0) this.#send(block);
    return end === 'empty' ? this.#paceOf() : 'more';
  }

  /** How long records may gather, at the pace of those before, and the ring still have room. */
  get gatheringMs(): number {
    return this.#gatheringMs;
  }

  /** How long a rest may be before a block is due; infinite while there is nothing to tell. */
  get restMsMax(): number {
    return this.#open === undefined ? Number.POSITIVE_INFINITY : this.#dueInMs(this.#open);
  }

  /** Hands over what is left, before the worker ends. */
  flush(): void {
    const block = this.#open;
    if (block !== undefined && (block.read > 0 || block.losses.length > 0)) this.#send(block);
  }

  #takeReturned(): void {
    for (;;) {
      const buffer = this.#exchange.returned();
      if (buffer === undefined) return;
      this.#out -= 1;
      this.#spare.push(buffer);
    }
  }

  #openBlock(): KmsgBlock | undefined {
    if (this.#open !== undefined) return this.#open;
    const buffer = this.#spare.pop();
    if (buffer === undefined && this.#blocks === POOL_BLOCKS) return undefined;
    if (buffer === undefined) this.#blocks += 1;
    this.#open = createKmsgBlock(buffer);
    return this.#open;
  }

  /** Also what the ring has overrun shows how fast records come. */
  #paceOf(): Pace {
    const [{ newest }, nowMs] = [this.#reader, this.#nowMs()];
    const records = newest - this.#restedAt;
    const eachMs = (nowMs - this.#restedMs) / Math.max(1, records);
    this.#gatheringMs = Math.max(0, (eachMs * RING_RECORDS) / BURST_FACTOR - LATE_MS);
    this.#restedAt = newest;
    this.#restedMs = nowMs;
    return records === 0 ? 'none' : 'some';
  }

  /** 0 or less: now. */
  #dueInMs(block: KmsgBlock): number {
    if (isFull(block)) return 0;
    const spacingMs = this.#spacingMs(block);
    // Whether a block has come back is looked at as often as one may go.
    if (this.#out >= EAGER_BLOCKS) return Math.max(spacingMs, SPACING_MS);
    return spacingMs - (this.#nowMs() - this.#sentMs);
  }

  #spacingMs(block: KmsgBlock): number {
    if (block.index.count > 0 || block.losses.length > 0) return SPACING_MS;
    return this.#reader.cursor === this.#sentCursor ? Number.POSITIVE_INFINITY : QUIET_MS;
  }

  #send(block: KmsgBlock): void {
    block.cursorAfter = this.#reader.cursor;
    this.#sentCursor = block.cursorAfter;
    this.#sentMs = this.#nowMs();
    this.#open = undefined;
    this.#out += 1;
    this.#exchange.send(block);
  }
}
