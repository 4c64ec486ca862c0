/**
 * A flow between two workloads (or a workload and an outside peer) over a whole logging window:
 * what queries answer.
 */
import type { Endpoint } from './endpoint.ts';
import type { OverflowLevel } from './flow.ts';
import type { Origin } from './origin.ts';
import type { Verdict } from './verdict.ts';

/** As seen from the pod whose interface logged it; `both`: both ends are pods of that node. */
export const DIRECTIONS = ['unknown', 'ingress', 'egress', 'both'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Which side's node reported the edge. */
export const SEEN_BY = ['unknown', 'egress', 'ingress', 'both'] as const;
export type SeenBy = (typeof SEEN_BY)[number];

export interface Edge {
  /** The best of its flows; edges of connections from before are apart from logged ones. */
  readonly origin: Origin;
  /** Of the nodes that reported it, which may be one of several; empty: not known. */
  readonly cluster: string;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly protocol: number | undefined;
  readonly port: number | undefined;
  readonly icmpType: number | undefined;
  readonly icmpCode: number | undefined;
  readonly isReply: boolean;
  readonly overflow: OverflowLevel | undefined;
  readonly direction: Direction;
  readonly verdict: Verdict;
  readonly lines: number;
  readonly connections: number;
  readonly bytes: number;
  readonly tcpFlags: number;
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
  readonly prefixes: readonly string[];
  readonly seenBy: SeenBy;
  readonly answered: number;
  readonly refused: number;
  readonly unreachable: number;
  /**
   * Known to be: others behind one of its prefixes have an outcome (outcome.ts), in the same answer
   * or not.
   */
  readonly isUnanswered?: true;
  readonly nodes: readonly string[];
  /** Estimate of distinct source ports. */
  readonly sourcePortsDistinct: number;
  /** Hours since the epoch in which it was seen, ascending. */
  readonly hours: readonly number[];
  /** `NAMESPACE/SERVICE` of those that stood before the server's address and port then, sorted. */
  readonly services: readonly string[];
}
