/**
 * Writes docs/proto.md: services, messages and enums of proto/dropcast with the comments that stand
 * in the files. `npm run docs:proto` puts it in its place.
 */
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const ROOT = fileURLToPath(new URL('../proto/', import.meta.url));
const FILES = ['flow', 'ingest', 'query'].map((name) => `dropcast/v1/${name}.proto`);

const HEAD = `# The protocol

What agents, aggregator and command line say to each other over gRPC: package \`dropcast.v1\`. Written by \`npm run docs:proto\` out of the comments of
[proto/dropcast/v1](../proto/dropcast/v1), which are the contract. Fields are added, never renumbered. In JSON (\`-o json\`, HTTP) names and values of edges are
those of [query.md](query.md). Hubble's \`observer.Observer\` is in [hubble.md](hubble.md).`;

async function referenceText(): Promise<string> {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => `${ROOT}${target}`;
  const loaded = await root.load(FILES, { alternateCommentMode: true, keepCase: true });
  loaded.resolveAll();
  const declared = namesIn(loaded.lookup('dropcast.v1') as protobuf.Namespace);
  const sections = FILES.map((file) => {
    const own = declared.filter(({ filename }) => filename?.endsWith(file));
    return [`## ${file.split('/').at(-1)}`, ...own.map(declarationText)].join('\n\n');
  });
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

/** All that is declared, what is nested behind what it is nested in. */
function namesIn(namespace: protobuf.NamespaceBase): protobuf.ReflectionObject[] {
  return namespace.nestedArray.flatMap((each) => [
    each,
    ...(each instanceof protobuf.Namespace ? namesIn(each) : []),
  ]);
}

function declarationText(declared: protobuf.ReflectionObject): string {
  const name = declared.fullName.replace('.dropcast.v1.', '');
  const parts = [`### ${name}`, textOf(declared.comment), membersOf(declared)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function membersOf(declared: protobuf.ReflectionObject): string {
  if (declared instanceof protobuf.Enum) return enumTable(declared);
  if (declared instanceof protobuf.Service) return serviceTable(declared);
  if (declared instanceof protobuf.Type) return fieldTable(declared);
  throw new Error(`${declared.fullName} is neither message, enum nor service`);
}

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const enumTable = ({ values, comments }: protobuf.Enum): string =>
  table(
    ['value', 'number', 'means'],
    Object.entries(values).map(([name, id]) => [`\`${name}\``, id, textOf(comments[name])]),
  );

const serviceTable = ({ methodsArray }: protobuf.Service): string =>
  table(
    ['call', 'takes', 'gives', 'does'],
    methodsArray.map((method) => [
      `\`${method.name}\``,
      streamed(method.requestType, method.requestStream),
      streamed(method.responseType, method.responseStream),
      textOf(method.comment),
    ]),
  );

const streamed = (type: string, isStream = false): string =>
  `${isStream ? 'stream of ' : ''}\`${type}\``;

function fieldTable({ fieldsArray }: protobuf.Type): string {
  if (fieldsArray.length === 0) return 'No fields.';
  const rows = fieldsArray.map((field) => [
    `\`${field.name}\``,
    field.id,
    `${kindOf(field)}\`${field.type}\``,
    textOf(field.comment),
  ]);
  return table(['field', 'number', 'type', 'is'], rows);
}

/** What stands before a field's type. */
function kindOf(field: protobuf.Field): string {
  if (field instanceof protobuf.MapField) return `map of \`${field.keyType}\` to `;
  if (field.repeated) return 'repeated ';
  if (field.options?.proto3_optional === true) return 'optional ';
  return field.partOf === null ? '' : `one of ${field.partOf.name}: `;
}

const textOf = (comment: string | null | undefined): string =>
  (comment ?? '').replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|');

process.stdout.write(await referenceText());
