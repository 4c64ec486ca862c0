/**
 * Cuts a file, a pipe or standard input into blocks of whole lines, in one buffer used again:
 *
 *   │ carried: the last block's unfinished line │ just read … \n │ unfinished line │ free │
 *   0                                           carried          length          end
 *
 * Invariant: every line is delivered once and whole, or counted once as too long.
 * Hot per block, not per line: budget 10 ns per line, and no allocation of a block's size.
 */
import { setImmediate } from 'node:timers/promises';
import { type ByteInput, type FileIdentity, openByteInput } from './file-input.ts';

const NEWLINE = 0x0a;

/** Buffer's own leave garbage; the next line end is mostly near. */
const { indexOf: findNewline, lastIndexOf: findLastNewline } = Uint8Array.prototype;

/** Longest line that is delivered; what is longer is no log, and must not grow the buffer. */
export const LINE_BYTES_MAX = 1024 * 1024;

/**
 * Bytes read at once. What is allocated for a block must be nothing for a line: with a quarter of
 * it, garbage was collected in the middle of a long log, and nothing was faster.
 */
const BLOCK_BYTES = 1024 * 1024;

/** Bytes after which others get their turn: about a millisecond's work. */
const TURN_BYTES = 1024 * 1024;

/** Whole lines at [0, length) of `bytes`, borrowed until the next block is asked for. */
export interface LineBlock {
  readonly bytes: Buffer;
  /** Ends behind a line end, if need be but the input's last; 0 when only `tooLong` is told. */
  readonly length: number;
  /** Lines left out behind the last block because they are longer than LINE_BYTES_MAX. */
  readonly tooLong: number;
  /** What offsets count in; undefined for pipes and standard input. */
  readonly identity: FileIdentity | undefined;
  /** Offset in the input behind this block's last byte. */
  readonly offsetAfter: number;
}

export interface ReadBlocksOptions {
  /** Bytes read at once, at most LINE_BYTES_MAX. */
  readonly blockBytes?: number;
  /** What is read into: at least LINE_BYTES_MAX and a block. */
  readonly buffer?: Uint8Array | undefined;
  /** Ends the reading, also while a pipe keeps us waiting. */
  readonly signal?: AbortSignal;
  /** Chooses where to begin, at a line's first byte; not asked for pipes and standard input. */
  readonly startAt?: (identity: FileIdentity) => number;
}

/** One block after the other, each in the place of the one before. */
export interface Blocks extends LineBlock, AsyncDisposable {
  /** Whether there is a next block: at once for a regular file. Throws SourceError. */
  readOn(): boolean | Promise<boolean>;
}

/** Opens `path`, or standard input for `-`. Throws SourceError. */
export function openBlocks(path: string, options: ReadBlocksOptions = {}): Blocks {
  const input = openByteInput(path, options.signal ?? new AbortController().signal);
  try {
    const start = input.identity === undefined ? 0 : (options.startAt?.(input.identity) ?? 0);
    if (start > 0) input.moveTo(start);
    return new LineCutter(input, start, options);
  } catch (error) {
    void input[Symbol.asyncDispose]();
    throw error;
  }
}

/** Reads `path`, or standard input for `-`, to its end. Throws SourceError. */
export async function* readBlocks(
  path: string,
  options: ReadBlocksOptions = {},
): AsyncGenerator<LineBlock, void, undefined> {
  await using blocks = openBlocks(path, options);
  let turnBytes = 0;
  while (options.signal?.aborted !== true) {
    const reading = blocks.readOn();
    // Regular files answer at once: a promise for each block would be garbage.
    if (!(typeof reading === 'boolean' ? reading : await reading)) return;
    yield blocks;
    turnBytes += blocks.length;
    if (turnBytes < TURN_BYTES) continue;
    // Reads of a regular file never wait: without this nothing else would get its turn.
    await setImmediate();
    turnBytes = 0;
  }
}

