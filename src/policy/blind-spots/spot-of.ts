/** Gaps of one kind put together: how bad, whose, on what grounds, and what to do. */
import { protocolName } from '../../flow/protocol.ts';
import { SIDES, type Side } from '../model/policy.ts';
import type { BlindSpot, Severity, SpotEvidence, SpotId, SpotPlace } from './blind-spot.ts';
import { decidesBefore, fixPolicies, groupBy } from './fix-policies.ts';
import type { Gap } from './need.ts';
import { flowsText } from './seen-flows.ts';
import type { SpotContext } from './spot-context.ts';
import { listText, whyText } from './why.ts';

/** Lines of one origin that are told. */
const LINES_MAX = 8;
const NAMES_MAX = 3;

export interface Finding {
  readonly id: SpotId;
  /** What would be dropped: `DNS lookups`. */
  readonly what: string;
  readonly gaps: readonly Gap[];
  /** Where it would be dropped for sure; `breaks` unless said otherwise. */
  readonly denied?: Severity;
  /** What the objects say, in sentences. */
  readonly objects?: readonly string[];
  readonly fix: string;
  /** Of the NetworkPolicies that mend it; undefined where none can, or need not. */
  readonly policyName?: string;
}

/** Undefined where there are no gaps. */
export function spotOf(context: SpotContext, finding: Finding): BlindSpot | undefined {
  const { id, what, gaps, denied = 'breaks', objects = [], policyName } = finding;
  if (gaps.length === 0) return undefined;
  const isSure = gaps.some(({ verdict }) => verdict === 'denied');
  return {
    id,
    severity: isSure || denied === 'note' ? denied : 'may_break',
    title: `${what} ${isSure ? 'would be dropped' : 'may be dropped: nobody can tell'}`,
    where: placesOf(gaps),
    evidence: [
      ...evidence('policies', policyLines(gaps)),
      ...evidence('flows', flowLines(context, gaps)),
      ...evidence('objects', objects),
    ],
    fix: {
      text: [...hindrances(context, gaps), finding.fix].join(' '),
      policy: policyName === undefined ? '' : fixPolicies(context, policyName, gaps),
    },
  };
}

export function evidence(from: SpotEvidence['from'], lines: readonly string[]): SpotEvidence[] {
  const distinct = [...new Set(lines)];
  const told = distinct.slice(0, LINES_MAX).map((text) => ({ from, text }));
  const more = distinct.length - LINES_MAX;
  return more > 0 ? [...told, { from, text: `and ${more} more of this kind` }] : told;
}

/** The pods whose own side is in the way; hosts by their names. */
function placesOf(gaps: readonly Gap[]): SpotPlace[] {
  const places = gaps.flatMap((gap) =>
    blockedSides(gap).map((side) => {
      const { pods, text } = side === 'egress' ? gap.source : gap.destination;
      return { namespace: pods?.namespace ?? '', workload: pods?.workload ?? text };
    }),
  );
  return placesTogether(places);
}

export function placesTogether(
  places: readonly { readonly namespace: string; readonly workload: string }[],
): SpotPlace[] {
  const groups = groupBy(places, ({ namespace }) => namespace);
  const all = groups.map((group) => ({
    namespace: group[0]!.namespace,
    workloads: [...new Set(group.map(({ workload }) => workload))].sort(),
  }));
  return all.sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
}

function blockedSides({ outcome }: Gap): readonly Side[] {
  return SIDES.filter((side) => ['denied', 'unknown'].includes(outcome[side].verdict));
}

/** One line for all sources of a namespace that fare alike. */
function policyLines(gaps: readonly Gap[]): string[] {
  const told = gaps.flatMap((gap) =>
    blockedSides(gap).map((side) => ({
      from: gap.source.pods?.namespace ?? gap.source.text,
      source: gap.source.text,
      rest: `→ ${reachedText(gap)} ${dropText(gap, side)}`,
    })),
  );
  return groupBy(told, ({ from, rest }) => `${from} ${rest}`).map((same) => {
    const sources = [...new Set(same.map(({ source }) => source))];
    return `${listText(sources, NAMES_MAX)} ${same[0]!.rest}`;
  });
}

function dropText({ outcome }: Gap, side: Side): string {
  const isDenied = outcome[side].verdict === 'denied';
  const where = side === 'egress' ? "the source's egress" : "the destination's ingress";
  return `${isDenied ? 'would' : 'may'} be dropped at ${where}: ${whyText(outcome[side])}`;
}

/** `kube-system/coredns:53/UDP` */
export function reachedText({ destination, protocol, port }: Gap): string {
  return `${destination.text}${port === undefined ? '' : `:${port}`}/${protocolName(protocol)}`;
}

/** What was seen of them; that nothing was, if that says something. */
function flowLines({ seen }: SpotContext, gaps: readonly Gap[]): string[] {
  if (seen.all.length === 0) return [];
  const told = gaps.map((gap) => ({
    from: gap.source.pods?.namespace ?? gap.source.text,
    to: reachedText(gap),
    edges: seen.of(gap),
  }));
  const used = told.filter(({ edges }) => edges.length > 0);
  if (used.length === 0) return ['declared, not seen: the flows show no such connection'];
  return groupBy(used, ({ from, to }) => `${from} ${to}`).map((same) => {
    const { from, to } = same[0]!;
    return `seen: ${from} → ${to}, ${flowsText(same.flatMap(({ edges }) => edges))}`;
  });
}

function hindrances({ world }: SpotContext, gaps: readonly Gap[]): string[] {
  const before = gaps.flatMap(({ outcome }) =>
    SIDES.flatMap((side) => decidesBefore(outcome[side], world) ?? []),
  );
  return [...new Set(before)].map(
    (name) => `First change ${name}, which decides before a NetworkPolicy is looked at.`,
  );
}
