/** Rules that are called unreachable can be taken out, and no verdict changes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import type { Issue } from '../../../src/policy/lint/finding.ts';
import { unreachableRule } from '../../../src/policy/lint/rules/unreachable-rule.ts';
import type { Policy, Side } from '../../../src/policy/model/policy.ts';
import type { World } from '../../../src/policy/model/world.ts';
import { calico } from '../calico-shop.ts';
import { policy } from '../shop.ts';
import { connectionsIn, PORTS, podLabels, readSmallWorld } from './small-world.ts';

const ports = fc.constantFrom(...PORTS).map((port) => ({ protocol: 'TCP', port }));
const calicoRule = fc.record(
  {
    action: fc.constantFrom('Allow', 'Deny', 'Pass', 'Log'),
    source: fc.constant({ selector: "app == 'a'" }),
  },
  { requiredKeys: ['action'] },
);
const kubernetesRule = fc.record(
  { ports: fc.array(ports, { minLength: 1, maxLength: 1 }) },
  { requiredKeys: [] },
);

const calicoSpec = fc.record(
  {
    order: fc.nat(1_001),
    selector: fc.constantFrom('all()', "app == 'a'", "app != 'b'"),
    types: fc.constant(['Ingress', 'Egress']),
    ingress: fc.array(calicoRule, { maxLength: 3 }),
    egress: fc.array(calicoRule, { maxLength: 2 }),
  },
  { requiredKeys: ['selector', 'types', 'ingress'] },
);
const kubernetesSpec = fc.record({
  podSelector: podLabels.map((matchLabels) => ({ matchLabels })),
  ingress: fc.array(kubernetesRule, { maxLength: 3 }),
});

const manifest = fc.oneof(
  calicoSpec.map((spec) => (name: string) => calico('NetworkPolicy', name, spec, { own: 'shop' })),
  calicoSpec.map((spec) => (name: string) => calico('GlobalNetworkPolicy', name, spec)),
  kubernetesSpec.map((spec) => (name: string) => policy(spec, name)),
);
const manifests = fc
  .array(manifest, { minLength: 1, maxLength: 4 })
  .map((made) => made.map((write, i) => write(`p${i}`)));

/** An issue means one rule, or the list that holds it. */
function without(issues: readonly Issue[], policies: readonly Policy[]): Policy[] {
  const told = (of: Policy, path: readonly unknown[]) =>
    issues.some(({ about, path: at }) => about.policy === of && `${at}` === `${path}`);
  const rest = (of: Policy, side: Side) =>
    of[side]?.filter(({ path }) => !told(of, path) && !told(of, path.slice(0, -1)));
  return policies.map((of) => ({
    ...of,
    ingress: rest(of, 'ingress'),
    egress: rest(of, 'egress'),
  }));
}

function verdicts(policies: readonly Policy[], world: World): string[] {
  const evaluator = new Evaluator(policies, world);
  return connectionsIn(world).map(({ source, destination, traffic }) => {
    const { egress, ingress } = evaluator.evaluateConnection(source, destination, traffic);
    return `${egress.verdict}/${ingress.verdict}`;
  });
}

test('rules that are called unreachable can be taken out', () => {
  let told = 0;
  const property = fc.property(manifests, (documents) => {
    const { scope, policies, world } = readSmallWorld(documents);
    const issues = unreachableRule.find(scope);
    told += issues.length;
    expect(verdicts(without(issues, policies), world)).toEqual(verdicts(policies, world));
  });
  fc.assert(property, { numRuns: 500 });
  expect(told).toBeGreaterThan(100);
}, 60_000);
