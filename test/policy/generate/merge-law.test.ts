/** Policies that stand and get new rules: what may change, and what not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { formatPolicyId, type Policy, SIDES } from '../../../src/policy/model/policy.ts';
import { overlay, readLayers } from '../../../src/policy/read/read-manifests.ts';
import { standingPolicies } from './arbitrary-standing.ts';
import { seenWindow } from './arbitrary-window.ts';
import { connections, FORMATS, generate, passing, policiesOf, promised, textOf } from './proofs.ts';

const RUNS = 120;
const TIMEOUT_MS = 120_000;

test.each(FORMATS)(
  '%s policies merged into others change what the new rules say, and nothing else',
  (format) => {
    const question = fc.tuple(seenWindow, standingPolicies, fc.nat({ max: 6 }));
    const property = fc.property(question, ([window, standing, count]) => {
      const before = generate({ ...window, edges: window.edges.slice(0, count) }, { format });
      const text = [textOf(before), standing].filter((each) => each !== '').join('\n---\n');
      const { layers, errors } = readLayers([[{ file: 'base', text }]]);
      expect(errors.map(({ message }) => message)).toEqual([]);
      const base = layers[0]!;
      const generated = generate(window, { format, base });
      const written = policiesOf(generated);
      const merged = overlay(base.policies, written);
      const passes = passing(merged, window.world);
      for (const seen of promised(window, generated)) expect(passes(seen)).toBe(true);
      const verdicts = [base.policies, merged, newRules(base.policies, written)].map(
        (policies) => new Evaluator(policies, window.world),
      );
      for (const [, stood, now, added] of connections(window.world, ...verdicts)) {
        for (const side of SIDES) {
          if (now![side].verdict !== 'allowed' || stood![side].verdict !== 'denied') continue;
          expect(added![side].decision?.by).toBe('rule');
        }
      }
    });
    fc.assert(property, { numRuns: RUNS });
  },
  TIMEOUT_MS,
);

/** Of policies that stood what was added to them, which stands behind what was there. */
function newRules(before: readonly Policy[], written: readonly Policy[]): Policy[] {
  return written.map((policy) => {
    const stood = before.find(({ id }) => formatPolicyId(id) === formatPolicyId(policy.id));
    if (stood === undefined) return policy;
    expect(policy.subject).toEqual(stood.subject);
    const added = SIDES.map((side) => {
      const old = stood[side]?.length ?? 0;
      expect(policy[side]?.slice(0, old)).toEqual(stood[side]);
      return [side, policy[side]?.slice(old)];
    });
    return { ...policy, ...Object.fromEntries(added) };
  });
}
