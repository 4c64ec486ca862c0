/**
 * Writes journal files byte by byte, as journald lays them out but with only what a reader needs,
 * so that tests can have any format, any fault, and a file that grows between two looks.
 * Format: systemd src/libsystemd/sd-journal/journal-def.h; hashes stay zero.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEADER_BYTES = 272;
const BUCKETS = 333;
const TABLE_OFFSET = HEADER_BYTES + 16;
const OBJECTS_OFFSET = TABLE_OFFSET + BUCKETS * 16;

const SEQNUM_ID = 'a'.repeat(32);
export const BOOT_ID = 'b'.repeat(32);
/** The machines of these tests booted at this time. */
export const BOOT_US = 1_000_000_000_000;

export interface BuiltEntry {
  readonly seqnum: number;
  readonly monotonicUs: number;
  readonly realtimeUs?: number;
  readonly bootId?: string;
  readonly fields: readonly (string | BuiltData)[];
  /** Stored, but not in the chains of its fields: journald was killed. */
  readonly isDangling?: boolean;
}

/** A DATA object with flags: compressed. */
export interface BuiltData {
  readonly name: string;
  readonly flags: number;
  readonly payload: Uint8Array;
}

export interface BuildOptions {
  readonly isCompact?: boolean;
  readonly seqnumId?: string;
  readonly incompatibleFlags?: number;
}

export class JournalBuilder {
  #buffer = Buffer.alloc(64 * 1024);
  #used = OBJECTS_OFFSET;
  readonly #isCompact: boolean;
  readonly #data = new Map<string, number>();
  readonly #fields = new Map<string, number>();

  constructor(options: BuildOptions = {}) {
    this.#isCompact = options.isCompact ?? false;
    const { bytes } = this;
    bytes.write('LPKSHHRH', 0, 'latin1');
    const flags = options.incompatibleFlags ?? (this.#isCompact ? 16 : 0);
    bytes.writeUInt32LE(flags, 12);
    bytes.writeUInt8(1, 16);
    bytes.write(options.seqnumId ?? SEQNUM_ID, 72, 'hex');
    this.#set(88, HEADER_BYTES);
    this.#set(120, TABLE_OFFSET);
    this.#set(128, BUCKETS * 16);
    bytes.writeUInt8(5, TABLE_OFFSET - 16);
    this.#set(TABLE_OFFSET - 8, BUCKETS * 16 + 16);
  }

  /** The file as it is now. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#used);
  }

  get #dataHeaderBytes(): number {
    return this.#isCompact ? 72 : 64;
  }

  /** Appends an entry as journald does: objects first, the count last. */
  append(...entries: readonly BuiltEntry[]): this {
    for (const entry of entries) this.#appendEntry(entry);
    return this;
  }

  archive(): this {
    this.bytes.writeUInt8(2, 16);
    return this;
  }

  /** Offset of the DATA object with that text. */
  offsetOf(text: string): number {
    return this.#data.get(text)!;
  }

  write(directory: string, name: string): string {
    const path = join(directory, name);
    writeFileSync(path, this.bytes);
    return path;
  }

  #appendEntry(entry: BuiltEntry): void {
    const items = entry.fields.map((field) => this.#dataOf(field)).toSorted((a, b) => a - b);
    const itemBytes = this.#isCompact ? 4 : 16;
    const offset = this.#object(3, 64 + items.length * itemBytes);
    const realtimeUs = entry.realtimeUs ?? BOOT_US + entry.monotonicUs;
    this.#set(offset + 16, entry.seqnum);
    this.#set(offset + 24, realtimeUs);
    this.#set(offset + 32, entry.monotonicUs);
    this.bytes.write(entry.bootId ?? BOOT_ID, offset + 40, 'hex');
    items.forEach((item, i) => {
      this.#setItem(offset + 64 + i * itemBytes, item);
    });
    this.#link({ first: 0, array: 176, count: 152 }, offset);
    this.#set(160, entry.seqnum);
    this.#set(192, realtimeUs);
    if (this.#get(168) === 0) {
      this.#set(168, entry.seqnum);
      this.#set(184, realtimeUs);
    }
    if (entry.isDangling) return;
    for (const item of items) {
      this.#link({ first: item + 40, array: item + 48, count: item + 56 }, offset);
    }
  }

  /** The DATA object of that text, which entries share. */
  #dataOf(field: string | BuiltData): number {
    const data = typeof field === 'string' ? plain(field) : field;
    const key = typeof field === 'string' ? field : JSON.stringify(field);
    const known = this.#data.get(key);
    if (known !== undefined) return known;
    const offset = this.#object(1, this.#dataHeaderBytes + data.payload.length);
    this.bytes.writeUInt8(data.flags, offset + 1);
    this.bytes.set(data.payload, offset + this.#dataHeaderBytes);
    const parent = this.#fieldOf(data.name);
    this.#set(offset + 32, this.#get(parent + 32));
    this.#set(parent + 32, offset);
    this.#data.set(key, offset);
    return offset;
  }

  #fieldOf(name: string): number {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    const offset = this.#object(2, 40 + name.length);
    this.bytes.write(name, offset + 40, 'latin1');
    let link = TABLE_OFFSET + (name.length % BUCKETS) * 16;
    while (this.#get(link) !== 0) link = this.#get(link) + 24;
    this.#set(link, offset);
    this.#fields.set(name, offset);
    return offset;
  }

  #link(at: { first: number; array: number; count: number }, entry: number): void {
    const count = this.#get(at.count);
    if (at.first !== 0 && count === 0) this.#set(at.first, entry);
    else this.#linkInArray(at.array, count - (at.first === 0 ? 0 : 1), entry);
    this.#set(at.count, count + 1);
  }

