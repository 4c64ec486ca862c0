/**
 * The questions that the JSON API takes. Each describes itself, so that what is answered and what
 * the OpenAPI description promises are the same list.
 */
import type { Registry } from 'prom-client';
import type { Grant, ReadVerb } from '../../service/access.ts';
import type { LiveEdges } from '../../service/live-edges.ts';
import type { QueryAnswers, QueryMethod } from '../../service/query.ts';
import type { WaitingBounds } from '../../service/question-gate.ts';
import type { Analyse } from '../analysis.ts';
import type { Answer } from './answer.ts';

/** Who answers. */
export interface Answering extends Required<QueryAnswers> {
  readonly liveEdges: Pick<LiveEdges, 'follow'>;
  readonly analyse: Analyse;
  readonly registry: Registry;
  readonly nowUs: () => number;
}

/** A question that was granted and begun. */
export interface Begun extends WaitingBounds {
  readonly grant: Grant;
  /** Asks again whether it is granted; rejects with AccessRefusal. */
  readonly askAgain: () => Promise<Grant>;
}

export interface Asked {
  readonly query: URLSearchParams;
  /** Rejects with AccessRefusal. */
  readonly grant: (verb: ReadVerb) => Promise<Grant>;
  /**
   * To be called once, before the work; open until the answer is sent. Rejects with AccessRefusal
   * and QuestionLimitError.
   */
  readonly begin: (method: QueryMethod, namespace?: string) => Promise<Begun>;
  /** What was posted, as text. Rejects with BodyError and the signal's reason. */
  readonly body: (signal: AbortSignal) => Promise<string>;
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

export type SchemaName =
  | 'Edges'
  | 'Edge'
  | 'Groups'
  | 'SeriesList'
  | 'Values'
  | 'Observed'
  | 'Status'
  | 'Coverage'
  | 'Forecast'
  | 'Manifests'
  | 'Generated'
  | 'Findings';

export type Media = 'application/json' | 'application/x-ndjson' | 'application/yaml';

export interface Endpoint {
  readonly path: string;
  /** GET unless said, with HEAD. */
  readonly method?: 'POST';
  /** What is to be posted. */
  readonly posted?: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Name of the answer's schema in the description, and how it is written. */
  readonly schema: SchemaName;
  readonly media: Media;
  /** How else it is written, where its asker says so. */
  readonly or?: { readonly schema: SchemaName; readonly media: Media };
  readonly answer: Answers;
}
