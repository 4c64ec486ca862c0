/**
 * The JSON form of a forecast. Part of what users build on: fields are added, never renamed.
 */
import { timeJson } from '../flow/edge-json.ts';
import { protocolName } from '../flow/protocol.ts';
import type { SideOutcome } from '../policy/evaluate/outcome.ts';
import { type Decider, decidersOf, placeOf } from '../policy/forecast/deciders.ts';
import { explainSide, ruleNumber } from '../policy/forecast/explain.ts';
import { fateOf } from '../policy/forecast/fate.ts';
import type { FoldedEnd } from '../policy/forecast/folded-end.ts';
import type { ForecastLine } from '../policy/forecast/forecast-line.ts';
import { formatPolicyId } from '../policy/model/policy.ts';
import { blindSpotJson } from './blind-spot-json.ts';
import type { ForecastReport } from './forecast-report.ts';
import { partyText, type Unused } from './forecast-unused.ts';

/** Addresses and nodes that are named; all are counted. */
const MEMBERS_MAX = 50;

/** A plain object; what does not apply is null, and so is a time that nobody knows. */
export function forecastJson({ isObjection, summary, spots, lines, unused }: ForecastReport) {
  return {
    objection: isObjection,
    summary: {
      seen: summary.all,
      ...summary.fates,
      changes: summary.changes ?? null,
    },
    blind_spots: spots.map(blindSpotJson),
    edges: lines.map(lineJson),
    unused: unused === undefined ? null : unusedJson(unused),
  };
}

function lineJson(line: ForecastLine) {
  const { subject, traffic, outcome } = line;
  return {
    namespace: subject.namespace,
    workload: subject.workload ?? null,
    forecast: line.fate,
    change: line.change ?? null,
    sentence: line.sentence,
    source: endJson(line.source),
    destination: endJson(line.destination),
    protocol: traffic.protocol === undefined ? null : protocolName(traffic.protocol),
    port: traffic.port ?? null,
    icmp_type: traffic.icmpType ?? null,
    outcome: line.ending,
    pre_existing: line.isPreExisting,
    edges: line.edges,
    connections: line.connections,
    first_seen: timeJson(line.firstSeenUs),
    last_seen: timeJson(line.lastSeenUs),
    egress: sideJson(outcome.egress, line.source),
    ingress: sideJson(outcome.ingress, line.destination),
  };
}

/** `members`: addresses, of nodes their names. */
function endJson({ endpoint, members }: FoldedEnd) {
  const kept = members.filter((member) => member !== '');
  const { kind, namespace, name, workload, confidence, candidates } = endpoint;
  return {
    kind,
    namespace,
    name: kind === 'node' || workload !== undefined ? '' : name,
    workload: workload ?? null,
    confidence,
    candidates: candidates.map((each) => [each.namespace, each.name || each.ip].join('/')),
    members: kept.slice(0, MEMBERS_MAX),
    members_total: kept.length,
  };
}

function sideJson(side: SideOutcome, { endpoint }: FoldedEnd) {
  return {
    forecast: fateOf(side.verdict),
    by: side.decision?.by ?? null,
    reason: side.reason ?? null,
    why: explainSide(side, endpoint.namespace),
    decided_by: decidersOf(side).map(deciderJson),
  };
}

/** `rule`: its number on its side, from 1; null: none of them matched. */
function deciderJson(decider: Decider) {
  const { policy, rule } = decider;
  return {
    policy: formatPolicyId(policy.id),
    side: rule?.side ?? null,
    rule: rule === undefined ? null : ruleNumber(rule),
    place: placeOf(decider) ?? null,
  };
}

function unusedJson({ window, coverage, rules, neverSeen }: Unused) {
  return {
    window:
      window === undefined ? null : { from: timeJson(window.fromUs), to: timeJson(window.toUs) },
    coverage: coverage.map(({ namespace, status }) => ({ namespace, status })),
    rules: rules.map((rule) => deciderJson({ policy: rule.policy, rule })),
    never_seen: neverSeen.map(({ sources, destination, allowed, seen }) => ({
      sources: sources.map(partyText),
      destination: partyText(destination),
      allowed,
      seen,
    })),
  };
}
