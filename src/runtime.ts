/** How the JavaScript engine is asked to run the hot path. Joined by main.ts and by the bench. */
import { setFlagsFromString } from 'node:v8';

/**
 * Lets the optimising compiler inline more into one function: the parser's and the flow table's
 * small functions form one loop, and the default budget ends in the middle of it.
 * Call it before anything hot has run. Best of ten runs of bench/pipeline.ts: 471 ns a line with
 * it, 531 without; it costs some 0.2 s of compilation, which a long-running agent does not notice.
 */
export function inlineHotLoops(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=3000');
}
