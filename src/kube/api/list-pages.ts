/**
 * Whole lists out of the API server, page by page, for questions that are asked once. Every page is
 * bounded, and all of them together; what the server asks to be tried again is, a few times.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, type ApiErrorCode } from './api-error.ts';
import type { Connection } from './connection.ts';
import type { AnswerReader } from './exchange.ts';

/** As kubectl asks. */
const PAGE_OBJECTS = 500;
/** 500 objects have some megabytes; etcd allows 1.5 MB each. */
const PAGE_BYTES_MAX = 256 * 1024 * 1024;
/** Of all lists of one call; 100,000 pods have about 1 GB. */
const TOTAL_BYTES_MAX = 2 * 1024 * 1024 * 1024;
/** No cluster has so many; a server that never ends its list would go on for ever. */
const PAGES_MAX = 10_000;

const TRIES_MAX = 4;
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 10_000;

export interface ListPage {
  readonly apiVersion: string;
  /** Of the list, such as `PodList`. */
  readonly kind: string;
  readonly items: readonly unknown[];
}

/** Bytes that may still be read, over several lists. */
export interface ByteBudget {
  left: number;
}

export function openBudget(): ByteBudget {
  return { left: TOTAL_BYTES_MAX };
}

export interface ListOptions {
  readonly budget: ByteBudget;
  readonly signal: AbortSignal;
  /** Milliseconds to wait before the first repetition, where the server names no time. */
  readonly retryMs?: number;
}

/**
 * Hears every page of the list at `path` as it comes; from the beginning again where the server has
 * forgotten where it was, after `restart`. Rejects with ApiError or the signal's reason.
 */
export async function listPages(
  connection: Connection,
  path: string,
  hear: { page(page: ListPage): void; restart(): void },
  options: ListOptions,
): Promise<void> {
  let next = '';
  let restarts = 0;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    try {
      const { list, after } = readList(await getJson(connection, pathOf(path, next), options));
      hear.page(list);
      if (after === '') return;
      next = after;
    } catch (error) {
      const isForgotten = next !== '' && isCode(error, 'expired') && restarts < TRIES_MAX;
      if (!isForgotten) throw error;
      restarts++;
      next = '';
      hear.restart();
    }
  }
  throw new ApiError('malformed', 'the list does not end');
}

function pathOf(path: string, next: string): string {
  const query = new URLSearchParams({ limit: String(PAGE_OBJECTS) });
  if (next !== '') query.set('continue', next);
  return `${path}?${query}`;
}

export function isCode(error: unknown, ...codes: readonly ApiErrorCode[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}

/**
 * One answer within the budget. Asked for again where that may help: at once, as a kept connection
 * may have ended and a token may have been replaced, or later, when the server is busy. Rejects as
 * `listPages`.
 */
export async function getJson(
  connection: Connection,
  path: string,
  { budget, signal, retryMs = RETRY_MS }: ListOptions,
): Promise<unknown> {
  let isRenewed = false;
  for (let tried = 1; ; tried++) {
    const body = new JsonBody(budget);
    try {
      await connection.get({ path, accept: 'application/json' }, body, signal);
      return body.value();
    } catch (error) {
      if (!isRenewed && isCode(error, 'unreachable', 'unauthorized')) {
        isRenewed = true;
        continue;
      }
      if (tried >= TRIES_MAX || !isCode(error, 'throttled')) throw error;
      const wanted = error.retryAfterMs || retryMs * 2 ** (tried - 1);
      await delay(Math.min(wanted, RETRY_MS_MAX), undefined, { signal });
    }
  }
}

class JsonBody implements AnswerReader {
  readonly #budget: ByteBudget;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  begin(): void {}

  read(chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#budget.left -= chunk.length;
    if (this.#bytes > PAGE_BYTES_MAX) throw new ApiError('malformed', 'the answer is too large');
    if (this.#budget.left < 0) throw new ApiError('malformed', 'the cluster is too large');
    this.#chunks.push(Buffer.from(chunk));
  }

  value(): unknown {
    try {
      return JSON.parse(Buffer.concat(this.#chunks).toString());
    } catch {
      // The parser's own words would quote the answer.
      throw new ApiError('malformed', 'the answer is not JSON');
    }
  }
}

interface ReadList extends Omit<ListPage, 'items'> {
  /** Null of an empty list. */
  readonly items?: readonly unknown[] | null;
  readonly metadata?: { readonly continue?: string };
}

function readList(read: unknown): { list: ListPage; after: string } {
  if (!isList(read)) throw new ApiError('malformed', 'the answer is no list');
  const { apiVersion, kind, items, metadata } = read;
  return { list: { apiVersion, kind, items: items ?? [] }, after: metadata?.continue ?? '' };
}

function isList(read: unknown): read is ReadList {
  if (typeof read !== 'object' || read === null) return false;
  const { apiVersion, kind, items } = read as Partial<Record<keyof ReadList, unknown>>;
  const isNamed = typeof apiVersion === 'string' && typeof kind === 'string';
  return isNamed && kind.endsWith('List') && (Array.isArray(items) || items == null);
}
