/**
 * What the policies allow and nobody did in the window: the other half of a forecast. Only what a
 * policy had to open is told, since everything is allowed between ends that no policy selects.
 */
import type { Edge } from '../../flow/edge.ts';
import { type ConnectivityRow, connectivity } from '../connectivity/connectivity.ts';
import { type Party, partyKey, workloadEnd } from '../connectivity/party.ts';
import {
  type TrafficClass,
  type TrafficSet,
  trafficClassOf,
  trafficSet,
  trafficSetHas,
  trafficText,
} from '../connectivity/traffic-set.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Policy, Side } from '../model/policy.ts';
import type { World } from '../model/world.ts';
import { SeenTraffic } from './seen-traffic.ts';

/** Traffic that is allowed from each of the sources to the destination, and was not all seen. */
export interface NeverSeen {
  readonly sources: readonly Party[];
  readonly destination: Party;
  /** `TCP 80,443`, `all` */
  readonly allowed: string;
  /** The part of it that was seen; empty: none. */
  readonly seen: string;
}

export interface NeverSeenInput {
  readonly policies: readonly Policy[];
  readonly world: World;
  readonly edges: readonly Edge[];
  /** Of these policies. */
  readonly evaluator: Evaluator;
}

/** In the order of destinations; sources with the same answer together. */
export function neverSeen(input: NeverSeenInput): NeverSeen[] {
  const { policies, world, edges, evaluator } = input;
  const seen = new SeenTraffic(edges, world);
  const told = new Map<string, NeverSeen & { readonly sources: Party[] }>();
  for (const row of connectivity(policies, world)) {
    if (!isOpened(row, evaluator)) continue;
    const { source, destination } = row;
    const allowed = trafficText(row.answer.allowed);
    const ofRow = seenText(row.answer.allowed, seen.between(source, destination));
    if (ofRow === allowed) continue;
    const key = [partyKey(destination), allowed, ofRow].join('\n');
    const known = told.get(key) ?? { sources: [], destination, allowed, seen: ofRow };
    known.sources.push(source);
    told.set(key, known);
  }
  return [...told.keys()].sort().map((key) => told.get(key)!);
}

/** Whether a policy selects one of the ends where it looks at this connection. */
function isOpened({ source, destination }: ConnectivityRow, evaluator: Evaluator): boolean {
  const isSelected = (party: Party, side: Side) =>
    party.kind === 'workload' && evaluator.selecting(workloadEnd(party), side).length > 0;
  return isSelected(source, 'egress') || isSelected(destination, 'ingress');
}

/** The part of `allowed` that edges show, in the one form that equal sets have. */
function seenText(allowed: TrafficSet, edges: readonly Edge[]): string {
  const classes = edges
    .filter((edge) => trafficSetHas(allowed, edge))
    .map(trafficClassOf)
    .filter((of): of is TrafficClass => of !== undefined);
  const named = new Set(classes.map(({ protocol }) => protocol!));
  return classes.length === 0 ? '' : trafficText(trafficSet(classes, [...named]));
}
