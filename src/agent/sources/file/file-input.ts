/**
 * A file, a pipe or standard input as bytes: regular files by plain reads on this thread, which is
 * the fastest way; whatever may keep us waiting as a stream.
 */
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { readFailure } from '../../../flow/read-failure.ts';
import { SourceError } from '../source.ts';

/** Standard input where a path is expected. */
const STDIN = '-';
const STDIN_FD = 0;

/** What a position in a file belongs to. */
export interface FileIdentity {
  readonly inode: number;
  /** Bytes in the file when it was opened. */
  readonly size: number;
}

export interface ByteInput extends AsyncDisposable {
  /** Undefined for what has no lasting position: pipes and standard input. */
  readonly identity: FileIdentity | undefined;
  /** Goes on at `offset`; only where there is an identity. */
  moveTo(offset: number): void;
  /** Reads up to `max` bytes into `into` from `at` on; 0 at the end. Throws SourceError. */
  read(into: Uint8Array, at: number, max: number): number | Promise<number>;
}

/** Opens a path, or `-` for standard input, until `signal` aborts. Throws SourceError. */
export function openByteInput(path: string, signal: AbortSignal): ByteInput {
  const stats = attempt(path, () => (path === STDIN ? fstatSync(STDIN_FD) : statSync(path)));
  if (stats.isDirectory()) {
    throw directoryFailure(path);
  }
  if (path === STDIN) {
    return stats.isFile()
      ? new RegularInput(path, STDIN_FD, undefined)
      : new StreamInput(path, process.stdin, signal);
  }
  if (stats.isFIFO()) return new StreamInput(path, openPipe(path), signal);
  if (!stats.isFile()) return new StreamInput(path, createReadStream(path), signal);
  const fd = attempt(path, () => openSync(path, 'r'));
  const { ino, size } = fstatSync(fd);
  return new RegularInput(path, fd, { inode: ino, size });
}

/** Waits in the event loop: a thread blocked in a read would keep the process from ending. */
function openPipe(path: string): Readable {
  const fd = attempt(path, () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  return new Socket({ fd, readable: true, writable: false });
}

class RegularInput implements ByteInput {
  readonly identity: FileIdentity | undefined;
  readonly #path: string;
  readonly #fd: number;
  /** Undefined: reading goes on where the file stands, and no number is made for each read. */
  #offset: number | undefined;

  constructor(path: string, fd: number, identity: FileIdentity | undefined) {
    this.#path = path;
    this.#fd = fd;
    this.identity = identity;
  }

  moveTo(offset: number): void {
    this.#offset = offset;
  }

  read(into: Uint8Array, at: number, max: number): number {
    try {
      const length = readSync(this.#fd, into, at, max, this.#offset ?? null);
      if (this.#offset !== undefined) this.#offset += length;
      return length;
    } catch (error) {
      throw explainInputFailure(this.#path, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#fd !== STDIN_FD) closeSync(this.#fd);
  }
}

class StreamInput implements ByteInput {
  readonly identity = undefined;
  readonly #path: string;
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #aborted: Promise<IteratorResult<Uint8Array>>;
  #chunk: Uint8Array = new Uint8Array();

  constructor(path: string, stream: Readable, signal: AbortSignal) {
    this.#path = path;
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#aborted = new Promise((resolve) => {
      const end = () => resolve({ done: true, value: undefined });
      if (signal.aborted) end();
      signal.addEventListener('abort', end, { once: true });
      stream.once('close', () => signal.removeEventListener('abort', end));
    });
  }

  moveTo(): void {
    throw new TypeError(`${this.#path} has no positions`);
  }

  async read(into: Uint8Array, at: number, max: number): Promise<number> {
    if (this.#chunk.length === 0) {
      const next = await this.#nextChunk();
      if (next === undefined) return 0;
      this.#chunk = next;
    }
    const part = this.#chunk.subarray(0, max);
    into.set(part, at);
    this.#chunk = this.#chunk.subarray(part.length);
    return part.length;
  }

  async #nextChunk(): Promise<Uint8Array | undefined> {
    try {
      const next = await Promise.race([this.#aborted, this.#chunks.next()]);
      return next.done ? undefined : next.value;
    } catch (error) {
      throw explainInputFailure(this.#path, error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stream.destroy();
  }
}

/** Throws SourceError when `path` is not there or may not be read; opens nothing. */
export function checkReadable(path: string): void {
  if (path === STDIN) return;
  attempt(path, () => accessSync(path, constants.R_OK));
  if (attempt(path, () => statSync(path)).isDirectory()) throw directoryFailure(path);
}

function directoryFailure(path: string): SourceError {
  return new SourceError('unreadable', `${path} is a directory: name the files in it`);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw explainInputFailure(path, error);
  }
}

/** SourceError of a failure that the system told. */
export function explainInputFailure(path: string, cause: unknown): SourceError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SourceError('not_found', `${path}: ${readFailure(cause)}`, { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new SourceError('not_permitted', `${path}: ${readFailure(cause)}`, { cause });
  }
  return new SourceError('unreadable', `${path} cannot be read: ${code ?? cause}`, { cause });
}
