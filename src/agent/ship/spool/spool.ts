/**
 * The queue of frozen batches on disk, between pipeline and stream: what is in it survives the
 * agent, and outlives the kernel's ring while the aggregator is away.
 *
 *   append ──▶ pending ──one write, one fdatasync──▶ entries on disk ──read──▶ (sent)
 *                 └────────── while the disk fails ──────────────────▶ (sent)
 *   release: acknowledged; a segment goes when all of it is.
 *
 * Folds before it discards: when it is full there is no room, and the flow table goes on counting
 * what comes, each line, with less detail the more there is. No batch is thrown away, and none is
 * merged into another: it may be counted already, and would be counted twice.
 *
 * Invariant: entries on disk have no holes, and each was on disk before it was sent, unless the
 * disk failed. That is ordinary: batches then go on from memory, as without a spool, and what was
 * not written is written to a new segment when the disk is well again.
 */
import { BATCHES_IN_FLIGHT_MAX } from '../../../flow/limits.ts';
import type { Log } from '../../../service/log.ts';
import type { Clock } from '../../clock.ts';
import { Condition } from '../condition.ts';
import type { Recovered } from './recover-spool.ts';
import {
  type Binding,
  entryBytes,
  SPOOL_VERSION,
  type SpoolEntry,
  type SpoolOwner,
} from './segment-format.ts';
import { SegmentRow } from './segment-row.ts';
import type { SpoolDisk } from './spool-disk.ts';

/** How long after a failure the disk is tried again. */
export const RETRY_MS = 10_000;
/** A disk that has not answered for so long counts as failing, until it does. */
export const STALL_MS = 30_000;

export interface SpoolOptions {
  readonly disk: SpoolDisk;
  readonly owner: SpoolOwner;
  /** All segments together, in bytes. */
  readonly bytesMax: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears how many milliseconds each fdatasync took. */
  readonly onSync: (ms: number) => void;
  /** Hears that `failure` came or went. */
  readonly onFailure: () => void;
}

export class Spool {
  /** Notified whenever anything below may have changed. */
  readonly changed = new Condition();
  /** Times that the disk refused, or did not answer. */
  failures = 0;
  readonly #options: SpoolOptions;
  readonly #row: SegmentRow;
  #last: number;
  #released: number;
  #position: string | undefined;
  /** Cursor before the first pending entry. */
  #syncedPosition: string;
  #binding: Binding | undefined;
  /** What the newest header says. */
  #boundOnDisk: Binding | undefined;
  /** Not on disk yet, ascending. */
  #pending: SpoolEntry[] = [];
  #pendingBytes = 0;
  #failure: string | undefined;

  constructor(recovered: Recovered, options: SpoolOptions) {
    const { segments, nextNumber, last, released, position, binding } = recovered;
    this.#options = options;
    const { disk, onSync } = options;
    this.#row = new SegmentRow({ disk, segments, nextNumber, onSync });
    this.#last = last;
    this.#released = released;
    this.#position = position;
    this.#syncedPosition = position ?? '';
    this.#binding = binding;
    this.#boundOnDisk = binding;
  }

  /** Cursor of the source behind the last batch; undefined for a spool that does not know. */
  get position(): string | undefined {
    return this.#position;
  }

  /** Of the newest epoch that batches were sent in. */
  get binding(): Binding | undefined {
    return this.#binding;
  }

  /** Index of the last batch. */
  get last(): number {
    return this.#last;
  }

  /** Index up to which all is acknowledged or given up. */
  get released(): number {
    return this.#released;
  }

  /** Why the disk is not used at present; undefined: it is. */
  get failure(): string | undefined {
    return this.#failure;
  }

  get bytes(): number {
    return this.#row.bytes;
  }

  get segments(): number {
    return this.#row.count;
  }

  /** Batches that only memory has. */
  get unwritten(): number {
    return this.#pending.length;
  }

  get isFull(): boolean {
    return this.bytes + this.#pendingBytes >= this.#options.bytesMax;
  }

  get hasRoom(): boolean {
    return this.#pending.length < BATCHES_IN_FLIGHT_MAX && !this.isFull;
  }

