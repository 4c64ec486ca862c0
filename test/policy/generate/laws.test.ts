/** What must hold of generated policies whatever was seen, judged by the evaluator. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import {
  type Generated,
  generatePolicies,
  NO_BASE,
} from '../../../src/policy/generate/generate.ts';
import { type Policy, SIDES } from '../../../src/policy/model/policy.ts';
import { type Layer, readManifests } from '../../../src/policy/read/read-manifests.ts';
import { NAMESPACES } from '../naive/arbitrary-world.ts';
import { seenWindow, type Window } from './arbitrary-window.ts';

const RUNS = 600;
const FORMATS = ['kubernetes', 'calico'] as const;

function generate({ world, edges }: Window, format: (typeof FORMATS)[number], base: Layer = NO_BASE) {
  return generatePolicies({
    ...{ world, edges, format, base },
    namespaces: NAMESPACES,
    withRefused: false,
  });
}

function policiesOf({ namespaces }: Generated): readonly Policy[] {
  const files = namespaces.flatMap(({ namespace, files: some }) =>
    some.map(({ name, text }) => ({ file: `${namespace}/${name}`, text })),
  );
  const { policies, errors } = readManifests(files);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return policies;
}

/** What was answered and is not listed as left out. */
function promised({ edges }: Window, { leftOut }: Generated): Edge[] {
  const excluded = new Set(leftOut.map(({ edge }) => edge));
  return edges.filter((edge) => edge.answered > 0 && !edge.isReply && !excluded.has(edge));
}

const isPassing = (policies: readonly Policy[], { world }: Window) => {
  const evaluator = new Evaluator(policies, world);
  return (edge: Edge) => ['allowed', 'not_policed'].includes(evaluator.evaluate(edge).verdict);
};

describe.each(FORMATS)('%s policies', (format) => {
  const check = (claim: (window: Window, generated: Generated) => void) =>
    fc.assert(
      fc.property(seenWindow, (window) => claim(window, generate(window, format))),
      { numRuns: RUNS },
    );

  test('drop nothing that was answered', () => {
    check((window, generated) => {
      const passes = isPassing(policiesOf(generated), window);
      for (const edge of promised(window, generated)) expect(passes(edge)).toBe(true);
    });
  });

  test('have no rule without which nothing would be dropped', () => {
    check((window, generated) => {
      const policies = policiesOf(generated);
      const edges = promised(window, generated);
      for (const policy of policies) {
        for (const side of SIDES) {
          policy[side]?.forEach((_, i) => {
            const less = { ...policy, [side]: policy[side]!.toSpliced(i, 1) };
            const passes = isPassing(policies.with(policies.indexOf(policy), less), window);
            expect(edges.every(passes), `${policy.id.name} ${side} ${i}`).toBe(false);
          });
        }
      }
    });
  });
});
void podEnd;
