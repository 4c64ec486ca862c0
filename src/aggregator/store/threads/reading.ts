/** What is said to a thread that reads, and what it answers: block by block, as they are wanted. */
import type { ListObservedRequest, NodeHours } from '../../../wire/query.ts';
import type { EdgeHints, HourSum, Span } from '../../history.ts';
import type { StoredNode } from '../../store.ts';
import type { EdgeBlock, FlowBlock } from './blocks.ts';
import type { ErrorMessage } from './thread-error.ts';

export type Question =
  | { readonly kind: 'flows'; readonly hints: EdgeHints }
  | { readonly kind: 'edges'; readonly hints: EdgeHints }
  | { readonly kind: 'hourly'; readonly edges: readonly string[]; readonly span: Span }
  | { readonly kind: 'series'; readonly edges: readonly string[] | 'all'; readonly span: Span }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'identity' }
  | { readonly kind: 'observed'; readonly span: ListObservedRequest };

/** What one block of an answer to a question of each kind is. */
export interface AnswerBlocks {
  readonly flows: FlowBlock;
  readonly edges: EdgeBlock;
  readonly hourly: EdgeBlock;
  readonly series: HourSum[];
  readonly nodes: StoredNode[];
  readonly identity: { readonly id: string };
  readonly observed: NodeHours;
}

export type AnswerBlock = AnswerBlocks[keyof AnswerBlocks];

/** Blocks that an asker takes before it says that it wants more. */
export const BLOCKS_AHEAD = 2;

export type ReadMessage =
  | { readonly id: number; readonly question: Question }
  /** One more block may come. */
  | { readonly id: number; readonly more: true }
  /** Nobody wants the rest. */
  | { readonly id: number; readonly end: true };

export type ReadAnswer =
  | { readonly id: number; readonly block: AnswerBlock }
  | { readonly id: number; readonly done: true }
  | { readonly id: number; readonly error: ErrorMessage };

export type ReaderAnswer = ReadAnswer | { readonly opened: true | ErrorMessage };
