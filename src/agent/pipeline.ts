/**
 * source → parse → flow table → attribute → ship, for one source: what of it belongs into which batch.
 * Invariant: a batch's cursor, flows, losses and account tell of the same records; a rollover never falls into a block,
 * because a block is observed without giving up the thread.
 */
import type { Flow } from '../flow/flow.ts';
import { type Account, emptyAccount, type Loss } from '../flow/loss.ts';
import type { Clock } from './clock.ts';
import { LossSum } from './loss-sum.ts';
import { accountBlock, addAccount, createTally, observeRecords, type Parsers } from './observe.ts';
import type { BatchContent } from './ship/delivery.ts';
import type { RecordBlock, Source } from './sources/source.ts';
import type { Table } from './table.ts';

/** A cursor that moves while nothing else happens is made durable at least this often. */
export const CURSOR_MS = 60_000;

/** Where batches go (ship/). */
export interface BatchSink {
  readonly hasRoom: boolean;
  /** Only while there is room. */
  freeze(content: BatchContent): void;
  /** Resolves once there is room, or when `signal` aborts. */
  whenRoom(signal: AbortSignal): Promise<void>;
}

export interface PipelineOptions {
  readonly source: Source;
  readonly parsers: Parsers;
  readonly table: Table;
  /** The flow with both ends named. */
  readonly nameFlow: (flow: Flow) => Flow;
  readonly sink: BatchSink;
  readonly clock: Clock;
  readonly windowMs: number;
  /** Told once per block. */
  readonly onBlock: (account: Account, losses: readonly Loss[]) => void;
  /** Told once per rollover. */
  readonly onFlows: (flows: readonly Flow[]) => void;
}

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #tally = createTally();
  readonly #losses = new LossSum();
  #account = emptyAccount();
  #cursor = '';
  #frozenCursor = '';
  #frozenMs: number;
  /** Everything up to here was read; undefined: up to now, because we wait for the source. */
  #observedMs: number | undefined;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#frozenMs = options.clock.nowMs();
    this.#observedMs = this.#frozenMs;
  }

  /** Up to when everything was read, in microseconds. */
  get observedUs(): number {
    return (this.#observedMs ?? this.#options.clock.nowMs()) * 1000;
  }

  /** Reads on from `cursor` until the source ends, which it does when `signal` aborts. Throws what the source throws. */
  async run(cursor: string, signal: AbortSignal): Promise<void> {
    const { source, sink } = this.#options;
    this.#cursor = cursor;
    this.#frozenCursor = cursor;
    const ended = new AbortController();
    const rolling = this.#rollEachWindow(ended.signal);
    try {
      this.#observedMs = undefined;
      for await (const block of source.blocks(cursor, signal)) {
        this.#observe(block);
        if (source.underPressure === 'wait') await sink.whenRoom(signal);
        this.#observedMs = undefined;
      }
    } finally {
      this.#observedMs = this.#options.clock.nowMs();
      ended.abort();
      await rolling;
    }
  }

  /** After `run`: freezes what is left, as soon as there is room. False: `signal` aborted before there was. */
  async finish(signal: AbortSignal): Promise<boolean> {
    await this.#options.sink.whenRoom(signal);
    if (!this.#options.sink.hasRoom) return !this.#hasNews(0);
    this.#rollOver(0);
    return true;
  }

  #observe(block: RecordBlock): void {
    const { source, parsers, table, clock, onBlock } = this.#options;
    if (!table.hasRoomFor(block.index.count)) this.#rollOver(CURSOR_MS);
    const nowMs = clock.nowMs();
    const account = emptyAccount();
    this.#observedMs = nowMs;
    this.#tally.lastUs = nowMs * 1000;
    observeRecords(block, parsers[block.trust ?? source.trust], table, this.#tally);
    accountBlock(block, this.#tally, account);
    account.responsesUnmatched = table.takeUnmatched();
    addAccount(this.#account, account);
    for (const loss of block.losses) this.#losses.observe(loss);
    this.#cursor = block.cursorAfter;
    onBlock(account, block.losses);
  }

  async #rollEachWindow(ended: AbortSignal): Promise<void> {
    const { clock, windowMs } = this.#options;
    while (!ended.aborted) {
      await clock.delay(windowMs, ended);
      if (!ended.aborted) this.#rollOver(CURSOR_MS);
    }
  }

  /** Freezes what was observed, if there is anything to tell and room to send it. */
  #rollOver(cursorMs: number): void {
    const { sink, table, nameFlow, clock, onFlows } = this.#options;
    if (!sink.hasRoom || !this.#hasNews(cursorMs)) return;
    const flows = table.take().map(nameFlow);
    const account = this.#account;
    this.#account = emptyAccount();
    sink.freeze({ cursorAfter: this.#cursor, flows, losses: this.#losses.take(), account });
    this.#frozenCursor = this.#cursor;
    this.#frozenMs = clock.nowMs();
    onFlows(flows);
  }

  /** Records, losses, or a cursor that moved and was last told `cursorMs` ago. */
  #hasNews(cursorMs: number): boolean {
    if (this.#account.read > 0 || !this.#losses.isEmpty) return true;
    if (this.#cursor === this.#frozenCursor) return false;
    return this.#options.clock.nowMs() - this.#frozenMs >= cursorMs;
  }
}
