/**
 * What is not known never makes a wrong decision: with any part of the truth hidden, the verdict is
 * the one of the whole truth, or unknown.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Endpoint, unnamedEndpoint } from '../../../src/flow/endpoint.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { SIDES } from '../../../src/policy/model/policy.ts';
import type { World } from '../../../src/policy/model/world.ts';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';
import { manifestsOf } from '../naive/manifests.ts';
import { endpointOf, scene, trafficOf } from '../naive/scenes.ts';

const RUNS = 1_500;

const hiding = fc.record({
  pods: fc.boolean(),
  namespaces: fc.boolean(),
  accounts: fc.boolean(),
  nodes: fc.boolean(),
  protocol: fc.boolean(),
  port: fc.boolean(),
  ends: fc.tuple(
    fc.constantFrom('none', 'address', 'name', 'node', 'all', 'one of two'),
    fc.constantFrom('none', 'address', 'name', 'node', 'all', 'one of two'),
  ),
});
type Hiding = typeof hiding extends fc.Arbitrary<infer T> ? T : never;

function hideInWorld(world: World, hidden: Hiding): World {
  return {
    ...world,
    ...(hidden.pods && { pods: [] }),
    ...(hidden.namespaces && { namespaces: new Map() }),
    ...(hidden.accounts && { serviceAccounts: [] }),
    ...(hidden.nodes && { nodes: [] }),
  };
}

function hideInEnd(end: Endpoint, part: string, other: Endpoint): Endpoint {
  switch (part) {
    case 'address':
      return { ...end, ip: '' };
    case 'name':
      return end.kind === 'pod' ? { ...end, name: '', workload: undefined, labels: {} } : end;
    case 'node':
      return { ...end, node: end.kind === 'pod' ? '' : end.node };
    case 'all':
      return unnamedEndpoint(end.ip);
    case 'one of two': {
      const candidates = [end, other].map((one) => ({ ...one, confidence: 'ambiguous' as const }));
      return { ...unnamedEndpoint(end.ip), confidence: 'ambiguous', candidates };
    }
    default:
      return end;
  }
}

function hideInTraffic(traffic: Traffic, { protocol, port }: Hiding): Traffic {
  return {
    ...traffic,
    ...(protocol && { protocol: undefined }),
    ...(port && { port: undefined }),
  };
}

test('a verdict is that of the whole truth, or unknown', () => {
  const seen = new Map<string, number>();
  const property = fc.property(scene, hiding, ({ raw, made, connections }, hidden) => {
    const { policies, world } = readManifests([{ file: '', text: manifestsOf(raw, made) }]);
    const whole = new Evaluator(policies, world);
    const partial = new Evaluator(policies, hideInWorld(world, hidden));
    for (const connection of connections) {
      const source = endpointOf(world, connection.source);
      const destination = endpointOf(world, connection.destination);
      const traffic = trafficOf(connection);
      const truth = whole.evaluateConnection(source, destination, traffic);
      const guess = partial.evaluateConnection(
        hideInEnd(source, hidden.ends[0], destination),
        hideInEnd(destination, hidden.ends[1], source),
        hideInTraffic(traffic, hidden),
      );
      for (const side of SIDES) {
        const { verdict, reason } = guess[side];
        seen.set(`${verdict} ${reason ?? ''}`, (seen.get(`${verdict} ${reason ?? ''}`) ?? 0) + 1);
        if (verdict === 'unknown' || truth[side].verdict === 'unknown') continue;
        expect([side, passes(verdict)]).toEqual([side, passes(truth[side].verdict)]);
      }
    }
  });
  fc.assert(property, { numRuns: RUNS });
  const decided = [...seen].filter(([verdict]) => !verdict.startsWith('unknown'));
  expect(decided.map(([verdict]) => verdict.split(' ')[0]).sort()).toContain('denied');
}, 120_000);

/** An end that may be of the cluster or not is allowed, not left alone. */
function passes(verdict: string): boolean {
  return verdict !== 'denied';
}
