/**
 * What of proto/dropcast/v1 others depend on, line by line: number, type and name of each field,
 * number and name of each enum value, and what each call takes and gives.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';

const PROTO = join(import.meta.dirname, '..', '..', 'proto');

/** Sorted, so that two lists can be compared by eye. */
export function protoFields(): string[] {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => join(PROTO, target);
  const files = readdirSync(join(PROTO, 'dropcast', 'v1')).map((name) => `dropcast/v1/${name}`);
  root.loadSync(files, { keepCase: true });
  root.resolveAll();
  return [...fieldsOf(root)].sort();
}

function* fieldsOf(object: protobuf.ReflectionObject): Generator<string> {
  const name = object.fullName.slice(1);
  if (object instanceof protobuf.Enum) {
    for (const [value, number] of Object.entries(object.values)) yield `${name} ${number} ${value}`;
  }
  if (object instanceof protobuf.Type) {
    for (const field of object.fieldsArray)
      yield `${name} ${field.id} ${typeOf(field)} ${field.name}`;
  }
  if (object instanceof protobuf.Service) {
    for (const method of object.methodsArray) yield `${name} ${method.name} ${callOf(method)}`;
  }
  if (object instanceof protobuf.Namespace) {
    for (const nested of object.nestedArray) yield* fieldsOf(nested);
  }
}

function typeOf(field: protobuf.Field): string {
  const type = field.resolvedType?.fullName.slice(1) ?? field.type;
  if (field instanceof protobuf.MapField) return `map<${field.keyType},${type}>`;
  // Fields of a oneof and optional ones look alike on the wire.
  return field.repeated ? `repeated:${type}` : type;
}

function callOf({ requestType, requestStream, responseType, responseStream }: protobuf.Method) {
  const stream = (isStream: boolean | undefined) => (isStream ? 'stream:' : '');
  return `${stream(requestStream)}${requestType} ${stream(responseStream)}${responseType}`;
}
