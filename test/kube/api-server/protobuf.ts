/**
 * Kubernetes' protobuf: `k8s\0` and an Unknown around the object's own bytes. Written by schema
 * (kubernetes.proto) from the JSON form, so that no test checks a reader against its own writer.
 * Like the real server, an absent string that Go keeps by value is written as an empty one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import type { KubeObject } from './kube-object.ts';

const MAGIC = Buffer.from('k8s\0');
/** Messages whose strings Go keeps by pointer: absent means absent. */
const OPTIONAL_STRINGS = new Set(['Endpoint', 'EndpointPort']);

const { root } = protobuf.parse(
  readFileSync(join(import.meta.dirname, 'kubernetes.proto'), 'utf8'),
  { keepCase: true },
);
// At once: what is loaded later in the same process may take 64-bit integers out of the library.
root.resolveAll();

type Json = Readonly<Record<string, unknown>>;

/** Kinds that the schema describes; any other has JSON alone. */
export const hasProtobuf = (kind: string): boolean => root.get(kind) instanceof protobuf.Type;

/** The object in its envelope; `object` has `kind` and `apiVersion`. */
export function encodeObject(object: KubeObject): Buffer {
  const { apiVersion, kind } = object;
  const raw = encodeMessage(kind!, object);
  const unknown = { typeMeta: { apiVersion, kind }, raw, contentEncoding: '', contentType: '' };
  return Buffer.concat([MAGIC, encodeMessage('Unknown', unknown)]);
}

/** One frame of a watch: length (4 bytes, big-endian) and a WatchEvent without an envelope. */
export function encodeWatchFrame(type: string, object: KubeObject): Buffer {
  const event = encodeMessage('WatchEvent', { type, object: { raw: encodeObject(object) } });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(event.length);
  return Buffer.concat([length, event]);
}

function encodeMessage(typeName: string, json: unknown): Uint8Array {
  const type = root.lookupType(typeName);
  return type.encode(type.fromObject(messageOf(type, json as Json))).finish();
}

/** The JSON form of an object as the message has it; fields that the schema lacks are left out. */
function messageOf(type: protobuf.Type, json: Json): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const value = json[field.name];
    if (value !== undefined && value !== null) message[field.name] = fieldValue(field, value);
    else if (isEmptyString(type, field)) message[field.name] = '';
  }
  return message;
}

const isEmptyString = (type: protobuf.Type, field: protobuf.Field): boolean =>
  field.type === 'string' && !field.repeated && !field.map && !OPTIONAL_STRINGS.has(type.name);

function fieldValue(field: protobuf.Field, value: unknown): unknown {
  const type = field.resolve().resolvedType;
  if (!(type instanceof protobuf.Type)) return value;
  const one = (part: unknown): unknown => CONVERSIONS[type.name]?.(part) ?? nested(type, part);
  if (field.repeated) return (value as unknown[]).map(one);
  if (!field.map) return one(value);
  return Object.fromEntries(Object.entries(value as Json).map(([key, part]) => [key, one(part)]));
}

const nested = (type: protobuf.Type, value: unknown): unknown => messageOf(type, value as Json);

/** Types whose JSON form is not a map of their fields. */
const CONVERSIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  Time: (text) => ({ seconds: Math.floor(Date.parse(String(text)) / 1000), nanos: 0 }),
  Quantity: (text) => ({ string: String(text) }),
  FieldsV1: (fields) => ({ Raw: Buffer.from(JSON.stringify(fields)) }),
  IntOrString: (value) =>
    typeof value === 'number'
      ? { type: 0, intVal: value, strVal: '' }
      : { type: 1, intVal: 0, strVal: value },
};
