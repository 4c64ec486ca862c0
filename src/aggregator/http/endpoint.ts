/**
 * The questions that the JSON API takes. Each describes itself, so that what is answered and what
 * the OpenAPI description promises are the same list.
 */
import type { Registry } from 'prom-client';
import type { Edge } from '../../flow/edge.ts';
import type { EdgeFilter } from '../../flow/edge-filter.ts';
import type { Grant, Question } from '../../service/access.ts';
import type { LiveEdges } from '../../service/live-edges.ts';
import type { QueryMethod } from '../../service/query.ts';
import type { ListObservedRequest, NodeHours, Status } from '../../wire/query.ts';
import type { Answer } from './answer.ts';

/** Who answers. */
export interface Answering {
  readonly listEdges: (filter: EdgeFilter) => Promise<readonly Edge[]>;
  readonly liveEdges: Pick<LiveEdges, 'follow'>;
  readonly listObserved: (request: ListObservedRequest) => AsyncIterable<NodeHours>;
  readonly getStatus: () => Promise<Status>;
  readonly registry: Registry;
  readonly nowUs: () => number;
  /** Hears of each question that is answered. */
  readonly count: (method: QueryMethod) => void;
}

export interface Asked {
  readonly query: URLSearchParams;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Rejects with AccessRefusal. */
  readonly grant: (verb: Question['verb'], namespace?: string) => Promise<Grant>;
}

export type Answers = (answering: Answering, asked: Asked) => Promise<Answer>;

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly required?: true;
  /** It may be given several times: alternatives. */
  readonly isList?: true;
  readonly words?: readonly string[];
}

export interface Endpoint {
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Name of the answer's schema in the description, and how it is written. */
  readonly schema: 'Edges' | 'Edge' | 'Groups' | 'Values' | 'Observed' | 'Status';
  readonly media: 'application/json' | 'application/x-ndjson';
  readonly answer: Answers;
}
