/**
 * What a person should know of an answer beside its rows: that there is more, and how much of the
 * cluster was observed. A line on stderr, asked for only where somebody reads it.
 */
import type { EdgeFilter } from '../flow/edge-filter.ts';
import { observationOf } from '../flow/observation.ts';
import type { NodeStatus, QueryClient } from '../wire/query.ts';
import type { CommandContext } from './context.ts';

/** Undefined: not known, or not worth a word. */
export interface Whole {
  /** Flows that match. */
  readonly flows?: number | undefined;
  readonly nodes?: { readonly observed: number; readonly all: number; readonly lossy: number };
}

interface Question {
  readonly filter: EdgeFilter;
  readonly limit: number;
  readonly shown: number;
}

/** What cannot be told is left out: it is beside the point. */
export async function askWhole(
  client: QueryClient,
  { filter, limit, shown }: Question,
  { terminal, signal, nowUs }: CommandContext,
): Promise<Whole> {
  const isCut = limit > 0 && shown === limit;
  const flows = isCut ? await countFlows(client, filter, signal).catch(() => undefined) : undefined;
  if (!terminal.isAttended) return { flows };
  const status = await client.getStatus().catch(() => undefined);
  if (status === undefined) return { flows };
  const { nodes } = status;
  const observed = nodes.filter((node) => isObserved(node, nowUs())).length;
  const lossy = nodes.filter(({ losses }) => losses.length > 0).length;
  return { flows, nodes: { observed, all: nodes.length, lossy } };
}

/** An agent answers for itself, and tells no time of its own last word. */
function isObserved(node: NodeStatus, nowUs: number): boolean {
  return node.heardUs === 0 || observationOf(node, nowUs) === 'observed';
}

async function countFlows(
  client: QueryClient,
  filter: EdgeFilter,
  signal: AbortSignal,
): Promise<number> {
  let flows = 0;
  for await (const { edges } of client.listGroups({ filter, by: [], limit: 0 }, signal)) {
    flows += edges;
  }
  return flows;
}

/** `showing 20 of 57 flows; 2 of 3 nodes observed: see dropcast status`, or nothing. */
export function wholeText(shown: number, { flows, nodes }: Whole): string {
  const parts: string[] = [];
  if (flows !== undefined && flows > shown) parts.push(`showing ${shown} of ${flows} flows`);
  if (nodes !== undefined) parts.push(...nodesText(nodes));
  return parts.length === 0 ? '' : `${parts.join('; ')}\n`;
}

function nodesText({ observed, all, lossy }: NonNullable<Whole['nodes']>): string[] {
  const words = [`${observed} of ${all} nodes observed`];
  if (lossy > 0) words.push(`${lossy} lost lines`);
  const isWell = observed === all && lossy === 0 && all > 0;
  return [isWell ? words.join(', ') : `${words.join(', ')}: see dropcast status`];
}
