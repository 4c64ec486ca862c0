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
import { type Gap, gapOf } from './need.ts';
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

/**
 * As the policies judge each of them: the node of a pod may reach it. Without what the API server
 * calls and the kubelet may look at, which are told as such.
 */
function seenGaps(context: SpotContext): readonly Gap[] {
  const { seen, evaluator } = context;
  const isOfNode = nodeTest(context);
  const isCall = callTest(context);
  const gaps = new Map<string, Gap>();
  for (const edge of seen.all) {
    if (!isOfNode(edge) || edge.destination.kind !== 'pod' || isCall(edge)) continue;
    const outcome = evaluator.evaluate(edge);
    const { verdict } = outcome;
    if (verdict !== 'denied' && verdict !== 'unknown') continue;
    if (verdict === 'unknown' && mayBeProbe(context, edge)) continue;
    for (const need of needsSeen(context, [edge])) {
      const key = `${need.source.text} ${need.destination.text} ${need.protocol}/${need.port}`;
      gaps.set(key, { ...need, outcome, verdict });
    }
  }
  return [...gaps.values()];
}

function mayBeProbe({ subjectOf }: SpotContext, { destination, port }: Edge): boolean {
  const probes = subjectOf(destination)?.declared?.probes ?? [];
  return port !== undefined && probes.includes(port);
}

function callTest(context: SpotContext): (edge: Edge) => boolean {
  const { declared, subjectOf } = context;
  const called = new Set(
    declared.webhooks
      .flatMap(({ service }) => backendsOf(context, service))
      .map(({ party, port }) => `${party.text}:${port}`),
  );
  const controlPlane = new Set(
    declared.nodes.filter(({ isControlPlane }) => isControlPlane).map(({ name }) => name),
  );
  return ({ source, destination, port }) => {
    const subject = subjectOf(destination);
    const isKnown = subject !== undefined && called.has(`${partyOf(subject).text}:${port}`);
    return isKnown && controlPlane.has(source.node || source.name);
  };
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
  const isolated = policed.filter(
    (subject) => evaluator.selecting(subjectEnd(subject), 'ingress').length > 0,
  );
  const usedRules = new Map<Rule, boolean>();
  const found = subjects
    .filter(({ hostNetwork }) => hostNetwork)
    .flatMap((caller) => {
      const asPod = asPodOf(caller);
      const needs = isolated.flatMap((target) =>
        portsOf(target)
          .filter((port) => isMeant(context, { asPod, target, port }, usedRules))
          .map((port) => ({ destination: partyOf(target), protocol: TCP, port })),
      );
      if (needs.length === 0) return [];
      const source = hostParty(context, [caller], `${caller.namespace}/${caller.workload.name}`);
      return needs.map((need) => ({ caller, gap: gapOf(evaluator, { source, ...need }) }));
    });
  const open = found.filter(({ gap }) => gap !== undefined);
  return {
    gaps: open.map(({ gap }) => gap!),
    objects: open.map(
      ({ caller, gap }) =>
        `declared: ${caller.namespace}: ${workloadText(caller)} has hostNetwork: true, and a ` +
        `rule for ${gap!.destination.text} names it by labels`,
    ),
  };
}

interface Entry {
  readonly asPod: Party;
  readonly target: Subject;
  readonly port: number | undefined;
}

/** Whether a rule lets it in that lets in no pod; `usedRules`: those of which that is known. */
function isMeant(context: SpotContext, entry: Entry, usedRules: Map<Rule, boolean>): boolean {
  const { asPod, target, port } = entry;
  const rule = ruleFor(context, asPod, target, port);
  if (rule === undefined) return false;
  const isUsed = usedRules.get(rule) ?? isUsedBy(context, rule, target, port);
  usedRules.set(rule, isUsed);
  return !isUsed;
}

function portsOf({ declared }: Subject): readonly (number | undefined)[] {
  const ports = declared?.ports.filter(({ protocol }) => protocol === TCP) ?? [];
  return ports.length === 0 ? [undefined] : ports.map(({ port }) => port);
}

function asPodOf({ namespace, labels, workload }: Subject): Party {
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
