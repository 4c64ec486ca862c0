/** What the lint says of rules holds of connections: random clusters and policies of all kinds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import type { LintRule } from '../../../src/policy/lint/finding.ts';
import { dnsMissing } from '../../../src/policy/lint/rules/dns-missing.ts';
import { selectsNothing } from '../../../src/policy/lint/rules/selects-nothing.ts';
import { scopeOf } from '../../../src/policy/lint/scope.ts';
import { SIDES } from '../../../src/policy/model/policy.ts';
import { readLayers } from '../../../src/policy/read/read-manifests.ts';
import { manifestsOf } from '../naive/manifests.ts';
import { type RawScene, scene } from '../naive/scenes.ts';
import { namespace, pod } from '../scene.ts';

const RUNS = 500;
const SAID_MIN = 5;
const LOOKUP = { protocol: 17, port: 53, icmpType: undefined, icmpCode: undefined };
const SERVER = pod('kube-system/dns', { labels: { 'k8s-app': 'kube-dns' }, ip: '10.250.0.1' });

/** The scene with a DNS server, and what one rule says of it. */
function issuesIn({ raw, made }: RawScene, rule: LintRule) {
  const inputs = [manifestsOf(raw, made), namespace('kube-system'), SERVER].map((text, i) => ({
    file: `${i}.json`,
    text,
  }));
  const { layers, world } = readLayers([[], inputs]);
  const [cluster, asked] = layers;
  const { scope } = scopeOf({ asked: asked!, cluster, world });
  const { policies } = asked!;
  return { world, policies, issues: rule.find(scope), evaluator: new Evaluator(policies, world) };
}

/** `check` gives how often the lint said something: a law of nothing is none. */
function checkLaw(check: (made: RawScene) => number): void {
  let said = 0;
  fc.assert(
    fc.property(scene, (made) => {
      said += check(made);
    }),
    { numRuns: RUNS },
  );
  expect(said).toBeGreaterThan(SAID_MIN);
}

test('what is called to select nothing selects no pod', () => {
  checkLaw((made) => {
    const { world, issues, evaluator } = issuesIn(made, selectsNothing);
    const told = new Set(issues.map(({ about }) => about.policy));
    for (const one of world.pods.filter(({ hostNetwork }) => !hostNetwork)) {
      for (const side of SIDES) {
        expect(evaluator.selecting(podEnd(one), side).some((policy) => told.has(policy))).toBe(
          false,
        );
      }
    }
    return issues.length;
  });
}, 120_000);

test('where DNS is called missing no lookup is allowed', () => {
  checkLaw((made) => {
    const { world, issues, evaluator } = issuesIn(made, dnsMissing);
    const server = podEnd(world.pods.find(({ namespace: of }) => of === 'kube-system')!);
    const told = new Set(issues.map(({ about }) => about.policy));
    for (const one of world.pods.filter(({ hostNetwork }) => !hostNetwork)) {
      const end = podEnd(one);
      if (end.namespace === server.namespace) continue;
      if (!evaluator.selecting(end, 'egress').some((policy) => told.has(policy))) continue;
      expect(evaluator.evaluateConnection(end, server, LOOKUP).egress.verdict).toBe('denied');
    }
    return issues.length;
  });
}, 120_000);
