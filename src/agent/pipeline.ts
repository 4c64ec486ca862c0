/**
 * source → parse → flow table → attribute → ship, for one source: what of it belongs into which
 * batch.
 * Invariant: a batch's cursor, flows, losses and account tell of the same records; a rollover never
 * falls into a block, because a block is observed without giving up the thread.
 */
import type { Flow } from '../flow/flow.ts';
import type { FlowList } from '../flow/flow-list.ts';
import { type FlowTally, tallyFlows } from '../flow/flow-tally.ts';
import { type Account, addLoss, emptyAccount, type Loss } from '../flow/loss.ts';
import type { RuleCounter } from '../flow/rule-counter.ts';
import { addReading, type TimeReading } from '../flow/time-reading.ts';
import type { LentContent, WritableFlows } from '../wire/ingest.ts';
import type { FlowNames, LentFlows } from './aggregate/take.ts';
import type { Clock } from './clock.ts';
import { accountBlock, addAccount, createTally, observeRecords, type Parsers } from './observe.ts';
import type { RecordBlock, Source } from './sources/source.ts';
import type { Table } from './table.ts';

/** A cursor that moves while nothing else happens is made durable at least this often. */
export const CURSOR_MS = 60_000;

/** Whoever has just started an agent waits for its first flows: they do not wait for a window. */
export const FIRST_WINDOW_MS = 100;

/** Where nobody wants them, flows live hardly longer than it takes to encode them. */
const FLOWS_AT_ONCE = 128;

/** A source that gives nothing for so long has given everything. */
const QUIET_MS = 1_000;

/** Where batches go (ship/). */
export interface BatchSink {
  readonly hasRoom: boolean;
  /** Only while there is room; the flows are gone when it returns. */
  freeze(content: LentContent): void;
  /** Resolves once there is room, or when `signal` aborts. */
  whenRoom(signal: AbortSignal): Promise<void>;
}

/** Where the records of a source begin that are still to be counted. */
export interface Start {
  readonly cursor: string;
  /** How far another source of this node, with the same kernel's lines, has come further. */
  readonly counted?: TimeReading;
}

