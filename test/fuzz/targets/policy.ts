/** Manifests and selectors: an error with a place, or policies that can be asked. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { outsideEnd } from '../../../src/policy/evaluate/world-ends.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { formatSelector } from '../../../src/policy/selector/format-selector.ts';
import { OWN_LABELS, parseSelector } from '../../../src/policy/selector/parse-selector.ts';
import { SelectorError } from '../../../src/policy/selector/selector-tokens.ts';
import { refusable, type Target, withoutValues } from '../target.ts';

const FOLDER = new URL('../../fixtures/policies/', import.meta.url);

/** What is longer makes a mutant slow and teaches nothing. */
const SEED_BYTES_MAX = 4_000;

const WORDS = [
  ...[
    '\n',
    ': ',
    '- ',
    '&a ',
    '*a',
    '---\n',
    '<<: *a',
    '!!js/function',
    '? ',
    '|\n',
    '{}',
    '[]',
    '""',
  ],
  ...[
    'null',
    '~',
    '1e400',
    '0x',
    '-1',
    '70000',
    '"1:2"',
    '::/0',
    '0.0.0.0/0',
    '10.0.0.0/33',
    'Allow',
  ],
  ...[
    'Deny',
    'Log',
    'Pass',
    'types: [Ingress]',
    'selector: ',
    "has(a) && b in {'c'}",
    'all()',
    '!',
  ],
  ...[
    '(',
    ')',
    "'",
    '||',
    'kind: NetworkPolicy',
    'apiVersion: projectcalico.org/v3',
    '__proto__: ',
  ],
];

const TRAFFIC = { protocol: 6, port: 80, icmpType: undefined, icmpCode: undefined };

export const target: Target = {
  words: WORDS,
  seeds: () => [
    ...globSync('**/*.yaml', { cwd: FOLDER })
      .sort()
      .map((name) => readFileSync(new URL(name, FOLDER)))
      .filter(({ length }) => length <= SEED_BYTES_MAX),
    Buffer.from("app == 'web' && (has(tier) || !role in {'a', 'b'}) && name starts with 'x'"),
  ],
  run: (input) => {
    const text = Buffer.from(input).toString();
    return `${manifests(text)} | ${refusable(SelectorError, () => selector(text))}`;
  },
};

function manifests(text: string): string {
  const read = readManifests([{ file: 'f.yaml', text }]);
  for (const { message } of read.errors) assert.match(message, /^f\.yaml(:\d+:\d+)?: /);
  const evaluator = new Evaluator(read.policies, read.world);
  evaluator.evaluateConnection(outsideEnd('203.0.113.1'), outsideEnd('203.0.113.2'), TRAFFIC);
  const reason = withoutValues(read.errors[0]?.message.replace(/^\S+ /, '') ?? 'understood');
  return `${Math.min(read.policies.length, 4)} ${reason}`;
}

/** What is understood is written so that it is understood as the same. */
function selector(text: string): string {
  const parsed = parseSelector(text, OWN_LABELS);
  const written = formatSelector(parsed);
  assert.equal(formatSelector(parseSelector(written, OWN_LABELS)), written);
  return parsed.op;
}
