/**
 * What is said to the thread that writes, and what it answers: several at once, since each message
 * between threads costs some ten microseconds. Batches come as bytes.
 */
import type { Check } from '../../../flow/check.ts';
import type { Hello, Welcome } from '../../../wire/ingest.ts';
import type { AgentKey } from '../../store.ts';
import type { Outcome } from '../writer.ts';
import type { ErrorMessage } from './thread-error.ts';

/** A batch whose content is encoded (wire/batch-encoder.ts): cloning its flows is much dearer. */
export interface ApplyRequest {
  readonly kind: 'apply';
  readonly agent: AgentKey;
  readonly epoch: number;
  readonly sequence: number;
  readonly content: Uint8Array;
}

export interface ObserveRequest {
  readonly kind: 'observe';
  readonly agent: AgentKey;
  readonly observedUs: number;
}

/** Ordered, like those below; many that follow each other are written together. */
export interface WelcomeRequest {
  readonly kind: 'welcome';
  readonly hello: Hello;
}

/** What waits for everything before it, and lets nothing by. */
export type OrderedRequest =
  | { readonly kind: 'report'; readonly agent: AgentKey; readonly checks: readonly Check[] }
  | { readonly kind: 'close' };

/** Goes on beside the others, a part at a time. */
export interface ForgetRequest {
  readonly kind: 'forget';
  readonly beforeUs: number;
}

/** Ends a `forget` that goes on. */
export interface StopRequest {
  readonly kind: 'stop';
  readonly id: number;
}

export type WriteRequest =
  | ApplyRequest
  | ObserveRequest
  | WelcomeRequest
  | OrderedRequest
  | ForgetRequest;

export type WriteMessage = { readonly id: number; readonly request: WriteRequest } | StopRequest;

export type WriteResult = Welcome | 'fenced' | 'full' | Outcome | number | undefined;

export type WriteAnswer =
  | { readonly id: number; readonly result: WriteResult }
  | { readonly id: number; readonly error: ErrorMessage };

/** The thread is ready when it says so with nothing else; or it says why it cannot be. */
export type WriterAnswer = readonly WriteAnswer[] | { readonly opened: true | ErrorMessage };
