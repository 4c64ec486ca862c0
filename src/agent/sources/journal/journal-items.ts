/**
 * What the items of one kernel entry say: where its MESSAGE lies, when the kernel printed it, and
 * whether user space wrote it. Most of the items are shared by all entries and known; those of this
 * entry alone lie in the piece just before it.
 *
 * Hot: `read`, about ten items per entry; see journal-entries.ts.
 */
import { RECORD_BYTES_MAX } from '../../../flow/limits.ts';
import type { JournalBlock } from './journal-block.ts';
import { u64 } from './journal-bytes.ts';
import {
  DAMAGED,
  type DataReader,
  decimalAt,
  FACILITY_OTHER,
  kindOf,
  MESSAGE,
  MESSAGE_NAME_BYTES,
  OTHER,
  SOURCE_TIME,
  SOURCE_TIME_NAME_BYTES,
  TOO_LONG,
  UNREADABLE,
} from './journal-data.ts';
import {
  ENTRY_HEADER_BYTES,
  endsWhole,
  isOfOthers,
  type Layout,
  OBJECT_DATA,
  roundUp8,
} from './journal-objects.ts';

/** An ENTRY object in a block: where, how large, and what makes of a file's offset a place. */
export interface EntryPlace {
  readonly at: number;
  readonly size: number;
  readonly shift: number;
  /** Where the piece begins in the block. */
  readonly pieceStart: number;
}

/** Why a record is rejected. */
export type Trouble = 'damaged' | 'too_long' | 'unreadable';

export class EntryItems {
  /** It refers to `_TRANSPORT=kernel`. */
  isKernel = false;
  /** User space wrote it to /dev/kmsg. */
  isSpoofed = false;
  /** The kernel's stamp; 0 when there is none. */
  sourceUs = 0;
  /** Byte range of the message in the block; 0 to 0: it has none. */
  messageStart = 0;
  messageEnd = 0;
  readonly #data: DataReader;
  readonly #layout: Layout;
  readonly #kernelData: number;
  /** Offset of the file's last entry, of which journald may not have linked everything yet. */
  linkedBefore = 0;
  readonly #entry = { offset: 0, isLinked: false };
  /** Offset of a message that does not lie in the piece. */
  #farMessage = 0;
  #trouble = OTHER;

  constructor(data: DataReader, layout: Layout, kernelData: number) {
    this.#data = data;
    this.#layout = layout;
    this.#kernelData = kernelData;
  }

  /** The message must be brought into the block. */
  get needsRoom(): boolean {
    return this.#farMessage !== 0;
  }

  /** Looks at all items of the entry. */
  read(block: JournalBlock, place: EntryPlace): void {
    const { view } = block;
    const { itemBytes, isCompact } = this.#layout;
    const { at, size, shift, pieceStart } = place;
    const kernelData = this.#kernelData;
    this.#clear();
    this.#entry.offset = at - shift;
    this.#entry.isLinked = at - shift < this.linkedBefore;
    const end = at + size - itemBytes;
    for (let item = at + ENTRY_HEADER_BYTES; item <= end; item += itemBytes) {
      const offset = isCompact ? view.getUint32(item, true) : u64(view, item);
      const dataAt = offset + shift;
      if (offset === kernelData) this.isKernel = true;
      else if (dataAt < pieceStart || dataAt >= at) this.#noteFar(offset);
      else if (isCompressed(view, dataAt)) this.#noteFar(offset);
      else this.#noteNear(block, dataAt, at);
    }
  }

  /** Brings the message into the block if need be; returns why it cannot be used. */
  takeMessage(block: JournalBlock): Trouble | undefined {
    if (this.#trouble === DAMAGED) return 'damaged';
    if (this.#farMessage !== 0) this.#fetchMessage(block);
    if (this.#trouble === TOO_LONG) return 'too_long';
    if (this.#trouble === UNREADABLE) return 'unreadable';
    return this.#trouble === DAMAGED ? 'damaged' : undefined;
  }

  #clear(): void {
    this.isKernel = false;
    this.isSpoofed = false;
    this.sourceUs = 0;
    this.messageStart = 0;
    this.messageEnd = 0;
    this.#farMessage = 0;
    this.#trouble = OTHER;
  }

  /** A DATA object in the block, which must end before the entry at `entryAt` begins. */
  #noteNear(block: JournalBlock, at: number, entryAt: number): void {
    const { view, bytes } = block;
    const start = at + this.#layout.dataHeaderBytes;
    const end = start < entryAt ? at + u64(view, at + 8) : 0;
    if (end <= start || end > entryAt || at % 8 !== 0 || view.getUint8(at) !== OBJECT_DATA) {
      this.#trouble = DAMAGED;
      return;
    }
    if (!endsWhole(view, end)) this.#trouble = DAMAGED;
    const kind = kindOf(view, start, end);
    if (kind === MESSAGE) {
      this.messageStart = start + MESSAGE_NAME_BYTES;
      this.messageEnd = end;
      if (isOfOthers(view, at, this.#entry)) this.#trouble = DAMAGED;
      else if (end - this.messageStart > RECORD_BYTES_MAX) this.#trouble = TOO_LONG;
    } else if (kind === SOURCE_TIME) {
      this.sourceUs = decimalAt(bytes, start + SOURCE_TIME_NAME_BYTES, end);
    } else if (kind === FACILITY_OTHER) {
      this.isSpoofed = true;
    }
  }

  #noteFar(offset: number): void {
    const data = this.#data;
    const kind = data.kindAt(offset);
    if (kind === MESSAGE) {
      this.#farMessage = offset;
    } else if (kind === SOURCE_TIME) {
      data.load(offset);
      this.sourceUs = decimalAt(data.payload, SOURCE_TIME_NAME_BYTES, data.length);
    } else if (kind === FACILITY_OTHER) {
      this.isSpoofed = true;
    } else if (kind >= UNREADABLE) {
      this.#trouble = Math.max(this.#trouble, kind);
    }
  }

  /** Copies a message from elsewhere behind what the block holds. */
  #fetchMessage(block: JournalBlock): void {
    const data = this.#data;
    const kind = data.load(this.#farMessage, this.#entry);
    if (kind !== MESSAGE) {
      this.#trouble = Math.max(this.#trouble, kind === OTHER ? DAMAGED : kind);
      return;
    }
    data.payload.copy(block.bytes, block.used, MESSAGE_NAME_BYTES, data.length);
    this.messageStart = block.used;
    this.messageEnd = block.used + data.length - MESSAGE_NAME_BYTES;
    block.used = roundUp8(this.messageEnd);
  }
}

function isCompressed(view: DataView, at: number): boolean {
  return view.getUint8(at + 1) !== 0;
}
