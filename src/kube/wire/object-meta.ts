/**
 * The metadata of any object, out of its protobuf.
 * Format: k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
 */
import type { Owner } from '../objects.ts';
import type { Interner } from './interner.ts';
import type { Message } from './message.ts';

export interface ObjectMeta {
  namespace: string;
  name: string;
  uid: string;
  resourceVersion: string;
  createdUs: number | undefined;
  deletionUs: number | undefined;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  owner: Owner | undefined;
}

const NO_TEXTS: Readonly<Record<string, string>> = Object.freeze({});

const NAME = 1;
const NAMESPACE = 3;
const UID = 5;
const RESOURCE_VERSION = 6;
const CREATION_TIMESTAMP = 8;
const DELETION_TIMESTAMP = 9;
const LABELS = 11;
const ANNOTATIONS = 12;
const OWNER_REFERENCES = 13;

/** Where a repeated field stands: from its first element to behind its last. */
class Run {
  from = -1;
  to = -1;

  add(message: Message): void {
    if (this.from < 0) this.from = message.tagAt;
    this.to = message.to;
  }
}

/** `keepsAnnotations`: only nodes and bookmarks have any that we read; a pod's are large. */
export function readMeta(
  message: Message,
  interner: Interner,
  keepsAnnotations = false,
): ObjectMeta {
  const meta = emptyMeta();
  const labels = new Run();
  const owners = new Run();
  while (message.next()) {
    if (message.field === NAME) meta.name = message.text();
    else if (message.field === NAMESPACE) meta.namespace = interner.text(message);
    else if (message.field === UID) meta.uid = message.text();
    else if (message.field === RESOURCE_VERSION) meta.resourceVersion = message.text();
    else if (message.field === CREATION_TIMESTAMP) meta.createdUs = readTime(message.message());
    else if (message.field === DELETION_TIMESTAMP) meta.deletionUs = readTime(message.message());
    else if (message.field === LABELS) labels.add(message);
    else if (message.field === OWNER_REFERENCES) owners.add(message);
    else if (message.field === ANNOTATIONS && keepsAnnotations) {
      meta.annotations = { ...meta.annotations, ...readEntry(message.message()) };
    }
  }
  if (labels.from >= 0) meta.labels = interner.value(message, labels.from, labels.to, readLabels);
  if (owners.from >= 0) meta.owner = interner.value(message, owners.from, owners.to, readOwner);
  return meta;
}

export function emptyMeta(): ObjectMeta {
  return {
    namespace: '',
    name: '',
    uid: '',
    resourceVersion: '',
    createdUs: undefined,
    deletionUs: undefined,
    labels: NO_TEXTS,
    annotations: NO_TEXTS,
    owner: undefined,
  };
}

function readLabels(message: Message): Readonly<Record<string, string>> {
  const labels: [string, string][] = [];
  while (message.next()) {
    if (message.field === LABELS) labels.push(...Object.entries(readEntry(message.message())));
  }
  return Object.freeze(Object.fromEntries(labels));
}

/** An entry of a map of texts: key 1, value 2. */
export function readEntry(message: Message): Record<string, string> {
  let key = '';
  let value = '';
  while (message.next()) {
    if (message.field === 1) key = message.text();
    else if (message.field === 2) value = message.text();
  }
  return Object.fromEntries([[key, value]]);
}

/** The controller among the owner references, else the first of them. */
function readOwner(message: Message): Owner | undefined {
  let first: Owner | undefined;
  while (message.next()) {
    if (message.field !== OWNER_REFERENCES) continue;
    const { isController, ...owner } = readReference(message.message());
    if (isController) return owner;
    first ??= owner;
  }
  return first;
}

function readReference(message: Message): Owner & { isController: boolean } {
  const reference = { kind: '', name: '', isController: false };
  while (message.next()) {
    if (message.field === 1) reference.kind = message.text();
    else if (message.field === 3) reference.name = message.text();
    else if (message.field === 6) reference.isController = message.value !== 0;
  }
  return reference;
}

/** Microseconds since the epoch; undefined of a time that was never set. */
export function readTime(message: Message): number | undefined {
  let seconds = 0;
  let nanos = 0;
  while (message.next()) {
    if (message.field === 1) seconds = message.value;
    else if (message.field === 2) nanos = message.value;
  }
  if (seconds === 0 && nanos === 0) return undefined;
  return seconds * 1e6 + Math.floor(nanos / 1e3);
}
