import { expect, it } from 'vitest';
import { withHostNames } from '../../../src/aggregator/attribute/host-names.ts';
import { unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import { edgeOf } from '../../flow/edge-fixtures.ts';

const outside = { ...unnamedEndpoint('192.0.2.9'), kind: 'outside' as const };

it('an outside end without a name is shown with that of its address', () => {
  const edges = withHostNames([edgeOf({ destination: outside })], (ip) => `host-of-${ip}`);
  expect(edges[0]!.destination.name).toBe('host-of-192.0.2.9');
});

it('an end that has a name, or is no outside peer, is not asked for', () => {
  const labelled = { ...outside, name: 'payments', attribution: 'cidr_label' as const };
  const edge = edgeOf({ source: unnamedEndpoint('10.0.0.1'), destination: labelled });
  expect(withHostNames([edge], () => 'wrong')).toEqual([edge]);
});

it('an address without a name by now stays as it is', () => {
  const edge = edgeOf({ destination: outside });
  expect(withHostNames([edge], () => undefined)).toEqual([edge]);
});
