/** Ways to ask what generated policies do with what was seen, and with what was not. */
import { expect } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import type { Endpoint } from '../../../src/flow/endpoint.ts';
import { ICMP, TCP, UDP } from '../../../src/flow/protocol.ts';
import type { Traffic } from '../../../src/policy/evaluate/end.ts';
import { Evaluator } from '../../../src/policy/evaluate/evaluator.ts';
import type { Outcome } from '../../../src/policy/evaluate/outcome.ts';
import { podEnd } from '../../../src/policy/evaluate/world-ends.ts';
import { type Generated, generatePolicies } from '../../../src/policy/generate/generate.ts';
import type { PolicyFormat } from '../../../src/policy/generate/policy-format.ts';
import { type Policy, SIDES, type Side } from '../../../src/policy/model/policy.ts';
import type { Rule } from '../../../src/policy/model/rule.ts';
import type { World } from '../../../src/policy/model/world.ts';
import { type Layer, readLayers } from '../../../src/policy/read/read-manifests.ts';
import { NAMESPACES } from '../naive/arbitrary-world.ts';
import type { Window } from './arbitrary-window.ts';

export const FORMATS: readonly PolicyFormat[] = ['kubernetes', 'calico'];
const NO_BASE: Layer = { policies: [], objects: [] };

interface Question {
  readonly format: PolicyFormat;
  readonly base?: Layer;
}

export function generate(
  { world, edges }: Window,
  { format, base = NO_BASE }: Question,
): Generated {
  const namespaces = NAMESPACES;
  return generatePolicies({ world, edges, format, base, namespaces, withRefused: false });
}

export function textOf({ namespaces }: Generated): string {
  return namespaces.flatMap(({ files }) => files.map(({ text }) => text)).join('---\n');
}

export function policiesOf(generated: Generated): readonly Policy[] {
  const { layers, errors } = readLayers([[{ file: 'generated', text: textOf(generated) }]]);
  expect(errors.map(({ message }) => message)).toEqual([]);
  return layers[0]!.policies;
}

interface SeenSide {
  readonly edge: Edge;
  readonly side: Side;
}

/** Each side of what was seen that is not listed as left out, if anybody knows whose it is. */
export function promised({ edges }: Window, { leftOut }: Generated): SeenSide[] {
  const isListed = ({ edge, side }: SeenSide) =>
    leftOut.some((other) => other.edge === edge && other.side === side);
  const sides = edges.flatMap((edge) => SIDES.map((side) => ({ edge, side })));
  return sides.filter(({ edge, side }) => {
    const end = side === 'egress' ? edge.source : edge.destination;
    const isNamed = end.kind !== 'unknown' || end.candidates.length > 0;
    return !edge.isReply && isNamed && !isListed({ edge, side });
  });
}

export function passing(policies: readonly Policy[], world: World): (seen: SeenSide) => boolean {
  const evaluator = new Evaluator(policies, world);
  return ({ edge, side }) =>
    ['allowed', 'not_policed'].includes(evaluator.evaluate(edge)[side].verdict);
}

/** The policies once for each rule, without it; DNS over UDP and over TCP is one rule. */
export function* oneRuleLess(policies: readonly Policy[]): Iterable<readonly Policy[]> {
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

export function openWorkloads({ namespaces }: Generated): string[] {
  return namespaces.flatMap(({ namespace, open }) =>
    open.flatMap(({ workloads }) =>
      workloads.map((workload) => workloadText({ namespace, workload, name: '' })),
    ),
  );
}

export function workloadText(end: Pick<Endpoint, 'namespace' | 'name' | 'workload'>): string {
  const { namespace, name, workload = { kind: 'Pod', name } } = end;
  return `${namespace}/${workload.kind}/${workload.name}`;
}

/** Namespaces of ends that were seen together, `a→b`. */
export function seenPairs(edges: readonly Edge[]): Set<string> {
  const namespacesOf = (end: Endpoint) =>
    [end, ...end.candidates].map(({ namespace }) => namespace);
  return new Set(
    edges.flatMap(({ source, destination }) =>
      namespacesOf(source).flatMap((a) => namespacesOf(destination).map((b) => `${a}→${b}`)),
    ),
  );
}

/** Every two pods at every port that occurs, with what each evaluator says. */
export function* connections(
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
