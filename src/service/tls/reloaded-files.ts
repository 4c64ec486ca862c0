/**
 * Something made of the contents of files, and made again when these change. What is in use is
 * replaced only by what was read and checked whole.
 */
import { readFile, stat } from 'node:fs/promises';
import { readFailure } from '../../flow/read-failure.ts';
import { TlsError } from './tls-error.ts';

/** A bundle of all public authorities has a quarter of this. */
const FILE_BYTES_MAX = 1024 * 1024;

export interface FlaggedFile {
  /** Which says the path, for messages. */
  readonly flag: string;
  readonly path: string;
}

/** Throws TlsError when the contents, one for each file, cannot be used. */
type Parse<T> = (...contents: Buffer[]) => T;

export class ReloadedFiles<T> {
  readonly #files: readonly FlaggedFile[];
  readonly #parse: Parse<T>;
  #contents: readonly Buffer[];
  #current: T;

  private constructor(files: readonly FlaggedFile[], parse: Parse<T>, contents: Buffer[]) {
    this.#files = files;
    this.#parse = parse;
    this.#contents = contents;
    this.#current = parse(...contents);
  }

  /** Rejects with TlsError. */
  static async open<T>(files: readonly FlaggedFile[], parse: Parse<T>): Promise<ReloadedFiles<T>> {
    return new ReloadedFiles(files, parse, await readAll(files));
  }

  get current(): T {
    return this.#current;
  }

  /**
   * Looks at the files; true: they hold something new, which is in use from now on. Rejects with
   * TlsError when it cannot be used; then what was in use stays.
   */
  async look(): Promise<boolean> {
    const contents = await readAll(this.#files);
    if (contents.every((bytes, i) => bytes.equals(this.#contents[i]!))) return false;
    this.#current = this.#parse(...contents);
    this.#contents = contents;
    return true;
  }
}

const readAll = (files: readonly FlaggedFile[]): Promise<Buffer[]> =>
  Promise.all(files.map(readBounded));

async function readBounded({ flag, path }: FlaggedFile): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size <= FILE_BYTES_MAX) return await readFile(path);
  } catch (cause) {
    throw new TlsError(`${flag}: '${path}' cannot be read: ${readFailure(cause)}`, { cause });
  }
  throw new TlsError(`${flag}: '${path}' is larger than ${FILE_BYTES_MAX} bytes`);
}
