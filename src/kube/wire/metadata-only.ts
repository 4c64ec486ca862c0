/**
 * Objects of which the metadata is enough, out of their protobuf: namespaces, and the controllers
 * between a pod and its workload (PartialObjectMetadata).
 */
import type { Namespace, OwnedController } from '../objects.ts';
import type { Interner } from './interner.ts';
import type { Item } from './item.ts';
import type { Message } from './message.ts';
import { emptyMeta, type ObjectMeta, readMeta } from './object-meta.ts';

export function readNamespace(message: Message, interner: Interner): Item<Namespace> {
  const { name, uid, resourceVersion, labels } = metaOf(message, interner);
  return { namespace: '', name, uid, resourceVersion, object: { name, labels } };
}

/** A reader of ReplicaSets or Jobs. */
export function controllerReader(kind: OwnedController['kind']) {
  return (message: Message, interner: Interner): Item<OwnedController> => {
    const { namespace, name, uid, resourceVersion, owner } = metaOf(message, interner);
    return { namespace, name, uid, resourceVersion, object: { kind, namespace, name, owner } };
  };
}

function metaOf(message: Message, interner: Interner): ObjectMeta {
  while (message.next()) if (message.field === 1) return readMeta(message.message(), interner);
  return emptyMeta();
}
