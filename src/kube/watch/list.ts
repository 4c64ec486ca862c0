/**
 * A list, page by page: what is sent for servers without streaming lists. Memory holds one page of
 * the answer at a time.
 */

import { FieldError } from '../../manifest/fields.ts';
import { ApiError } from '../api/api-error.ts';
import type { Connection } from '../api/connection.ts';
import type { AnswerReader } from '../api/exchange.ts';
import type { Item, ListPage } from '../wire/item.ts';
import { acceptHeader } from './accept.ts';
import { ByteQueue } from './byte-queue.ts';
import type { Codecs } from './codecs.ts';
import type { Resource } from './resource.ts';

const PAGE_ITEMS = 500;
/** A page of 500 pods is 3 to 10 MB; one node's pods come in one page whatever their number. */
const PAGE_BYTES_MAX = 128 * 1024 * 1024;

export interface ListTarget<T> {
  readonly connection: Connection;
  readonly resource: Resource<T>;
  readonly codecs: Codecs<T>;
  /**
   * Any state of the server that is at least as new will do (`0`: any at all): answered from its
   * memory. Empty: the newest, page by page.
   */
  readonly notOlderThan: string;
}

export type List<T> = Pick<ListPage<T>, 'items' | 'resourceVersion' | 'malformed'>;

/** Rejects with ApiError; a list that breaks off is worth nothing and begins anew. */
export async function listAll<T>(target: ListTarget<T>, signal: AbortSignal): Promise<List<T>> {
  const items: Item<T>[] = [];
  let malformed = 0;
  let continueToken = '';
  for (;;) {
    const page = await readPage(target, continueToken, signal);
    for (const item of page.items) items.push(item);
    malformed += page.malformed;
    if (page.continueToken === '') {
      if (page.resourceVersion !== '') {
        return { items, malformed, resourceVersion: page.resourceVersion };
      }
      throw new ApiError('malformed', 'the list has no resourceVersion');
    }
    if (page.continueToken === continueToken) {
      throw new ApiError('malformed', 'the list leads back to the same page');
    }
    continueToken = page.continueToken;
  }
}

async function readPage<T>(
  target: ListTarget<T>,
  continueToken: string,
  signal: AbortSignal,
): Promise<ListPage<T>> {
  const { connection, resource, codecs } = target;
  const path = `${resource.path}?${listQuery(target, continueToken)}`;
  const body = new Body();
  await connection.get({ path, accept: acceptHeader(resource, 'list') }, body, signal);
  const { bytes, from, to } = body.queue;
  try {
    return codecs(body.isProtobuf).readList(bytes, from, to);
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw new ApiError('malformed', `the list cannot be read: ${error.message}`, { cause: error });
  }
}

function listQuery({ resource, notOlderThan }: ListTarget<unknown>, continueToken: string) {
  const query = new URLSearchParams();
  if (resource.fieldSelector) query.set('fieldSelector', resource.fieldSelector);
  if (continueToken !== '') query.set('continue', continueToken);
  if (notOlderThan !== '') query.set('resourceVersion', notOlderThan);
  else query.set('limit', String(PAGE_ITEMS));
  return query;
}

class Body implements AnswerReader {
  readonly queue = new ByteQueue(PAGE_BYTES_MAX);
  isProtobuf = false;

  begin(isProtobuf: boolean): void {
    this.isProtobuf = isProtobuf;
  }

  read(chunk: Buffer): void {
    this.queue.push(chunk);
  }
}
