/**
 * Finds the entries of one transport without looking at any other: the field table leads to
 * `_TRANSPORT`, its values to the DATA object `_TRANSPORT=kernel`, which keeps a chain of all
 * entries that refer to it. No hash is computed: the table has 333 buckets.
 * Only journald sets fields that begin with an underscore, so that what is found can be trusted.
 */
import { DamageError, type JournalBytes, u64 } from './journal-bytes.ts';
import { type ChainRoot, EntryChain } from './journal-chain.ts';
import type { JournalHeader } from './journal-header.ts';
import {
  ENTRY_HEADER_BYTES,
  FIELD_HEADER_BYTES,
  isAligned,
  type Layout,
  OBJECT_DATA,
  OBJECT_FIELD,
  readObjectSize,
} from './journal-objects.ts';

const FIELD = '_TRANSPORT';
const BUCKET_BYTES = 16;

/** systemd makes 333; a table of more than these is not walked. */
const BUCKETS_MAX = 512;

/** journald knows seven transports; whatever else stands there is no way to hold us up. */
const VALUES_MAX = 64;

/** Fields in one bucket that are looked at. */
const BUCKET_FIELDS_MAX = 64;

/** The entries of one transport; `data` is the object that they all refer to. */
export interface TransportChain {
  readonly data: number;
  readonly chain: EntryChain;
}

export class Transports {
  kernel: TransportChain | undefined;
  driver: TransportChain | undefined;
  readonly #bytes: JournalBytes;
  readonly #layout: Layout;
  #fieldOffset = 0;
  #headData = 0;

  constructor(bytes: JournalBytes, layout: Layout) {
    this.#bytes = bytes;
    this.#layout = layout;
  }

  /** Looks again: for transports that have appeared, and how long their chains are now. */
  refresh(header: JournalHeader): void {
    if (this.#fieldOffset === 0) this.#fieldOffset = findField(this.#bytes, header);
    if (this.#fieldOffset === 0) return;
    const headData = u64(this.#bytes.read(this.#fieldOffset + 32, 8), 0);
    if (headData !== this.#headData) this.#findValues(headData);
    if (this.driver !== undefined) this.#measure(this.driver);
    if (this.kernel !== undefined) this.#measure(this.kernel);
  }

  /** Newer values stand before older ones: offsets fall along their chain. */
  #findValues(head: number): void {
    const { dataHeaderBytes, isCompact } = this.#layout;
    let offset = head;
    for (let values = 0; offset !== 0 && values < VALUES_MAX; values += 1) {
      const size = readObjectSize(this.#bytes, offset, OBJECT_DATA);
      const length = Math.max(0, Math.min(size - dataHeaderBytes, 32));
      const view = this.#bytes.read(offset, dataHeaderBytes + length);
      const value = this.#bytes.piece.toString('latin1', dataHeaderBytes, dataHeaderBytes + length);
      const found = { data: offset, chain: new EntryChain(this.#bytes, isCompact) };
      if (value === '_TRANSPORT=kernel') this.kernel ??= found;
      if (value === '_TRANSPORT=driver') this.driver ??= found;
      const next = u64(view, 32);
      if (next >= offset) throw new DamageError(`the values of ${FIELD} run in a circle`);
      offset = next;
    }
    this.#headData = head;
  }

  #measure({ data, chain }: TransportChain): void {
    const view = this.#bytes.read(data + 40, 24);
    const count = u64(view, 16);
    const root: ChainRoot = { first: u64(view, 0), array: u64(view, 8), count };
    const least = count * ENTRY_HEADER_BYTES;
    const isPlausible = count === 0 || isAligned(root.first);
    if (!isPlausible || count < chain.root.count || !this.#bytes.reaches(least)) {
      throw new DamageError(`the entries of ${FIELD} cannot be ${count}`);
    }
    Object.assign(chain.root, root);
  }
}

/** Offset of the FIELD object `_TRANSPORT`; 0 when the file has none. */
function findField(bytes: JournalBytes, header: JournalHeader): number {
  const buckets = Math.floor(header.fieldTableBytes / BUCKET_BYTES);
  if (buckets < 1 || buckets > BUCKETS_MAX || !isAligned(header.fieldTableOffset)) {
    throw new DamageError('no field table');
  }
  const { piece } = bytes;
  const table = Buffer.alloc(buckets * BUCKET_BYTES);
  bytes.readInto(table, 0, { offset: header.fieldTableOffset, length: table.length });
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    let offset = u64(view, bucket * BUCKET_BYTES);
    for (let fields = 0; offset !== 0 && fields < BUCKET_FIELDS_MAX; fields += 1) {
      const size = readObjectSize(bytes, offset, OBJECT_FIELD);
      const length = Math.min(size - FIELD_HEADER_BYTES, FIELD.length + 1);
      const field = bytes.read(offset, FIELD_HEADER_BYTES + Math.max(0, length));
      const name = piece.toString('latin1', FIELD_HEADER_BYTES, FIELD_HEADER_BYTES + length);
      if (name === FIELD) return offset;
      offset = u64(field, 24);
    }
  }
  return 0;
}
