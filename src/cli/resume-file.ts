/**
 * The file of `--resume`: replaced as a whole, so that it is always the old or the new one; locked
 * by a file beside it for as long as one process goes on with it; and of one store, since places in
 * one mean nothing in another.
 */
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LockedError, lockFile } from '../service/process-lock.ts';
import type { QueryClient } from '../wire/query.ts';
import { CommandError, isServiceError } from './ask.ts';

/** Of exports: a mark is some 70 bytes, and there are at most a month of them. */
const BYTES_MAX = 1 << 20;
const LOCK = '.lock';

/** gRPC status code (grpc/grpc doc/statuscodes.md). */
const PERMISSION_DENIED = 7;

/** What is kept there belongs to another store than the one that answers. */
export class OtherStoreError extends CommandError {}

export class ResumeFile implements Disposable {
  readonly path: string;
  /** Undefined: there is none; else what stands there, whatever it is. */
  readonly value: unknown;
  readonly #lock: Disposable;
  /** Undefined: nobody has told. */
  #store: string | undefined;

  private constructor(path: string, text: string | undefined, lock: Disposable) {
    this.path = path;
    this.value = text === undefined ? undefined : parsed(text);
    this.#store = storeOf(this.value);
    this.#lock = lock;
  }

  /** Rejects with CommandError when it cannot be read, or another process has it. */
  static async open(path: string): Promise<ResumeFile> {
    const lock = await locked(path);
    try {
      return new ResumeFile(path, await textOf(path), lock);
    } catch (cause) {
      lock[Symbol.dispose]();
      throw cause;
    }
  }

  /**
   * Rejects with OtherStoreError where another store than that of before answers. Who may not ask
   * for the status, or asks an older aggregator, goes on unchecked.
   */
  async check({ getStatus }: Pick<QueryClient, 'getStatus'>): Promise<void> {
    const { store } = await getStatus().catch(unlessForbidden);
    if (store === undefined) return;
    this.#store ??= store;
    if (store === this.#store) return;
    throw new OtherStoreError(
      `--resume ${this.path} belongs to the flows of another store, as a restored copy is one: ` +
        'take another file, or the aggregator of before',
    );
  }

  /** Resolves when `value` is on disk; rejects with CommandError. */
  async write(value: object): Promise<void> {
    const beside = `${this.path}.new`;
    try {
      {
        await using file = await open(beside, 'w', 0o600);
        await file.writeFile(`${JSON.stringify({ ...value, store: this.#store })}\n`);
        await file.datasync();
      }
      await rename(beside, this.path);
      await using folder = await open(dirname(this.path));
      await folder.sync();
    } catch (cause) {
      throw unusable(this.path, cause);
    }
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
  }
}

async function locked(path: string): Promise<Disposable> {
  try {
    return await lockFile(path + LOCK);
  } catch (cause) {
    if (!(cause instanceof LockedError)) throw unusable(path, cause);
    const advice = 'stop it, or take another file';
    throw new CommandError(`--resume ${path} is in use by another process: ${advice}`, { cause });
  }
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    return text.length > BYTES_MAX ? '' : text;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unusable(path, cause);
  }
}

/** Null for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function storeOf(value: unknown): string | undefined {
  const { store } = (value ?? {}) as { readonly store?: unknown };
  return typeof store === 'string' ? store : undefined;
}

function unlessForbidden(cause: unknown): { readonly store?: string } {
  if (isServiceError(cause) && cause.code === PERMISSION_DENIED) return {};
  throw cause;
}

function unusable(path: string, cause: unknown): CommandError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CommandError(`--resume ${path} cannot be used: ${why}`, { cause });
}
