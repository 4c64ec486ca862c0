/**
 * What is called allowed on one side is allowed on the other nowhere: over random NetworkPolicies
 * in two small namespaces, which often meet one another.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import type { Outcome } from '../../../src/policy/evaluate/outcome.ts';
import { oneSidedAllow } from '../../../src/policy/lint/rules/one-sided-allow.ts';
import { otherSide } from '../../../src/policy/lint/scope.ts';
import { SIDES, type Side } from '../../../src/policy/model/policy.ts';
import { connectionsIn, NAMESPACES, PORTS, podLabels, readSmallWorld } from './small-world.ts';

const podSelector = fc.oneof(
  podLabels.map((matchLabels) => ({ matchLabels })),
  fc.constant({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }),
);
const namespaceSelector = fc
  .constantFrom(...NAMESPACES)
  .map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } }));
const peer = fc.oneof(
  fc.record({ podSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector, namespaceSelector }),
);
const ports = fc.array(fc.record({ port: fc.constantFrom(...PORTS) }), { maxLength: 1 });
const rulesFor = (peers: string) =>
  fc.array(
    fc.tuple(peer, ports).map(([one, list]) => ({ [peers]: [one], ports: list })),
    {
      maxLength: 2,
    },
  );

const policy = fc.record({
  namespace: fc.constantFrom(...NAMESPACES),
  spec: fc.record({
    podSelector,
    policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
    ingress: rulesFor('from'),
    egress: rulesFor('to'),
  }),
});

const manifests = fc.array(policy, { minLength: 2, maxLength: 5 }).map((made) =>
  made.map(({ namespace: of, spec }, i) =>
    JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `p${i}`, namespace: of },
      spec,
    }),
  ),
);

function isDecidedBy(outcome: Outcome, side: Side, told: ReadonlySet<unknown>): boolean {
  const { decision } = outcome[side];
  return decision?.by === 'rule' && told.has(decision.rule.path);
}

test('what is called allowed on one side is dropped on the other', () => {
  let decided = 0;
  const property = fc.property(manifests, (documents) => {
    const { scope, policies, world } = readSmallWorld(documents);
    const told = new Set(oneSidedAllow.find(scope).map(({ path }) => path));
    const evaluator = new Evaluator(policies, world);
    for (const { source, destination, traffic } of connectionsIn(world)) {
      const outcome = evaluator.evaluateConnection(source, destination, traffic);
      for (const side of SIDES.filter((one) => isDecidedBy(outcome, one, told))) {
        decided++;
        expect(outcome[otherSide(side)].verdict).toBe('denied');
      }
    }
  });
  fc.assert(property, { numRuns: 300 });
  expect(decided).toBeGreaterThan(100);
}, 60_000);
