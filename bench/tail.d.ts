/** What the bench uses of the npm package `tail`, which has no types of its own. */
declare module 'tail' {
  import type { EventEmitter } from 'node:events';

  export class Tail extends EventEmitter<{ line: [string]; error: [unknown] }> {
    constructor(
      path: string,
      options?: {
        readonly fromBeginning?: boolean;
        readonly useWatchFile?: boolean;
        readonly fsWatchOptions?: { readonly interval?: number };
      },
    );
    unwatch(): void;
  }
}
