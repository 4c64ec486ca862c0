/**
 * Writes kernel entries into journal files as journald does: objects first, the counts last, a file
 * archived when it is full and the oldest removed. systemd's own writer manages some thousand
 * entries a second here; this one is as fast as the bench asks.
 * Format: systemd src/libsystemd/sd-journal/journal-def.h; hashes stay zero, readers of files by
 * transport need none.
 */
import { closeSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const HEADER_BYTES = 272;
const BUCKETS = 333;
const TABLE_OFFSET = HEADER_BYTES + 16;
const OBJECTS_OFFSET = TABLE_OFFSET + BUCKETS * 16;
const DATA_BYTES = 64;
const ENTRY_BYTES = 64;
const ITEM_BYTES = 16;
const ARRAY_BYTES = 24;
const ARRAY_ITEMS_FIRST = 4;
const [DATA, FIELD, ENTRY, FIELD_TABLE, ENTRY_ARRAY] = [1, 2, 3, 5, 6];
const [ONLINE, ARCHIVED] = [1, 2];

/** journald's usual size of a file; four of them are kept. */
const FILE_BYTES_MAX = 128 * 1024 * 1024;
const ARCHIVED_MAX = 3;
/** An entry with all that it may bring: two objects, its items, a new array for each chain. */
const ENTRY_ROOM = 4 * 1024 * 1024;
const PAGE_BITS = 12;
/** All counts stand in these. */
const HEAD_PAGES = 2;

const SEQNUM_ID = 'a'.repeat(32);
const BOOT_ID = 'b'.repeat(32);

/** What all entries of a node's kernel have in common. */
const SHARED = [
  `_BOOT_ID=${BOOT_ID}`,
  '_MACHINE_ID=0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  '_HOSTNAME=node-0',
  '_TRANSPORT=kernel',
  'PRIORITY=5',
  'SYSLOG_FACILITY=0',
  'SYSLOG_IDENTIFIER=kernel',
];

/** Where the file keeps entries of one kind: the first by itself, the others in arrays. */
interface Chain {
  /** Where the first stands; 0: in the arrays, too. */
  readonly first: number;
  readonly count: number;
  entries: number;
  /** Where the offset of the next array is written. */
  link: number;
  array: number;
  items: number;
  capacity: number;
}

export class JournalWriter {
  readonly #folder: string;
  readonly #bytes = Buffer.alloc(FILE_BYTES_MAX);
  readonly #words = new Uint32Array(this.#bytes.buffer, this.#bytes.byteOffset);
  readonly #touched = new Uint8Array(FILE_BYTES_MAX >> PAGE_BITS);
  readonly #archived: string[] = [];
  #file = -1;
  #used = 0;
  #seqnum = 0;
  #chains: Chain[] = [];
  #shared: number[] = [];
  #fields = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#begin();
  }

  /** One entry of now; readers see it at the next flush. */
  append(realtimeUs: number, monotonicUs: number, message: string): void {
    if (this.#used > FILE_BYTES_MAX - ENTRY_ROOM) this.#rotate();
    const source = this.#data(`_SOURCE_MONOTONIC_TIMESTAMP=${monotonicUs - 100}`);
    const items = [...this.#shared, source, this.#data(`MESSAGE=${message}`)];
    const entry = this.#object(ENTRY, ENTRY_BYTES + items.length * ITEM_BYTES);
    this.#seqnum += 1;
    this.#set(entry + 16, this.#seqnum);
    this.#set(entry + 24, realtimeUs);
    this.#set(entry + 32, monotonicUs);
    this.#bytes.write(BOOT_ID, entry + 40, 'hex');
    for (const [i, item] of items.entries()) this.#set(entry + ENTRY_BYTES + i * ITEM_BYTES, item);
    for (const chain of this.#chains) this.#link(chain, entry);
    for (const item of items.slice(this.#shared.length)) {
      this.#set(item + 40, entry);
      this.#set(item + 56, 1);
    }
    this.#set(160, this.#seqnum);
    this.#set(192, realtimeUs);
    if (this.#chains[0]!.entries > 1) return;
    this.#set(168, this.#seqnum);
    this.#set(184, realtimeUs);
  }

  /** From the end: what is pointed to comes before what points, and the counts come last. */
  flush(): void {
    let end = Math.ceil(this.#used / (1 << PAGE_BITS));
    while (end > 0) {
      if (this.#touched[end - 1] === 0) {
        end -= 1;
        continue;
      }
      let begin = end;
      do begin -= 1;
      while (begin !== HEAD_PAGES && begin > 0 && this.#touched[begin - 1] === 1);
      this.#touched.fill(0, begin, end);
      const from = begin << PAGE_BITS;
      const to = Math.min(end << PAGE_BITS, this.#used);
      writeSync(this.#file, this.#bytes, from, to - from, from);
      end = begin;
    }
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }

  get #path(): string {
    return join(this.#folder, 'system.journal');
  }

  #begin(): void {
    this.#file = openSync(this.#path, 'w');
    this.#used = OBJECTS_OFFSET;
    this.#bytes.write('LPKSHHRH', 0, 'latin1');
    this.#bytes.writeUInt8(ONLINE, 16);
    this.#bytes.write(SEQNUM_ID, 72, 'hex');
    this.#set(88, HEADER_BYTES);
    this.#set(120, TABLE_OFFSET);
    this.#set(128, BUCKETS * 16);
    this.#bytes.writeUInt8(FIELD_TABLE, TABLE_OFFSET - 16);
    this.#set(TABLE_OFFSET - 8, BUCKETS * 16 + 16);
    this.#touched.fill(1, 0, 2);
    this.#fields = new Map();
    this.#shared = SHARED.map((text) => this.#data(text));
    this.#chains = [{ first: 0, count: 152, ...emptyAt(176) }];
    for (const data of this.#shared)
      this.#chains.push({ first: data + 40, count: data + 56, ...emptyAt(data + 48) });
  }

  #rotate(): void {
    this.#bytes.writeUInt8(ARCHIVED, 16);
    this.close();
    const name = `system@${SEQNUM_ID}-${this.#seqnum.toString(16).padStart(16, '0')}.journal`;
    renameSync(this.#path, join(this.#folder, name));
    this.#archived.push(name);
    if (this.#archived.length > ARCHIVED_MAX)
      unlinkSync(join(this.#folder, this.#archived.shift()!));
    this.#bytes.fill(0, 0, this.#used);
    this.#begin();
  }

  /** Appends a DATA object, linked to its field. */
  #data(text: string): number {
    const offset = this.#object(DATA, DATA_BYTES + text.length);
    this.#bytes.write(text, offset + DATA_BYTES, 'latin1');
    const name = text.slice(0, text.indexOf('='));
    const field = this.#fields.get(name) ?? this.#field(name);
    this.#set(offset + 32, this.#words[(field + 32) >> 2]!);
    this.#set(field + 32, offset);
    return offset;
  }

  /** One bucket each, as hashes would have it nearly always. */
  #field(name: string): number {
    const offset = this.#object(FIELD, 40 + name.length);
    this.#bytes.write(name, offset + 40, 'latin1');
    this.#set(TABLE_OFFSET + this.#fields.size * 16, offset);
    this.#fields.set(name, offset);
    return offset;
  }

  #link(chain: Chain, entry: number): void {
    chain.entries += 1;
    if (chain.first !== 0 && chain.entries === 1) this.#set(chain.first, entry);
    else this.#linkInArray(chain, entry);
    this.#set(chain.count, chain.entries);
  }

  #linkInArray(chain: Chain, entry: number): void {
    if (chain.items === chain.capacity) {
      chain.capacity = Math.max(ARRAY_ITEMS_FIRST, chain.capacity * 2);
      chain.items = 0;
      chain.array = this.#object(ENTRY_ARRAY, ARRAY_BYTES + chain.capacity * 8);
      this.#set(chain.link, chain.array);
      chain.link = chain.array + 16;
    }
    this.#set(chain.array + ARRAY_BYTES + chain.items * 8, entry);
    chain.items += 1;
  }

  /** Appends an empty object; returns its offset. */
  #object(type: number, size: number): number {
    const offset = this.#used;
    this.#used += Math.ceil(size / 8) * 8;
    this.#touched.fill(1, offset >> PAGE_BITS, ((this.#used - 1) >> PAGE_BITS) + 1);
    this.#bytes.writeUInt8(type, offset);
    this.#set(offset + 8, size);
    return offset;
  }

  #set(at: number, value: number): void {
    this.#words[at >> 2] = value >>> 0;
    this.#words[(at >> 2) + 1] = value / 0x1_0000_0000;
    this.#touched[at >> PAGE_BITS] = 1;
  }
}

const emptyAt = (link: number) => ({ entries: 0, link, array: 0, items: 0, capacity: 0 });