  #linkInArray(root: number, index: number, entry: number): void {
    const itemBytes = this.#isCompact ? 4 : 8;
    let [link, rest, capacity] = [root, index, 2];
    for (;;) {
      let array = this.#get(link);
      if (array === 0) {
        array = this.#object(6, 24 + capacity * 2 * itemBytes);
        this.#set(link, array);
      }
      capacity = (this.#get(array + 8) - 24) / itemBytes;
      if (rest < capacity) {
        this.#setItem(array + 24 + rest * itemBytes, entry);
        return;
      }
      rest -= capacity;
      link = array + 16;
    }
  }

  /** Appends an object; returns its offset. */
  #object(type: number, size: number): number {
    const offset = this.#used;
    this.#used += Math.ceil(size / 8) * 8;
    while (this.#used > this.#buffer.length) {
      this.#buffer = Buffer.concat([this.#buffer, Buffer.alloc(this.#buffer.length)]);
    }
    this.bytes.writeUInt8(type, offset);
    this.#set(offset + 8, size);
    return offset;
  }

  #setItem(at: number, offset: number): void {
    if (this.#isCompact) this.bytes.writeUInt32LE(offset, at);
    else this.#set(at, offset);
  }

  #set(at: number, value: number): void {
    this.bytes.writeBigUInt64LE(BigInt(value), at);
  }

  #get(at: number): number {
    return Number(this.bytes.readBigUInt64LE(at));
  }
}

function plain(text: string): BuiltData {
  return { name: text.slice(0, text.indexOf('=')), flags: 0, payload: Buffer.from(text, 'latin1') };
}

/** A kernel entry with that number, logged at that many milliseconds since boot. */
export function kernelEntry(seqnum: number, message: string, more: Partial<BuiltEntry> = {}) {
  const monotonicUs = more.monotonicUs ?? seqnum * 1_000;
  const fields = [
    '_TRANSPORT=kernel',
    'SYSLOG_FACILITY=0',
    'SYSLOG_IDENTIFIER=kernel',
    `_SOURCE_MONOTONIC_TIMESTAMP=${monotonicUs - 100}`,
    `MESSAGE=${message}`,
  ];
  return { seqnum, monotonicUs, fields, ...more };
}

/** An entry of some program. */
export function otherEntry(seqnum: number, message = 'hello'): BuiltEntry {
  const fields = ['_TRANSPORT=syslog', 'SYSLOG_FACILITY=3', `MESSAGE=${message}`];
  return { seqnum, monotonicUs: seqnum * 1_000, fields };
}

/** journald's note that it missed `count` kernel records. */
export function missedEntry(seqnum: number, count: number, pid = 7): BuiltEntry {
  const fields = [
    '_TRANSPORT=driver',
    'MESSAGE_ID=e9bf28e6e834481bb6f48f548ad13606',
    `MESSAGE=Missed ${count} kernel messages`,
    `_PID=${pid}`,
  ];
  return { seqnum, monotonicUs: seqnum * 1_000, fields };
}
