/**
 * What the schema of SARIF 2.1.0 says of the objects that we write: which fields each may have,
 * which it must have, and which texts they may hold.
 * Source: OASIS sarif-schema-2.1.0.json (errata 01), its definitions of the same names.
 */

interface Shape {
  readonly required: readonly string[];
  /** Fields of the schema that we use: the name of a shape, `[]` behind it for a list. */
  readonly fields: Readonly<Record<string, string>>;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  sarifLog: {
    required: ['version', 'runs'],
    fields: { $schema: 'uri', version: '2.1.0', runs: 'run[]' },
  },
  run: {
    required: ['tool'],
    fields: {
      tool: 'tool',
      columnKind: 'utf16CodeUnits|unicodeCodePoints',
      results: 'result[]',
    },
  },
  tool: { required: ['driver'], fields: { driver: 'toolComponent' } },
  toolComponent: {
    required: ['name'],
    fields: { name: 'text', version: 'text', rules: 'reportingDescriptor[]' },
  },
  reportingDescriptor: {
    required: ['id'],
    fields: {
      id: 'text',
      shortDescription: 'multiformatMessageString',
      help: 'multiformatMessageString',
      defaultConfiguration: 'reportingConfiguration',
    },
  },
  multiformatMessageString: { required: ['text'], fields: { text: 'text' } },
  reportingConfiguration: { required: [], fields: { level: 'none|note|warning|error' } },
  result: {
    required: ['message'],
    fields: {
      ruleId: 'text',
      ruleIndex: 'index',
      level: 'none|note|warning|error',
      message: 'message',
      locations: 'location[]',
      suppressions: 'suppression[]',
    },
  },
  message: { required: ['text'], fields: { text: 'text' } },
  location: { required: [], fields: { physicalLocation: 'physicalLocation' } },
  physicalLocation: {
    required: ['artifactLocation'],
    fields: { artifactLocation: 'artifactLocation', region: 'region' },
  },
  artifactLocation: { required: [], fields: { uri: 'uri' } },
  region: { required: [], fields: { startLine: 'count', startColumn: 'count' } },
  suppression: {
    required: ['kind'],
    fields: { kind: 'inSource|external', justification: 'text' },
  },
};

const LEAVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  uri: (value) => typeof value === 'string' && URL.canParse(value, 'file:///'),
  index: (value) => Number.isInteger(value) && (value as number) >= -1,
  count: (value) => Number.isInteger(value) && (value as number) >= 1,
};

/** Places that are not as the schema says; empty: all of it is. */
export function sarifMistakes(log: unknown): string[] {
  return mistakesIn(log, 'sarifLog', '');
}

function mistakesIn(value: unknown, kind: string, path: string): string[] {
  if (kind.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((item, i) => mistakesIn(item, kind.slice(0, -2), `${path}[${i}]`));
  }
  const shape = SHAPES[kind];
  if (shape !== undefined) return mistakesInObject(value, shape, path);
  const isRight = LEAVES[kind] ?? ((leaf: unknown) => kind.split('|').includes(leaf as string));
  return isRight(value) ? [] : [`${path} is no ${kind}`];
}

function mistakesInObject(value: unknown, { required, fields }: Shape, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const missing = required.filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const kind = fields[name];
      return kind === undefined
        ? [`${path}.${name} is not known`]
        : mistakesIn(inner, kind, `${path}.${name}`);
    }),
  ];
}
