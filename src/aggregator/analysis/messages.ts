/** What is said to a thread that answers a question, and what it says. */
import type { NamesConfig } from '../../kube/names-config.ts';
import type { AnalysisFault, AnalysisQuestion, Mistake } from '../analysis.ts';
import type { EdgeBlock } from './edge-columns.ts';
import type { SeenWindow } from './material.ts';
import type { SharedFile } from './shared-files.ts';

/** A cluster as it was listed. */
export interface SharedCluster {
  readonly files: readonly SharedFile[];
  readonly warnings: readonly string[];
}

/** Where its objects come from; `shared`: they were listed a moment ago. */
export type ClusterSource =
  | NamesConfig
  | { readonly from: 'shared'; readonly cluster: SharedCluster };

export interface ThreadData {
  readonly question: AnalysisQuestion;
  /** Undefined: the question is not about it. */
  readonly source: ClusterSource | undefined;
}

/** Blocks that are sent before the thread says that it wants more. */
export const BLOCKS_AHEAD = 2;

export type ToThread =
  | { readonly block: EdgeBlock }
  /** There are no more edges. */
  | { readonly seen: SeenWindow | undefined };

export type FromThread =
  /** One more block may come. */
  | { readonly more: true }
  /** What the API server was asked for: others may use it. */
  | { readonly listed: SharedCluster }
  | { readonly answer: Uint8Array }
  | { readonly refused: Refused }
  /** A fault of our own. */
  | { readonly failed: string };

/** What can be cloned of an AnalysisError. */
export interface Refused {
  readonly fault: AnalysisFault;
  readonly message: string;
  readonly mistakes: readonly Mistake[];
}