  /** Whether the batch may be sent: it is on disk, or the disk fails. */
  isSendable(index: number): boolean {
    if (index > this.#last) return false;
    const [first] = this.#pending;
    return first === undefined || index < first.index || this.#failure !== undefined;
  }

  /** Takes a batch in, which is written soon. Only with room. */
  append(content: Uint8Array, cursorAfter: string): void {
    this.#last++;
    const entry = { index: this.#last, cursorAfter, content };
    this.#pending.push(entry);
    this.#pendingBytes += entryBytes(entry);
    this.#position = cursorAfter;
    this.changed.notify();
  }

  /** The content of a batch that is not released. Rejects with SpoolError `damaged`. */
  async read(index: number): Promise<Uint8Array> {
    const pending = this.#pending.find((entry) => entry.index === index);
    return pending ? pending.content : this.#row.read(index);
  }

  /** All up to `index` is acknowledged, or given up. */
  release(index: number): void {
    this.#released = Math.max(this.#released, Math.min(index, this.#last));
    this.#forgetPending(this.#released);
    this.changed.notify();
  }

  /**
   * Takes down what the sequences of an epoch mean. With `position` all that is held is given up,
   * and what comes begins there. Resolves once that is on disk, or the disk fails, or `signal`
   * aborts.
   */
  async bind(binding: Binding, signal: AbortSignal, position?: string): Promise<void> {
    this.#binding = binding;
    if (position !== undefined) {
      this.release(this.#last);
      this.#position = position;
      this.#syncedPosition = position;
    }
    this.changed.notify();
    const isDone = () => this.#boundOnDisk === binding || this.#failure !== undefined;
    await this.changed.until(isDone, signal);
  }

  /** Writes until `signal` aborts, and then what is left. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.changed.until(() => this.#hasWork, signal);
      if (signal.aborted) break;
      await this.#turn();
      if (this.#failure !== undefined) await this.#options.clock.delay(RETRY_MS, signal);
    }
    if (this.#hasWork) await this.#turn();
    await this.#row.close().catch(() => {});
  }

  get #hasWork(): boolean {
    if (this.#binding === undefined || this.#position === undefined) return false;
    if (this.#failure !== undefined || this.#boundOnDisk !== this.#binding) return true;
    const canWrite = this.#pending.length > 0 && (this.#fitting.length > 0 || this.#isMakingRoom);
    return canWrite || this.#row.hasSpent(this.#released);
  }

  /** What waits and has room on the disk. */
  get #fitting(): readonly SpoolEntry[] {
    let bytes = this.bytes;
    const fits = (entry: SpoolEntry) => {
      bytes += entryBytes(entry);
      return bytes <= this.#options.bytesMax;
    };
    const end = this.#pending.findIndex((entry) => !fits(entry));
    return end === -1 ? this.#pending.slice() : this.#pending.slice(0, end);
  }

  /** Nothing fits, but all that is on disk is acknowledged: behind a new segment it may go. */
  get #isMakingRoom(): boolean {
    return this.#fitting.length === 0 && this.#row.isSpent(this.#released);
  }

  get #isSegmentDue(): boolean {
    if (this.#boundOnDisk !== this.#binding) return true;
    const [first] = this.#pending;
    if (first === undefined) return this.#failure !== undefined;
    return first.index !== this.#row.next || this.#isMakingRoom;
  }

  /** One round of work on the disk. Never rejects: what failed is done again by another. */
  async #turn(): Promise<void> {
    const answered = new AbortController();
    void this.#watch(answered.signal);
    try {
      // What is acknowledged meanwhile may leave a segment without its first entry.
      do await this.#beginSegment();
      while (this.#isSegmentDue && this.#failure === undefined);
      await this.#writeFitting();
      await this.#row.removeSpent(() => this.#released);
      this.#heal();
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
    answered.abort();
    this.changed.notify();
  }

  async #watch(answered: AbortSignal): Promise<void> {
    await this.#options.clock.delay(STALL_MS, answered);
    if (!answered.aborted) this.#fail(`the disk has not answered for ${STALL_MS / 1_000} s`);
  }

  #fail(reason: string): void {
    const what = 'the spool cannot be written: batches go on without it';
    const isNew = this.#failure === undefined;
    this.failures++;
    this.#failure = reason;
    this.changed.notify();
    if (!isNew) return;
    this.#options.log.warn({ reason }, what);
    this.#options.onFailure();
  }

  #heal(): void {
    if (this.#failure === undefined) return;
    this.#failure = undefined;
    this.#options.log.info({}, 'the spool is written again');
    this.#options.onFailure();
  }

  async #beginSegment(): Promise<void> {
    if (!this.#isSegmentDue) return;
    const binding = this.#binding!;
    await this.#row.begin({
      version: SPOOL_VERSION,
      owner: this.#options.owner,
      firstIndex: this.#pending[0]?.index ?? this.#last + 1,
      released: this.#released,
      position: this.#syncedPosition,
      binding,
    });
    this.#boundOnDisk = binding;
    await this.#row.removeSpent(() => this.#released);
  }

  async #writeFitting(): Promise<void> {
    const group = this.#fitting;
    if (group.length === 0 || group[0]!.index !== this.#row.next) return;
    await this.#row.write(group);
    this.#forgetPending(group.at(-1)!.index);
  }

  #forgetPending(upTo: number): void {
    while (this.#pending[0] && this.#pending[0].index <= upTo) {
      const entry = this.#pending.shift()!;
      this.#syncedPosition = entry.cursorAfter;
      this.#pendingBytes -= entryBytes(entry);
    }
  }
}
