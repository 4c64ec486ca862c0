/**
 * The API's answers in protobuf: lists in an envelope, watch events in bare frames that hold an
 * envelope each.
 * Format: k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto, WatchEvent; every list is
 * { 1: ListMeta { 2: resourceVersion, 3: continue }, 2: items }.
 */
import { FieldError } from '../../manifest/fields.ts';
import { openEnvelope } from './envelope.ts';
import { Interner } from './interner.ts';
import {
  type Codec,
  INITIAL_EVENTS_END,
  type Item,
  type ListPage,
  type WatchEvent,
} from './item.ts';
import { Message } from './message.ts';
import { emptyMeta, readMeta } from './object-meta.ts';
import { readStatusMessage } from './status.ts';

export type ReadItem<T> = (message: Message, interner: Interner) => Item<T>;

export function protobufCodec<T>(readItem: ReadItem<T>): Codec<T> {
  const interner = new Interner();
  const read = (message: Message): Item<T> => {
    const item = readItem(message, interner);
    if (item.name === '') throw new FieldError([], 'has no name');
    return item;
  };
  return {
    readList: (bytes, from, to) => readList(openEnvelope(bytes, from, to).message, read),
    readEvent: (bytes, from, to) => {
      try {
        return readEvent(new Message(bytes, from, to), read);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        return { kind: 'malformed', reason: error.message };
      }
    },
  };
}

function readList<T>(list: Message, read: (message: Message) => Item<T>): ListPage<T> {
  let meta = { resourceVersion: '', continueToken: '' };
  const items: Item<T>[] = [];
  let malformed = 0;
  while (list.next()) {
    if (list.field === 1) meta = readListMeta(list.message());
    if (list.field !== 2) continue;
    try {
      items.push(read(list.message()));
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      malformed++;
    }
  }
  return { ...meta, items, malformed };
}

function readListMeta(message: Message): { resourceVersion: string; continueToken: string } {
  const meta = { resourceVersion: '', continueToken: '' };
  while (message.next()) {
    if (message.field === 2) meta.resourceVersion = message.text();
    else if (message.field === 3) meta.continueToken = message.text();
  }
  return meta;
}

function readEvent<T>(frame: Message, read: (message: Message) => Item<T>): WatchEvent<T> {
  let type = '';
  let object: Message | undefined;
  while (frame.next()) {
    if (frame.field === 1) type = frame.text();
    else if (frame.field === 2) object = rawExtension(frame.message());
  }
  if (object === undefined) throw new FieldError([], 'is an event without an object');
  if (type === 'ADDED' || type === 'MODIFIED') return { kind: 'applied', item: read(object) };
  if (type === 'DELETED') return { kind: 'deleted', item: read(object) };
  if (type === 'BOOKMARK') return readBookmark(object);
  if (type === 'ERROR') return { kind: 'failed', status: readStatusMessage(object) };
  throw new FieldError([], `is an event of the unknown type ${JSON.stringify(type.slice(0, 20))}`);
}

function rawExtension(message: Message): Message | undefined {
  while (message.next()) {
    if (message.field === 1) return openEnvelope(message.bytes, message.from, message.to).message;
  }
  return undefined;
}

/** An object with nothing but a resourceVersion and annotations in its metadata. */
function readBookmark(object: Message): WatchEvent<never> {
  let meta = emptyMeta();
  while (object.next()) {
    if (object.field === 1) meta = readMeta(object.message(), new Interner(), true);
  }
  const isInitialEnd = meta.annotations[INITIAL_EVENTS_END] === 'true';
  return { kind: 'bookmark', resourceVersion: meta.resourceVersion, isInitialEnd };
}
