/** A file of flows, as `forecast --flows` is given: an error with a path, or whole edges. */
import assert from 'node:assert/strict';
import { edgeJson } from '../../../src/flow/edge-json.ts';
import { readEdgeJson } from '../../../src/flow/edge-json-read.ts';
import { JsonValueError } from '../../../src/flow/json-value.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { refusable, type Target } from '../target.ts';

/** Prefixes behind which outcomes are told. */
const TOLD = new Set(['calico-packet']);

export const target: Target = {
  words: [
    ...['null', '-1', '1e999', '""', '[]', '{}', 'true', '"source":', '"hours":', '"__proto__":{}'],
    ...[
      '"port":70000',
      '"ip":"::1"',
      '"kind":"pod"',
      '"protocol":"sctp"',
      '"candidates":[',
      '9007199254740993',
    ],
  ],
  seeds: () => [fixtureBytes('cli/flow.json')],
  run: (input) => {
    const json = parsed(Buffer.from(input).toString());
    if (json === undefined) return 'no JSON';
    return refusable(JsonValueError, () => {
      const edge = readEdgeJson(json);
      const again = readEdgeJson(JSON.parse(JSON.stringify(edgeJson(edge, TOLD))));
      assert.deepEqual(edgeJson(again, TOLD), edgeJson(edge, TOLD));
      return `${edge.source.kind} ${edge.destination.kind} ${edge.direction} ${edge.origin}`;
    });
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
