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

/** Blocks that exist: 2 MiB, about 10,000 LOG lines, which bridges a pause of the main thread. */
export const POOL_BLOCKS = 32;

/**
 * With fewer blocks out than this, one goes before it is full; else only full ones go, so that they
 * bridge a pause of the main thread.
 */
const EAGER_BLOCKS = 2;

/** Blocks that are not full follow no closer: each costs as much as reading 50 records. */
const SPACING_MS = 20;

/** A cursor moved by records that are not ours alone is told this often. */
const QUIET_MS = 1_000;

/** The way to the main thread and back. */
export interface BlockExchange {
  /** Gives the block, buffer included, away. */
  send(block: KmsgBlock): void;
  /** A buffer that has come back, if any. */
  returned(): ArrayBuffer | undefined;
}

/** `more`: go on at once. `some`: all was read. `none`: nothing new. `starved`: no block left. */
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

  constructor(reader: KmsgReader, exchange: BlockExchange, nowMs: () => number) {
    this.#reader = reader;
    this.#exchange = exchange;
    this.#nowMs = nowMs;
    this.#sentCursor = reader.cursor;
    this.#sentMs = nowMs();
  }

  /** One round. */
  pump(): Pace {
    this.#takeReturned();
    const block = this.#openBlock();
    if (block === undefined) return 'starved';
    const before = block.read;
    const end = this.#reader.drain(block);
    const progress = block.read > before;
    if (this.#isDue(block)) this.#send(block);
    if (end !== 'empty') return 'more';
    return progress ? 'some' : 'none';
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

  #isDue(block: KmsgBlock): boolean {
    if (isFull(block)) return true;
    if (this.#out >= EAGER_BLOCKS) return false;
    const sinceMs = this.#nowMs() - this.#sentMs;
    if (block.index.count > 0 || block.losses.length > 0) return sinceMs >= SPACING_MS;
    return this.#reader.cursor !== this.#sentCursor && sinceMs >= QUIET_MS;
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
