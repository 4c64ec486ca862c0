/**
 * The API's answers in JSON: for custom resources, which have no other encoding, and for servers
 * or proxies that give nothing else.
 */
import { FieldError, Fields } from '../../manifest/fields.ts';
import {
  type Codec,
  INITIAL_EVENTS_END,
  type Item,
  type ListPage,
  type WatchEvent,
} from './item.ts';
import { readStatusFields } from './status.ts';

export type ReadObject<T> = (fields: Fields) => T;

export function jsonCodec<T>(readObject: ReadObject<T>): Codec<T> {
  const read = (fields: Fields): Item<T> => readItem(fields, readObject);
  return {
    readList: (bytes, from, to) => readList(parse(bytes, from, to), read),
    readEvent: (bytes, from, to) => {
      try {
        return readEvent(parse(bytes, from, to), read);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        return { kind: 'malformed', reason: error.message };
      }
    },
  };
}

function parse(bytes: Buffer, from: number, to: number): Fields {
  try {
    return new Fields(JSON.parse(bytes.toString('utf8', from, to)));
  } catch {
    throw new FieldError([], 'is not JSON');
  }
}

function readItem<T>(fields: Fields, readObject: ReadObject<T>): Item<T> {
  const metadata = fields.at('metadata');
  return {
    namespace: metadata.at('namespace').text(),
    name: metadata.at('name').requiredText(),
    uid: metadata.at('uid').text(),
    resourceVersion: metadata.at('resourceVersion').text(),
    object: readObject(fields),
  };
}

function readList<T>(list: Fields, read: (fields: Fields) => Item<T>): ListPage<T> {
  const metadata = list.at('metadata');
  const items: Item<T>[] = [];
  let malformed = 0;
  for (const fields of list.at('items').items()) {
    try {
      items.push(read(fields));
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      malformed++;
    }
  }
  const resourceVersion = metadata.at('resourceVersion').text();
  return { items, malformed, resourceVersion, continueToken: metadata.at('continue').text() };
}

function readEvent<T>(event: Fields, read: (fields: Fields) => Item<T>): WatchEvent<T> {
  const object = event.at('object');
  const type = event.at('type').text();
  if (type === 'ADDED' || type === 'MODIFIED') return { kind: 'applied', item: read(object) };
  if (type === 'DELETED') return { kind: 'deleted', item: read(object) };
  if (type === 'BOOKMARK') return readBookmark(object.at('metadata'));
  if (type === 'ERROR') return { kind: 'failed', status: readStatusFields(object) };
  throw new FieldError([], `is an event of the unknown type ${JSON.stringify(type.slice(0, 20))}`);
}

function readBookmark(metadata: Fields): WatchEvent<never> {
  const isInitialEnd = metadata.at('annotations').at(INITIAL_EVENTS_END).text() === 'true';
  const resourceVersion = metadata.at('resourceVersion').requiredText();
  return { kind: 'bookmark', resourceVersion, isInitialEnd };
}