class LineCutter implements Blocks {
  readonly bytes: Buffer;
  length = 0;
  tooLong = 0;
  readonly identity: FileIdentity | undefined;
  readonly #input: ByteInput;
  readonly #blockBytes: number;
  /** Bytes in use, and the offset in the input behind them. */
  #end = 0;
  #offset: number;
  /** Inside a line that is too long: nothing counts until its end. */
  #skipping = false;

  constructor(input: ByteInput, offset: number, options: ReadBlocksOptions) {
    const { blockBytes = BLOCK_BYTES, buffer } = options;
    if (blockBytes <= 0 || blockBytes > LINE_BYTES_MAX)
      throw new RangeError('only a carried line can be too long');
    // Behind it lies what is somebody else's.
    if (buffer !== undefined && buffer.length < LINE_BYTES_MAX + blockBytes)
      throw new RangeError('the buffer has no room for a carried line and a block');
    this.identity = input.identity;
    this.bytes = buffer
      ? Buffer.from(buffer.buffer, buffer.byteOffset, LINE_BYTES_MAX + blockBytes)
      : Buffer.allocUnsafeSlow(LINE_BYTES_MAX + blockBytes);
    this.#input = input;
    this.#blockBytes = blockBytes;
    this.#offset = offset;
  }

  get offsetAfter(): number {
    return this.#offset - (this.#end - this.length);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input[Symbol.asyncDispose]();
  }

  /** Makes this the next block; false when there is none. */
  readOn(): boolean | Promise<boolean> {
    this.#carry();
    while (this.length === 0) {
      const reading = this.#input.read(this.bytes, this.#end, this.#blockBytes);
      if (typeof reading !== 'number') return this.#readLater(reading);
      if (reading === 0) return this.#finish();
      this.#cut(reading);
    }
    return true;
  }

  /** As readOn, for inputs that keep us waiting. */
  async #readLater(first: Promise<number>): Promise<boolean> {
    let read = await first;
    while (read > 0) {
      this.#cut(read);
      if (this.length > 0) return true;
      read = await this.#input.read(this.bytes, this.#end, this.#blockBytes);
    }
    return this.#finish();
  }

  /** Takes in the bytes just read: whole lines, if there are any now, become the block. */
  #cut(read: number): void {
    const carried = this.#end;
    this.#end += read;
    this.#offset += read;
    if (this.#skipping || carried > 0) this.#checkFirstLine(carried);
    this.length = this.#lastLineEnd();
    if (this.length === 0 && this.#end > LINE_BYTES_MAX) this.#startSkipping();
  }

  /** Moves the unfinished line to the front. */
  #carry(): void {
    this.bytes.copyWithin(0, this.length, this.#end);
    this.#end -= this.length;
    this.length = 0;
    this.tooLong = 0;
  }

  /** Takes out the line that began before this read, if it is too long and ends here. */
  #checkFirstLine(carried: number): void {
    const found = findNewline.call(this.bytes, NEWLINE, carried);
    const lineEnd = found < this.#end ? found : -1;
    if (this.#skipping && lineEnd === -1) this.#end = 0;
    if (lineEnd === -1 || (!this.#skipping && lineEnd <= LINE_BYTES_MAX)) return;
    if (!this.#skipping) this.tooLong += 1;
    this.#skipping = false;
    this.bytes.copyWithin(0, lineEnd + 1, this.#end);
    this.#end -= lineEnd + 1;
  }

  #startSkipping(): void {
    this.tooLong += 1;
    this.#skipping = true;
    this.#end = 0;
  }

  #lastLineEnd(): number {
    return this.#end === 0 ? 0 : findLastNewline.call(this.bytes, NEWLINE, this.#end - 1) + 1;
  }

  /** The input's last line may lack its end; a line too long may be all that is left to tell. */
  #finish(): boolean {
    this.length = this.#end;
    return this.length > 0 || this.tooLong > 0;
  }
}
