/**
 * The other half of a forecast: what is allowed and was never seen, the rules that nothing used,
 * and how far the window may be trusted to have shown what there is.
 */
import type { Edge } from '../flow/edge.ts';
import { HOUR_US } from '../flow/time.ts';
import type { Party } from '../policy/connectivity/party.ts';
import { coverageOf } from '../policy/coverage/coverage.ts';
import type { CoverageStatus } from '../policy/coverage/status.ts';
import { workloadKey } from '../policy/coverage/subject.ts';
import { observedUntil, type TimeWindow } from '../policy/coverage/watch.ts';
import type { RuleReference } from '../policy/evaluate/outcome.ts';
import { type NeverSeen, neverSeen } from '../policy/forecast/never-seen.ts';
import { unusedRules } from '../policy/forecast/unused-rules.ts';
import type { ForecastQuestion } from './forecast-question.ts';

export interface Unused {
  /** From the first edge to the last; undefined: none was seen. */
  readonly window: TimeWindow | undefined;
  readonly coverage: readonly NamespaceStatus[];
  readonly rules: readonly RuleReference[];
  readonly neverSeen: readonly NeverSeen[];
}

interface NamespaceStatus {
  readonly namespace: string;
  readonly status: CoverageStatus;
}

/** `namespace`: the only one that is asked about. */
export function unusedOf(question: ForecastQuestion, namespace: string | undefined): Unused {
  const { edges, policies, evaluator } = question;
  const rules = unusedRules(policies, edges, evaluator).filter(({ policy: { id } }) =>
    isWanted([id.namespace], namespace),
  );
  const rows = neverSeen(question).filter(({ sources, destination }) =>
    isWanted([...sources, destination].map(namespaceOf), namespace),
  );
  const named = new Set([
    ...rules.map(({ policy }) => policy.id.namespace),
    ...rows.flatMap(({ sources, destination }) => [...sources, destination].map(namespaceOf)),
  ]);
  const window = windowOf(edges);
  const statuses = window === undefined ? [] : statusesOf(edges, window);
  const coverage = statuses.filter((each) => named.has(each.namespace));
  return { window, coverage, rules, neverSeen: rows };
}

function isWanted(namespaces: readonly string[], wanted: string | undefined): boolean {
  return wanted === undefined || namespaces.includes(wanted);
}

function namespaceOf(party: Party): string {
  return party.kind === 'workload' ? party.namespace : '';
}

function windowOf(edges: readonly Edge[]): TimeWindow | undefined {
  const timed = edges.filter(({ firstSeenUs }) => firstSeenUs > 0);
  if (timed.length === 0) return undefined;
  return {
    fromUs: timed.reduce((first, edge) => Math.min(first, edge.firstSeenUs), timed[0]!.firstSeenUs),
    toUs: timed.reduce((last, edge) => Math.max(last, edge.lastSeenUs), 0) + 1,
  };
}

/** Longer windows come of a wrong clock: of them nothing can be said. */
const WINDOW_HOURS_MAX = 92 * 24;

/** Every node that was seen counts as observed all the time: at best it is like this. */
function statusesOf(edges: readonly Edge[], window: TimeWindow): NamespaceStatus[] {
  if (window.toUs - window.fromUs > WINDOW_HOURS_MAX * HOUR_US) return [];
  const nodes = new Set(edges.flatMap((edge) => edge.nodes));
  const observed = observedUntil(new Map([...nodes].map((node) => [node, window.toUs])), window);
  return coverageOf({ edges, window, observed });
}

export function partyText(party: Party): string {
  switch (party.kind) {
    case 'workload':
      return `${party.namespace}/${workloadKey(party.workload)}`;
    case 'nodes':
      return party.names.length === 0 ? 'nodes' : `nodes ${party.names.join(' ')}`;
    case 'outside':
      return party.ranges.join(' ');
  }
}
