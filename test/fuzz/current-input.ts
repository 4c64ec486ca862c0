/** What a target's thread and its watcher share: the input that is being run, and how many were. */
import { INPUT_BYTES_MAX } from './mutate.ts';

/** Words before the input's bytes. */
export const CURRENT_HEAD_WORDS = 2;
export const RUN = { count: 0, bytes: 1 } as const;

export interface ThreadData {
  /** Of the target, as a URL. */
  readonly module: string;
  readonly seed: number;
  readonly corpus: readonly Uint8Array[];
  /** Mutated inputs to run; `undefined`: until it is ended. */
  readonly inputsMax: number | undefined;
  readonly current: SharedArrayBuffer;
}

export type ThreadMessage =
  | { readonly kind: 'ready'; readonly inputs: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'new'; readonly input: Uint8Array; readonly signature: string };

export class CurrentInput {
  readonly memory = new SharedArrayBuffer(4 * CURRENT_HEAD_WORDS + INPUT_BYTES_MAX);
  readonly #head = new Int32Array(this.memory, 0, CURRENT_HEAD_WORDS);

  /** Inputs begun so far; modulo 2³². */
  get count(): number {
    return Atomics.load(this.#head, RUN.count) >>> 0;
  }

  /** A copy of the last one. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.memory, 4 * CURRENT_HEAD_WORDS, this.#head[RUN.bytes]).slice();
  }
}
