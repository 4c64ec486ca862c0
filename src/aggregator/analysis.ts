/**
 * Questions for what policies do and how complete the inventory is: what is asked, and what comes
 * of it. They take seconds, and are answered by analysis/ beside everything else.
 */
import type { WaitingBounds } from '../service/question-gate.ts';

/** A span as its asker wrote it; checked already. */
interface Asked {
  /** What has an end there; undefined: all. */
  readonly namespace?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export interface CoverageAsked extends Asked {
  readonly kind: 'coverage';
}

export interface ForecastAsked extends Asked {
  readonly kind: 'forecast';
  /** Manifests of the policies in question; undefined: a default deny is. */
  readonly policies?: string | undefined;
  /** Undefined: without policies in `namespace` or everywhere, beside some nowhere. */
  readonly defaultDeny?: readonly string[] | undefined;
  readonly withStaged: boolean;
  readonly withUnused: boolean;
  readonly isStrict: boolean;
  readonly ignoresUnanswered: boolean;
}

export interface GenerateAsked {
  readonly kind: 'generate';
  /** Undefined: all but the system's. */
  readonly namespace?: string | undefined;
  readonly format: 'kubernetes' | 'calico';
  readonly withRefused: boolean;
  /** `json`: with what is left open and left out. */
  readonly output: 'yaml' | 'json';
}

export interface LintAsked {
  readonly kind: 'lint';
  readonly policies: string;
  /** Of objects that name none. */
  readonly namespace?: string | undefined;
  /** Looks at the cluster's objects, too. */
  readonly withCluster: boolean;
}

export type AnalysisQuestion = CoverageAsked | ForecastAsked | GenerateAsked | LintAsked;

/**
 * The whole answer as text in UTF-8, for the reader `who`. Rejects with AnalysisError,
 * QuestionLimitError or the bounds' reason.
 */
export type Analyse = (
  question: AnalysisQuestion,
  bounds: WaitingBounds,
  who: string,
) => Promise<Uint8Array>;

/** Why there is no answer. */
export const ANALYSIS_FAULTS = [
  /** The question makes no sense here. */
  'question',
  /** What was posted is not understood. */
  'policies',
  /** What the cluster has is not understood. */
  'objects',
  /** The cluster cannot be looked at. */
  'cluster',
  /** It would take more memory than it may. */
  'memory',
] as const;
export type AnalysisFault = (typeof ANALYSIS_FAULTS)[number];

/** Something in a manifest that is not understood. */
export interface Mistake {
  /** `body` of what was posted; else where the cluster's object comes from. */
  readonly source: string;
  /** From 1; null where the whole source is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** `spec.ingress[0].ports`; null where no single field is meant. */
  readonly field: string | null;
  readonly message: string;
}

/** `message` says what to do. */
export class AnalysisError extends Error {
  readonly fault: AnalysisFault;
  readonly mistakes: readonly Mistake[];
  constructor(
    fault: AnalysisFault,
    message: string,
    options: { cause?: unknown; mistakes?: readonly Mistake[] } = {},
  ) {
    super(message, options);
    this.name = 'AnalysisError';
    this.fault = fault;
    this.mistakes = options.mistakes ?? [];
  }
}
