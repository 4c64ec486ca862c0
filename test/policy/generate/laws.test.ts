/** What must hold of generated policies whatever was seen, judged by the evaluator. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import type { Endpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, TCP, UDP } from '../../../src/flow/protocol.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import type { Outcome } from '../../../src/policy/evaluate/outcome.ts';
import { podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import { type Generated, generatePolicies } from '../../../src/policy/generate/generate.ts';
import type { PolicyFormat } from '../../../src/policy/generate/write-policies.ts';
import { formatPolicyId, type Policy, SIDES, type Side } from '../../../src/policy/model/policy.ts';
import type { Rule } from '../../../src/policy/model/rule.ts';
import type { World } from '../../../src/policy/model/world.ts';
import { type Layer, overlay, readLayers } from '../../../src/policy/read/read-manifests.ts';
import { NAMESPACES } from '../naive/arbitrary-world.ts';
import { standingPolicies } from './arbitrary-standing.ts';
import { seenWindow, type Window } from './arbitrary-window.ts';

const RUNS = 120;
const FORMATS: readonly PolicyFormat[] = ['kubernetes', 'calico'];
const NO_BASE: Layer = { policies: [], objects: [] };

interface Question {
  readonly format: PolicyFormat;
  readonly base?: Layer;
}

function generate({ world, edges }: Window, { format, base = NO_BASE }: Question): Generated {
  const namespaces = NAMESPACES;
  return generatePolicies({ world, edges, format, base, namespaces, withRefused: false });
}

function textOf({ namespaces }: Generated): string {
  return namespaces.flatMap(({ files }) => files.map(({ text }) => text)).join('---\n');
}

function policiesOf(generated: Generated): readonly Policy[] {
  const { layers, errors } = readLayers([[{ file: 'generated', text: textOf(generated) }]]);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return layers[0]!.policies;
}

interface SeenSide {
  readonly edge: Edge;
  readonly side: Side;
}

/** Each side of what was seen that is not listed as left out there, if anybody knows whose it is. */
function promised({ edges }: Window, { leftOut }: Generated): SeenSide[] {
  const isListed = ({ edge, side }: SeenSide) =>
    leftOut.some((other) => other.edge === edge && other.side === side);
  const sides = edges.flatMap((edge) => SIDES.map((side) => ({ edge, side })));
  return sides.filter(({ edge, side }) => {
    const end = side === 'egress' ? edge.source : edge.destination;
    const isNamed = end.kind !== 'unknown' || end.candidates.length > 0;
    return !edge.isReply && isNamed && !isListed({ edge, side });
  });
}

function passing(policies: readonly Policy[], world: World): (seen: SeenSide) => boolean {
  const evaluator = new Evaluator(policies, world);
  return ({ edge, side }) =>
    ['allowed', 'not_policed'].includes(evaluator.evaluate(edge)[side].verdict);
}

/** The policies once for each rule, without it; DNS over UDP and over TCP is one rule. */
function* oneRuleLess(policies: readonly Policy[]): Iterable<readonly Policy[]> {
  for (const [at, policy] of policies.entries()) {
    for (const side of SIDES) {
      const rules = Map.groupBy(policy[side] ?? [], dnsText);
      for (const [, same] of rules) {
        const left = policy[side]!.filter((rule) => !same.includes(rule));
        yield policies.with(at, { ...policy, [side]: left });
      }
    }
  }
}

/** The same for two rules of Calico that are one in Kubernetes' words. */
function dnsText({ sources, destinations, traffic, path }: Rule): string {
  const ports = traffic?.flatMap((match) => match.ports ?? []) ?? [];
  const isDns = ports.some((port) => 'from' in port && port.from === 53);
  return JSON.stringify(isDns ? [sources, destinations] : path);
}

describe.each(FORMATS)('%s policies', (format) => {
  const check = (claim: (window: Window, generated: Generated) => void) =>
    fc.assert(
      fc.property(seenWindow, (window) => claim(window, generate(window, { format }))),
      { numRuns: RUNS },
    );

  test('drop nothing that was seen and is not listed', () => {
    check((window, generated) => {
      const passes = passing(policiesOf(generated), window.world);
      for (const seen of promised(window, generated)) expect(passes(seen)).toBe(true);
    });
  });

  test('have no rule without which nothing would be dropped', () => {
    check((window, generated) => {
      const seen = promised(window, generated);
      for (const less of oneRuleLess(policiesOf(generated))) {
        expect(seen.every(passing(less, window.world)), textOf(generated)).toBe(false);
      }
    });
  });

  test('admit no pair of namespaces that was not seen', () => {
    check((window, generated) => {
      const evaluator = new Evaluator(policiesOf(generated), window.world);
      const pairs = seenPairs(window.edges);
      for (const [pair, outcome] of connections(window.world, evaluator)) {
        const isAdmitted = SIDES.some((side) => outcome![side].decision?.by === 'rule');
        if (isAdmitted) expect(pairs).toContain(pair);
      }
    });
  });

  test('are the same bytes whatever the order of the edges', () => {
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
  });

  test('isolate no pod that they allow nothing', () => {
    check((window, generated) => {
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
  });

  test('isolate silent workloads only where they say that labels cannot keep them apart', () => {
    check((window, generated) => {
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
  });

  test('merged into others change what the new rules say, and nothing else', () => {
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
  });
});

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

function openWorkloads({ namespaces }: Generated): string[] {
  return namespaces.flatMap(({ namespace, open }) =>
    open.flatMap(({ workloads }) =>
      workloads.map((workload) => workloadText({ namespace, workload, name: '' })),
    ),
  );
}

function workloadText(end: Pick<Endpoint, 'namespace' | 'name' | 'workload'>): string {
  const { namespace, name, workload = { kind: 'Pod', name } } = end;
  return `${namespace}/${workload.kind}/${workload.name}`;
}

/** Namespaces of ends that were seen together, `a→b`. */
function seenPairs(edges: readonly Edge[]): Set<string> {
  const namespacesOf = (end: Endpoint) =>
    [end, ...end.candidates].map(({ namespace }) => namespace);
  return new Set(
    edges.flatMap(({ source, destination }) =>
      namespacesOf(source).flatMap((a) => namespacesOf(destination).map((b) => `${a}→${b}`)),
    ),
  );
}

/** Every two pods at every port that occurs, with what each evaluator says. */
function* connections(
  { pods }: World,
  ...evaluators: readonly Evaluator[]
): Iterable<[string, ...Outcome[]]> {
  const inPods = pods.filter(({ hostNetwork }) => !hostNetwork);
  for (const a of inPods) {
    for (const b of inPods) {
      for (const traffic of TRAFFIC) {
        const outcomes = evaluators.map((evaluator) =>
          evaluator.evaluateConnection(podEnd(a), podEnd(b), traffic),
        );
        yield [`${a.namespace}→${b.namespace}`, ...outcomes];
      }
    }
  }
}

const TRAFFIC: readonly Traffic[] = [
  { protocol: ICMP, port: undefined, icmpType: 8, icmpCode: 0 },
  ...[TCP, UDP].flatMap((protocol) =>
    [53, 80, 8080].map((port) => ({ protocol, port, icmpType: undefined, icmpCode: undefined })),
  ),
];
