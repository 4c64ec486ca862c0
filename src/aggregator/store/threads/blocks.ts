/**
 * Blocks of flows and edges as bytes that change threads without being copied: the flows as a batch
 * has them (wire/batch-encoder.ts), so that ends are there once.
 */

import type { Flow } from '../../../flow/flow.ts';
import { emptyAccount } from '../../../flow/loss.ts';
import { decodeBatch } from '../../../wire/batch-decoder.ts';
import { encodeBatchContent } from '../../../wire/batch-encoder.ts';
import { MessageBudget } from '../../../wire/message-budget.ts';
import type { StoredEdge } from '../../history.ts';
import type { NodeFlow } from '../../store.ts';

export interface FlowBlock {
  readonly flows: Uint8Array;
  /** Cluster and node of each flow, two by two. */
  readonly places: readonly string[];
}

export interface EdgeBlock extends FlowBlock {
  readonly ids: readonly string[];
  /** The hours of all edges, one after the other, and how many each has. */
  readonly hours: Float64Array;
  readonly counts: Uint32Array;
}

export function encodeFlows(flows: readonly NodeFlow[]): FlowBlock {
  return {
    flows: encodeBatchContent({
      cursorAfter: '',
      flows: flows.map(({ flow }) => flow),
      losses: [],
      account: emptyAccount(),
      ruleCounters: [],
      readings: [],
    }),
    places: flows.flatMap(({ cluster, node }) => [cluster, node]),
  };
}

export function decodeFlows({ flows, places }: FlowBlock): NodeFlow[] {
  return flowsOf(flows).map((flow, i) => ({
    cluster: places[2 * i]!,
    node: places[2 * i + 1]!,
    flow,
  }));
}

export function encodeEdges(edges: readonly StoredEdge[]): EdgeBlock {
  const counts = Uint32Array.from(edges, ({ hours }) => hours.length);
  const hours = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const edge of edges) {
    hours.set(edge.hours, at);
    at += edge.hours.length;
  }
  return { ...encodeFlows(edges), ids: edges.map(({ id }) => id), hours, counts };
}

/** Edges that have the hours of the one before share the list. */
export function decodeEdges(block: EdgeBlock): StoredEdge[] {
  let at = 0;
  let hours: readonly number[] = [];
  return decodeFlows(block).map((flow, i) => {
    const count = block.counts[i]!;
    if (!isAt(block.hours, at, count, hours))
      hours = Array.from(block.hours.subarray(at, at + count));
    at += count;
    return { ...flow, id: block.ids[i]!, hours };
  });
}

function isAt(all: Float64Array, at: number, count: number, hours: readonly number[]): boolean {
  if (count !== hours.length) return false;
  for (let i = 0; i < count; i++) if (all[at + i] !== hours[i]) return false;
  return true;
}

/** What is handed over rather than copied. */
export function transferOf(block: object): ArrayBuffer[] {
  return Object.values(block).flatMap((part) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}

/** Our own bytes need no bound. */
function flowsOf(bytes: Uint8Array): readonly Flow[] {
  return decodeBatch(bytes, new MessageBudget(Number.POSITIVE_INFINITY)).flows;
}
