import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import { edgeJson } from '../../src/flow/edge-json.ts';
import { readEdgeJson } from '../../src/flow/edge-json-read.ts';
import { JsonValueError } from '../../src/flow/json-value.ts';
import { EDGES } from '../cli/cli-edges.ts';
import { edge as anyEdge } from '../wire/arbitraries.ts';
import { edgeOf, HOUR, HOUR_US } from './edge-fixtures.ts';

const told = new Set<string>();

function throughText(edge: Edge): Edge {
  return readEdgeJson(JSON.parse(JSON.stringify(edgeJson(edge, told))));
}

/** Up to the year 3000: RFC 3339 ends with the year 9999. */
const HOUR_MAX = 9_000_000;

/** Hours as an edge has them: ascending, each once; those that nobody knows are not written. */
function writable(edge: Edge): Edge {
  const hours = edge.hours.map((hour) => (hour % HOUR_MAX) + 1);
  return { ...edge, hours: [...new Set(hours)].sort((a, b) => a - b) };
}

describe('an edge read back from its JSON', () => {
  it('is the edge that was written', () => {
    fc.assert(
      fc.property(anyEdge.map(writable), (edge) => {
        expect(throughText(edge)).toEqual(edge);
      }),
      { numRuns: 500 },
    );
  });

  it.each(EDGES.map((edge, i) => [i, edge] as const))('is that of the examples, %i', (_i, edge) => {
    const known = { ...edge, hours: edge.hours.filter((hour) => hour > 0) };
    expect(throughText(known)).toEqual(known);
  });

  it('has what is certain where another program left fields out', () => {
    const { source, destination } = edgeJson(edgeOf(), told);
    const end = { ...destination, name: undefined, candidates: undefined };
    const edge = readEdgeJson({
      source,
      destination: end,
      protocol: 'tcp',
      port: 5432,
      prefix: 'calico-packet',
      direction: 'egress',
      outcome: 'answered',
      first_seen: '2026-02-26T10:59:00Z',
      last_seen: '2026-02-26T13:01:00Z',
      something_newer: { than: 'this' },
    });
    expect(edge).toMatchObject({ protocol: 6, seenBy: 'egress', prefixes: ['calico-packet'] });
    expect(edge).toMatchObject({ hours: [HOUR, HOUR + 3], answered: 1, origin: 'text' });
    expect(edge.destination).toMatchObject({ name: 'db-0', candidates: [] });
    expect(edge.firstSeenUs).toBe(HOUR_US + 59 * 60_000_000);
  });
});

const WRONG: readonly (readonly [string, (json: Record<string, unknown>) => unknown])[] = [
  ['the value must be an object', () => []],
  ['the value is missing', () => null],
  ['source is missing', (json) => ({ ...json, source: null })],
  ['destination must be an object', (json) => ({ ...json, destination: 'db' })],
  ['source.kind must be one of unknown, pod', (json) => ({ ...json, source: { kind: 'Pod' } })],
  ['source.labels.app must be text', (json) => ({ ...json, source: { labels: { app: 1 } } })],
  ['source.workload must be an object', (json) => ({ ...json, source: { workload: 'web' } })],
  [
    'source.candidates[0] is a candidate and cannot have candidates',
    (json) => ({ ...json, source: { candidates: [{ candidates: [{}] }] } }),
  ],
  ['port must be a whole number from 0 to 65535', (json) => ({ ...json, port: 65_536 })],
  ['port must be a whole number', (json) => ({ ...json, port: '80' })],
  ['lines must be a whole number', (json) => ({ ...json, lines: -1 })],
  ['protocol must be the name', (json) => ({ ...json, protocol: 'tpc' })],
  ['tcp_flags must be names', (json) => ({ ...json, tcp_flags: 'SIN' })],
  ['is_reply must be true or false', (json) => ({ ...json, is_reply: 'no' })],
  ['overflow must be one of address, port, all', (json) => ({ ...json, overflow: 'some' })],
  [
    'hours[1] must be an RFC 3339 time',
    (json) => ({ ...json, hours: ['2026-02-26T10:00:00Z', ''] }),
  ],
  ['hours must be a list', (json) => ({ ...json, hours: {} })],
  ['first_seen must be an RFC 3339 time', (json) => ({ ...json, first_seen: 'yesterday' })],
];

describe('JSON that is no edge', () => {
  it.each(WRONG)('is told by its field: %s', (message, spoil) => {
    const json = edgeJson(edgeOf(), told) as unknown as Record<string, unknown>;
    const read = () => readEdgeJson(spoil(json));
    expect(read).toThrow(JsonValueError);
    expect(read).toThrow(message);
  });

  it('gives an edge or that error, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        for (const json of [a, { ...edgeJson(edgeOf(), told), source: a, hours: b, nodes: b }]) {
          try {
            readEdgeJson(json);
          } catch (error) {
            expect(error).toBeInstanceOf(JsonValueError);
          }
        }
      }),
    );
  });
});
