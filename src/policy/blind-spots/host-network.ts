/**
 * Pods in the host's network: they have the address of their node, so that no selector of pods or
 * namespaces ever matches them. Found by flows of nodes that would be dropped, and by rules that
 * mean such pods and nobody else.
 */
import type { Edge } from '../../flow/edge.ts';
import { TCP } from '../../flow/protocol.ts';
import type { Rule } from '../model/rule.ts';
import { backendsOf } from './behind-service.ts';
import type { BlindSpot } from './blind-spot.ts';
import { hostParty } from './callers.ts';
import { findGaps, type Gap, gapOf } from './need.ts';
import { type Party, partyOf, partyOfAbsent } from './party.ts';
import { needsSeen } from './seen-needs.ts';
import type { SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import { type Subject, subjectEnd, workloadText } from './subjects.ts';

export function findHostNetwork(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const seen = seenGaps(context);
  const meant = meantByRules(context);
  return [
    spotOf(context, {
      id: 'host_network',
      what: 'Connections from the network of nodes',
      gaps: [...seen, ...meant.gaps],
      denied: seen.length > 0 ? 'breaks' : 'may_break',
      objects: meant.objects,
      fix:
        'Allow them by address: an ipBlock over the addresses of the nodes and of their tunnels ' +
        '(of nodes that come and go, the block that they come from).',
      policyName: 'allow-nodes',
    }),
  ];
}

/** Without what the API server calls, which is told as such. */
function seenGaps(context: SpotContext): readonly Gap[] {
  const { seen, declared, evaluator, subjectOf } = context;
  const isOfNode = nodeTest(context);
  const called = new Set(
    declared.webhooks
      .flatMap(({ service }) => backendsOf(context, service))
      .map(({ party, port }) => `${party.text}:${port}`),
  );
  const controlPlane = new Set(
    declared.nodes.filter(({ isControlPlane }) => isControlPlane).map(({ name }) => name),
  );
  const isCall = ({ source, destination, port }: Edge): boolean => {
    const subject = subjectOf(destination);
    const isKnown = subject !== undefined && called.has(`${partyOf(subject).text}:${port}`);
    return isKnown && controlPlane.has(source.node || source.name);
  };
  const edges = seen.all.filter(
    (edge) => isOfNode(edge) && edge.destination.kind === 'pod' && !isCall(edge),
  );
  return findGaps(evaluator, needsSeen(context, edges));
}

function nodeTest({ declared, subjectOf }: SpotContext): (edge: Edge) => boolean {
  const addresses = new Set(declared.nodes.flatMap((node) => [...node.addresses, ...node.tunnels]));
  return ({ source }) =>
    source.kind === 'node' || addresses.has(source.ip) || (subjectOf(source)?.hostNetwork ?? false);
}

interface Meant {
  readonly gaps: readonly Gap[];
  readonly objects: readonly string[];
}

/** Rules that would match such a pod if it were one like others, and match nobody else. */
function meantByRules(context: SpotContext): Meant {
  const { subjects, policed, evaluator } = context;
  const inHost = subjects.filter(({ hostNetwork }) => hostNetwork);
  const isolated = policed.filter(
    (subject) => evaluator.selecting(subjectEnd(subject), 'ingress').length > 0,
  );
  const usedRules = new Map<Rule, boolean>();
  const gaps: Gap[] = [];
  const objects: string[] = [];
  for (const caller of inHost) {
    for (const target of isolated) {
      for (const port of portsOf(target)) {
        const rule = ruleFor(context, asPod(caller), target, port);
        if (rule === undefined) continue;
        const isUsed = usedRules.get(rule) ?? isUsedBy(context, rule, target, port);
        usedRules.set(rule, isUsed);
        const source = hostParty(context, [caller], `${caller.namespace}/${caller.workload.name}`);
        const need = { source, destination: partyOf(target), protocol: TCP, port };
        const gap = isUsed ? undefined : gapOf(evaluator, need);
        if (gap === undefined) continue;
        gaps.push(gap);
        objects.push(
          `declared: ${caller.namespace}: ${workloadText(caller)} has hostNetwork: true, and a ` +
            `rule for ${target.namespace}/${target.workload.name} names it by labels`,
        );
      }
    }
  }
  return { gaps, objects };
}

function portsOf({ declared }: Subject): readonly (number | undefined)[] {
  const ports = declared?.ports.filter(({ protocol }) => protocol === TCP) ?? [];
  return ports.length === 0 ? [undefined] : ports.map(({ port }) => port);
}

function asPod({ namespace, labels, workload }: Subject): Party {
  const text = `${workload.name} (as a pod)`;
  return partyOfAbsent({ namespace, labels, text, hasAllLabels: true });
}

/** The rule that lets it in at the target; undefined where none does. */
function ruleFor(
  { evaluator }: SpotContext,
  { ends: [source] }: Party,
  target: Subject,
  port: number | undefined,
): Rule | undefined {
  const traffic = { protocol: TCP, port, icmpType: undefined, icmpCode: undefined };
  const { ingress } = evaluator.evaluateConnection(source!, subjectEnd(target), traffic);
  const { verdict, decision } = ingress;
  return verdict === 'allowed' && decision?.by === 'rule' ? decision.rule : undefined;
}

function isUsedBy(
  context: SpotContext,
  rule: Rule,
  target: Subject,
  port: number | undefined,
): boolean {
  return context.policed.some(
    (subject) => ruleFor(context, partyOf(subject), target, port) === rule,
  );
}
