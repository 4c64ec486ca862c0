/**
 * What every protobuf object of Kubernetes comes in: four bytes of magic and an Unknown.
 * ```
 *   6b 38 73 00 | Unknown { 1: TypeMeta { 1: apiVersion, 2: kind }, 2: raw }
 * ```
 * Format: k8s.io/apimachinery/pkg/runtime/generated.proto, serializer/protobuf.
 */
import { FieldError } from '../../manifest/fields.ts';
import { Message } from './message.ts';

const MAGIC = 0x6b387300;

export interface Envelope {
  /** Such as `PodList`. */
  readonly kind: string;
  readonly message: Message;
}

/** Throws FieldError when the bytes [from, to) are none. */
export function openEnvelope(bytes: Buffer, from: number, to: number): Envelope {
  if (to - from < 4 || bytes.readUInt32BE(from) !== MAGIC) {
    throw new FieldError([], 'is no protobuf of Kubernetes');
  }
  const unknown = new Message(bytes, from + 4, to);
  let kind = '';
  let message = new Message(bytes, to, to);
  while (unknown.next()) {
    if (unknown.field === 1) kind = readKind(unknown.message());
    else if (unknown.field === 2) message = unknown.message();
  }
  return { kind, message };
}

function readKind(typeMeta: Message): string {
  while (typeMeta.next()) if (typeMeta.field === 2) return typeMeta.text();
  return '';
}
