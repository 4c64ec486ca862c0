/** What must hold of generated policies whatever was seen, judged by the evaluator. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import { podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import type { Generated } from '../../../src/policy/generate/generate.ts';
import type { PolicyFormat } from '../../../src/policy/generate/policy-format.ts';
import { SIDES } from '../../../src/policy/model/policy.ts';
import { seenWindow, type Window } from './arbitrary-window.ts';
import {
  connections,
  FORMATS,
  generate,
  oneRuleLess,
  openWorkloads,
  passing,
  policiesOf,
  promised,
  seenPairs,
  textOf,
  workloadText,
} from './proofs.ts';

const RUNS = 120;
const TIMEOUT_MS = 120_000;

function check(format: PolicyFormat, claim: (window: Window, generated: Generated) => void): void {
  const property = fc.property(seenWindow, (window) => claim(window, generate(window, { format })));
  fc.assert(property, { numRuns: RUNS });
}

test.each(FORMATS)(
  '%s policies drop nothing that was seen and is not listed',
  (format) => {
    check(format, (window, generated) => {
      const passes = passing(policiesOf(generated), window.world);
      for (const seen of promised(window, generated)) expect(passes(seen)).toBe(true);
    });
  },
  TIMEOUT_MS,
);

test.each(FORMATS)(
  '%s policies have no rule without which nothing would be dropped',
  (format) => {
    check(format, (window, generated) => {
      const seen = promised(window, generated);
      for (const less of oneRuleLess(policiesOf(generated))) {
        expect(seen.every(passing(less, window.world)), textOf(generated)).toBe(false);
      }
    });
  },
  TIMEOUT_MS,
);

test.each(FORMATS)(
  '%s policies admit no pair of namespaces that was not seen',
  (format) => {
    check(format, (window, generated) => {
      const evaluator = new Evaluator(policiesOf(generated), window.world);
      const pairs = seenPairs(window.edges);
      for (const [pair, outcome] of connections(window.world, evaluator)) {
        const isAdmitted = SIDES.some((side) => outcome![side].decision?.by === 'rule');
        if (isAdmitted) expect(pairs).toContain(pair);
      }
    });
  },
  TIMEOUT_MS,
);

test.each(FORMATS)(
  '%s policies are the same bytes whatever the order of the edges',
  (format) => {
    const shuffled = seenWindow.chain((window) =>
      fc.shuffledSubarray([...window.edges], { minLength: window.edges.length }).map((edges) => ({
        window,
        other: { ...window, edges },
      })),
    );
    const property = fc.property(shuffled, ({ window, other }) => {
      const [one, two] = [window, other].map((each) => textOf(generate(each, { format })));
      expect(two).toBe(one);
    });
    fc.assert(property, { numRuns: RUNS });
  },
  TIMEOUT_MS,
);

test.each(FORMATS)(
  '%s policies isolate no pod that they allow nothing',
  (format) => {
    check(format, (window, generated) => {
      const policies = policiesOf(generated);
      const evaluator = new Evaluator(policies, window.world);
      const open = new Set(openWorkloads(generated));
      for (const pod of window.world.pods.filter(({ hostNetwork }) => !hostNetwork)) {
        const selecting = SIDES.flatMap((side) => evaluator.selecting(podEnd(pod), side));
        if (selecting.length === 0) continue;
        expect(open).not.toContain(workloadText(pod));
        expect(selecting.some((policy) => SIDES.some((side) => policy[side]?.length))).toBe(true);
      }
    });
  },
  TIMEOUT_MS,
);

test.each(FORMATS)(
  '%s policies isolate silent workloads only where they say that labels cannot keep them apart',
  (format) => {
    check(format, (window, generated) => {
      const open = new Set(openWorkloads(generated));
      const ends = window.edges.flatMap(({ source, destination }) => [source, destination]);
      const seen = new Set(ends.flatMap((end) => [end, ...end.candidates]).map(workloadText));
      const viaServices = ends.some(({ kind }) => kind === 'service');
      for (const pod of window.world.pods) {
        const workload = workloadText(pod);
        if (pod.hostNetwork || seen.has(workload) || open.has(workload) || viaServices) continue;
        const { kind, name } = pod.workload;
        expect(textOf(generated)).toMatch(/Isolated together, as their labels are the same: |Its/);
        expect(textOf(generated)).toContain(`${kind}/${name}`);
      }
    });
  },
  TIMEOUT_MS,
);
