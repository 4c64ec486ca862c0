/**
 * Flows to go through, as often as one likes, that may be made anew each time: ten thousand of them
 * at once take more memory than all else an agent has. An array is one.
 */
import type { Flow } from './flow.ts';

export interface FlowList extends Iterable<Flow> {
  readonly length: number;
}
