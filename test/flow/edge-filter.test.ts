import { describe, expect, test } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import type { EdgeFilter } from '../../src/flow/edge-filter.ts';
import { flowMatcher } from '../../src/flow/edge-filter.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { EdgeFilterError } from '../../src/flow/endpoint-pattern.ts';
import { edgeOf, flowOf, podEndpoint } from './edge-fixtures.ts';

const web = podEndpoint('shop', 'web-5d9c7b9f4-x2x7k', '10.244.1.5', 'web');
const db = podEndpoint('data', 'db-0', 'fd00::7');
const edge = edgeOf({ source: web, destination: db, port: 5432 });

test.each<[EdgeFilter, boolean]>([
  [{}, true],
  [{ namespace: '', from: [], to: [] }, true],
  [{ namespace: 'shop' }, true],
  [{ namespace: 'data' }, true],
  [{ namespace: 'sho' }, false],
  [{ from: ['shop/'] }, true],
  [{ from: ['data/'] }, false],
  [{ to: ['data/'] }, true],
  [{ from: ['shop/web-5d9c7b9f4-x2x7k'] }, true],
  [{ from: ['shop/web'] }, true],
  [{ from: ['data/web'] }, false],
  [{ from: ['web'] }, true],
  [{ from: ['web-5d9c7b9f4-x2x7k'] }, true],
  [{ from: ['web-5d9c7b9f4'] }, false],
  [{ to: ['db-0'] }, true],
  [{ from: ['10.244.1.5'] }, true],
  [{ from: ['10.244.1.50'] }, false],
  [{ from: ['10.244.0.0/16'] }, true],
  [{ from: ['10.245.0.0/16'] }, false],
  [{ from: ['0.0.0.0/0'] }, true],
  [{ to: ['0.0.0.0/0'] }, false],
  [{ to: ['fd00:0:0::0007'] }, true],
  [{ to: ['fd00::/8'] }, true],
  [{ from: ['::ffff:10.244.1.5'] }, true],
  [{ from: ['::ffff:10.244.0.0/112'] }, true],
  [{ from: ['::/0'] }, false],
  [{ protocol: [6], port: [5432] }, true],
  [{ protocol: [17] }, false],
  [{ port: [5433] }, false],
  [{ from: ['shop/'], to: ['data/'], port: [1] }, false],
])('%o matches: %s', (filter, matches) => {
  expect(flowMatcher(filter)(edge)).toBe(matches);
});

test('a replica is found among flows by its own name and address', () => {
  const flow = flowOf({ source: web });
  expect(flowMatcher({ from: ['shop/web-5d9c7b9f4-x2x7k'] })(flow)).toBe(true);
  expect(flowMatcher({ from: ['10.244.1.5'] })(flow)).toBe(true);
});

test('replies are left out unless asked for', () => {
  const reply = edgeOf({ isReply: true });
  expect(flowMatcher({})(reply)).toBe(false);
  expect(flowMatcher({ replies: true })(reply)).toBe(true);
  expect(flowMatcher({ replies: true })(edge)).toBe(true);
});

describe('times', () => {
  const seen: Edge = edgeOf({ firstSeenUs: 100, lastSeenUs: 200 });
  test.each<[EdgeFilter, boolean]>([
    [{ sinceUs: 200 }, true],
    [{ sinceUs: 201 }, false],
    [{ untilUs: 100 }, true],
    [{ untilUs: 99 }, false],
    [{ sinceUs: 120, untilUs: 130 }, true],
  ])('%o matches: %s', (filter, matches) => {
    expect(flowMatcher(filter)(seen)).toBe(matches);
  });
});

test('a time that ends before it begins is refused', () => {
  expect(() => flowMatcher({ sinceUs: 2, untilUs: 1 })).toThrow('since lies behind until');
  expect(flowMatcher({ sinceUs: 2, untilUs: 2 })(edgeOf({ firstSeenUs: 2 }))).toBe(true);
});

describe('an ambiguous end', () => {
  const ambiguous = {
    ...unnamedEndpoint('10.244.1.5'),
    confidence: 'ambiguous',
    candidates: [web, podEndpoint('blog', 'cms-0', '10.244.1.5')],
  } as const;

  test('is found by each candidate', () => {
    const either = edgeOf({ source: ambiguous });
    expect(flowMatcher({ from: ['shop/web'] })(either)).toBe(true);
    expect(flowMatcher({ namespace: 'blog' })(either)).toBe(true);
    expect(flowMatcher({ from: ['mail/'] })(either)).toBe(false);
  });

  test('differs from a node, whose candidates are no condition', () => {
    const node = { ...ambiguous, kind: 'node', confidence: 'probable' } as const;
    expect(flowMatcher({ from: ['shop/'] })(edgeOf({ source: node }))).toBe(false);
  });
});

test.each<[EdgeFilter, string]>([
  [{ from: ['10.0.0.300'] }, "'10.0.0.300' is not an IPv4 or IPv6 address"],
  [{ from: ['10.0.0.0/33'] }, "'10.0.0.0/33' is not a CIDR"],
  [{ to: ['fd00::/129'] }, "'fd00::/129' is not a CIDR"],
  [{ to: ['10.0.0.0/'] }, 'is not a CIDR'],
  [{ to: ['fe80::1%eth0'] }, 'is not an IPv4 or IPv6 address'],
  [{ from: ['a/b/c'] }, "'a/b/c' names no end"],
  [{ from: ['/web'] }, "'/web' names no end"],
  [{ from: ['Shop/'] }, "'Shop/' names no end"],
  [{ from: ['shop/we b'] }, 'names no end: write NAMESPACE/'],
  [{ namespace: 'shop/' }, "'shop/' is not a namespace"],
])('%o is refused: %s', (filter, message) => {
  expect(() => flowMatcher(filter)).toThrow(EdgeFilterError);
  expect(() => flowMatcher(filter)).toThrow(message);
});

const labelled = { ...web, labels: { app: 'web', tier: 'front' } };

test.each<[EdgeFilter, boolean]>([
  [{ either: ['data/'] }, true],
  [{ either: ['blog/', 'shop/web'] }, true],
  [{ either: ['blog/'] }, false],
  [{ from: ['app=web'] }, true],
  [{ from: ['app=web,tier==front'] }, true],
  [{ from: ['app=web,tier=back'] }, false],
  [{ to: ['app=web'] }, false],
  [{ from: ['tier='] }, false],
  [{ port: [53, 5432] }, true],
  [{ protocol: [17, 132] }, false],
  [{ not: { port: [53] } }, true],
  [{ not: { port: [53], to: ['data/'] } }, false],
  [{ from: ['shop/'], not: { either: ['data/'] } }, false],
])('%o matches an edge with labels: %s', (filter, matches) => {
  expect(flowMatcher(filter)(edgeOf({ source: labelled, destination: db, port: 5432 }))).toBe(
    matches,
  );
});

test('a label that would have to have two values is refused', () => {
  const filter = { from: ['app=web,tier=front,app=api'] };
  expect(() => flowMatcher(filter)).toThrow('has app twice, and an end once');
});

test.each(['=x', 'app=a=b', 'app=web,', 'ap p=x', 'app=_'])('%j names no labels', (text) => {
  expect(() => flowMatcher({ from: [text] })).toThrow(EdgeFilterError);
});