export interface PipelineOptions {
  readonly source: Source;
  readonly parsers: Parsers;
  readonly table: Table;
  readonly names: FlowNames;
  readonly sink: BatchSink;
  readonly clock: Clock;
  readonly windowMs: number;
  /** Told once per block. */
  readonly onBlock: (account: Account, losses: readonly Loss[]) => void;
  /** Told of what is frozen, in parts. */
  readonly onTally: (tally: FlowTally) => void;
  /** Told of all flows that are frozen; undefined: none of them is made where that can be. */
  readonly onFlows?: ((flows: readonly Flow[]) => void) | undefined;
}

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #tally = createTally();
  #losses: Loss[] = [];
  #account = emptyAccount();
  #readings: TimeReading[] = [];
  #ruleCounters: readonly RuleCounter[] = [];
  /** Connections from before, which wait for a batch of their own. */
  #connections: readonly Flow[] = [];
  #cursor = '';
  #frozenCursor = '';
  #frozenMs: number;
  /** Something threw between two consistent states: what is held must not be shipped. */
  #isTorn = false;
  /** Time of the last record read. */
  #observedUs = 0;
  /** Since when we wait for the source; undefined: we do not. */
  #waitingSinceMs: number | undefined;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#frozenMs = options.clock.nowMs();
  }

  /** Up to when everything was read, in microseconds; 0 when nothing was. */
  get observedUs(): number {
    const nowMs = this.#options.clock.nowMs();
    const isWaiting = this.#waitingSinceMs !== undefined && !this.#options.source.isBlind;
    const isQuiet = isWaiting && nowMs - this.#waitingSinceMs! >= QUIET_MS;
    return isQuiet ? nowMs * 1000 : this.#observedUs;
  }

  /**
   * Reads on from the cursor until the source ends, which it does when `signal` aborts. Throws what
   * the source throws.
   */
  async run({ cursor, counted }: Start, signal: AbortSignal): Promise<void> {
    const { source, sink, clock } = this.#options;
    this.#cursor = cursor;
    this.#frozenCursor = cursor;
    const ended = new AbortController();
    const failed = Promise.withResolvers<never>();
    const failing = new AbortController();
    failed.promise.catch(() => failing.abort());
    const reading = AbortSignal.any([signal, failing.signal]);
    const rolling = this.#rollEachWindow(ended.signal).catch(failed.reject);
    try {
      this.#waitingSinceMs = clock.nowMs();
      for await (const block of source.blocks(cursor, reading, counted)) {
        this.#observe(block);
        if (source.underPressure === 'wait') await sink.whenRoom(reading);
        this.#waitingSinceMs = clock.nowMs();
      }
    } finally {
      this.#waitingSinceMs = undefined;
      ended.abort();
      await rolling;
    }
    if (failing.signal.aborted) await failed.promise;
  }

  /**
   * After `run`: freezes what is left, as soon as there is room. False: `signal` aborted before
   * there was.
   */
  async finish(signal: AbortSignal): Promise<boolean> {
    if (this.#isTorn) return false;
    await this.#options.sink.whenRoom(signal);
    if (!this.#options.sink.hasRoom) return !this.#hasNews(0);
    this.#rollOver(0);
    return true;
  }

  /** Ships what rules have counted with what was read by now. */
  setRuleCounters(counters: readonly RuleCounter[]): void {
    this.#ruleCounters = counters;
    // At once: lines of the time after this reading belong to the next one.
    this.#rollOver(0);
  }

  /** Takes in connections that were open already; a newer look at them replaces an older. */
  setConnections(flows: readonly Flow[]): void {
    this.#connections = flows;
  }

  #observe(block: RecordBlock): void {
    const { source, parsers, table, clock, onBlock } = this.#options;
    if (!table.hasRoomFor(block.index.count)) this.#rollOver(CURSOR_MS);
    this.#isTorn = true;
    const nowUs = clock.nowMs() * 1000;
    const account = emptyAccount();
    this.#waitingSinceMs = undefined;
    this.#tally.lastUs = nowUs;
    observeRecords(block, parsers[block.trust ?? source.trust], table, this.#tally);
    accountBlock(block, this.#tally, account);
    account.responsesUnmatched = table.takeUnmatched();
    addAccount(this.#account, account);
    this.#observedUs = Math.min(this.#tally.lastUs, nowUs);
    for (const loss of block.losses) addLoss(this.#losses, loss);
    if (block.reading?.wallUs) addReading(this.#readings, block.reading);
    this.#cursor = block.cursorAfter;
    this.#isTorn = false;
    onBlock(account, block.losses);
  }

  async #rollEachWindow(ended: AbortSignal): Promise<void> {
    const { clock, windowMs } = this.#options;
    for (let ms = Math.min(windowMs, FIRST_WINDOW_MS); !ended.aborted; ms = windowMs) {
      await clock.delay(ms, ended);
      if (!ended.aborted) this.#rollOver(CURSOR_MS);
      if (!ended.aborted) this.#freezeConnections();
    }
  }

  /** Freezes what was observed, if there is anything to tell and room to send it. */
  #rollOver(cursorMs: number): void {
    const { sink, table, clock } = this.#options;
    if (!sink.hasRoom || !this.#hasNews(cursorMs)) return;
    this.#isTorn = true;
    table.lend((flows) =>
      sink.freeze({
        cursorAfter: this.#cursor,
        flows: this.#written(flows),
        losses: this.#losses,
        account: this.#account,
        ruleCounters: this.#ruleCounters,
        readings: this.#readings,
      }),
    );
    this.#losses = [];
    this.#account = emptyAccount();
    this.#ruleCounters = [];
    this.#readings = [];
    this.#frozenCursor = this.#cursor;
    this.#frozenMs = clock.nowMs();
    this.#isTorn = false;
  }

  /** The same flows named, written by themselves unless somebody wants to see them. */
  #written(flows: LentFlows): WritableFlows {
    const { names, onFlows, onTally } = this.#options;
    const { write } = flows;
    if (onFlows !== undefined || write === undefined) return this.#named(flows);
    // Who goes through them after that has been told already.
    const named = this.#named(flows, true);
    return { ...named, write: (encoder) => onTally(write(encoder, names)) };
  }

  /** The same flows with their ends named; told of when they are gone through first. */
  #named(flows: FlowList, isKnown = false): FlowList {
    const { names, onFlows, onTally } = this.#options;
    const flowsAtOnce = onFlows === undefined ? FLOWS_AT_ONCE : Number.POSITIVE_INFINITY;
    let isTold = isKnown;
    const tell = (group: readonly Flow[]): readonly Flow[] => {
      if (isTold) return group;
      onTally(tallyFlows(group));
      onFlows?.(group);
      return group;
    };
    function* each(): Generator<Flow> {
      let group: Flow[] = [];
      for (const flow of flows) {
        group.push(names.nameFlow(flow));
        if (group.length < flowsAtOnce) continue;
        yield* tell(group);
        group = [];
      }
      yield* tell(group);
      isTold = true;
    }
    return { length: flows.length, [Symbol.iterator]: each };
  }

  /** A batch of their own, which moves nothing on: with others they might not fit into one. */
  #freezeConnections(): void {
    const { sink } = this.#options;
    if (!sink.hasRoom || this.#connections.length === 0) return;
    const flows = this.#named(this.#connections);
    this.#connections = [];
    sink.freeze({
      cursorAfter: this.#frozenCursor,
      flows,
      losses: [],
      account: emptyAccount(),
      ruleCounters: [],
      readings: [],
    });
  }

  /** Records, losses, rule counters, or a cursor that moved and was last told `cursorMs` ago. */
  #hasNews(cursorMs: number): boolean {
    if (this.#account.read > 0 || this.#losses.length > 0) return true;
    if (this.#ruleCounters.length > 0) return true;
    if (this.#cursor === this.#frozenCursor) return false;
    return this.#options.clock.nowMs() - this.#frozenMs >= cursorMs;
  }
}
