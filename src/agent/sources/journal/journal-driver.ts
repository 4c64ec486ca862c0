/**
 * journald's own entries of one file (`_TRANSPORT=driver`): few, and among them the note that it
 * missed kernel records:
 *
 *   MESSAGE_ID=e9bf28e6e834481bb6f48f548ad13606   MESSAGE=Missed 127 kernel messages   _PID=311
 *
 * Source: systemd src/journal/journald-kmsg.c, src/systemd/sd-messages.h.
 */
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';
import type { DataReader } from './journal-data.ts';
import { firstBehind, itemsOf, seqnumOf } from './journal-entry.ts';
import { ENTRY_HEADER_BYTES, type Layout } from './journal-objects.ts';
import type { TransportChain } from './journal-transports.ts';

const MISSED_ID = 'MESSAGE_ID=e9bf28e6e834481bb6f48f548ad13606';
const MISSED = /^MESSAGE=Missed (\d{1,15}) kernel messages$/;

const TEXTS_MAX = 256;

/** So many of these entries may be damaged; then no more of the file's are looked for. */
const DAMAGED_MAX = 64;

/** One of journald's own entries. */
export interface DriverEntry {
  readonly seqnum: number;
  readonly realtimeUs: number;
  readonly monotonicUs: number;
  /** 32 hex digits. */
  readonly bootId: string;
  /** `_PID=…` of the journald that wrote it. */
  readonly pid: string;
  /** Kernel records that it says it missed; 0: it says nothing of them. */
  readonly missed: number;
}

export class DriverEntries {
  #index = 0;
  /** Of the next entry; 0 while it is not known. */
  #seqnum = 0;
  #damaged = 0;
  readonly #offsets = new Float64Array(1);
  /** What the objects say that were read last: these entries share most of them. */
  readonly #texts = new Map<number, string>();
  readonly #bytes: JournalBytes;
  readonly #layout: Layout;
  readonly #data: DataReader;
  readonly #transport: TransportChain;

  constructor(file: { bytes: JournalBytes; layout: Layout; data: DataReader }, at: TransportChain) {
    this.#bytes = file.bytes;
    this.#layout = file.layout;
    this.#data = file.data;
    this.#transport = at;
  }

  /** Goes on behind that sequence number. Throws DamageError. */
  seek(seqnum: number): void {
    this.#index = firstBehind(this.#bytes, this.#transport.chain, seqnum);
    this.#seqnum = 0;
  }

  /** Offset of the next entry that can be read, Infinity when there is none. */
  peek(): number {
    const { chain } = this.#transport;
    while (this.#seqnum === 0 && this.#damaged < DAMAGED_MAX) {
      if (this.#index >= chain.root.count) break;
      try {
        chain.read(this.#index, this.#offsets);
        this.#seqnum = seqnumOf(this.#bytes, this.#offsets[0]!);
      } catch (error) {
        this.#skipDamaged(error);
      }
    }
    return this.#seqnum === 0 ? Number.POSITIVE_INFINITY : this.#offsets[0]!;
  }

  /** Takes the entry that `peek` told of; undefined when it is damaged or not journald's. */
  take(): DriverEntry | undefined {
    const seqnum = this.#seqnum;
    this.#index += 1;
    this.#seqnum = 0;
    try {
      return this.#read(seqnum, this.#offsets[0]!);
    } catch (error) {
      if (!(error instanceof DamageError)) throw error;
      return undefined;
    }
  }

  #skipDamaged(error: unknown): void {
    if (!(error instanceof DamageError)) throw error;
    this.#index += 1;
    this.#damaged += 1;
  }

  #read(seqnum: number, offset: number): DriverEntry | undefined {
    const items = itemsOf(this.#bytes, this.#layout, offset);
    if (!items.includes(this.#transport.data)) return undefined;
    const head = this.#bytes.read(offset, ENTRY_HEADER_BYTES);
    const realtimeUs = u64(head, 24);
    const monotonicUs = u64(head, 32);
    const bootId = this.#bytes.piece.toString('hex', 40, 56);
    const fields = items.map((item) => this.#textAt(item));
    const count = fields.map((field) => MISSED.exec(field)?.[1]).find((found) => found);
    const missed = fields.includes(MISSED_ID) ? Number(count ?? 0) : 0;
    const pid = fields.find((field) => field.startsWith('_PID=')) ?? '';
    return { seqnum, realtimeUs, monotonicUs, bootId, pid, missed };
  }

  #textAt(offset: number): string {
    const known = this.#texts.get(offset);
    if (known !== undefined) return known;
    this.#data.load(offset);
    const text = this.#data.payload.toString('latin1', 0, Math.min(this.#data.length, 128));
    if (this.#texts.size === TEXTS_MAX) this.#texts.clear();
    this.#texts.set(offset, text);
    return text;
  }
}
