/** What commands need of the world, handed in so that tests can stand in for it. */
import type { Connect } from './ask.ts';
import type { ListCluster } from './live-cluster.ts';
import type { Terminal } from './terminal.ts';

export interface CommandContext {
  readonly terminal: Terminal;
  readonly connect: Connect;
  readonly listCluster: ListCluster;
  /** Wall-clock time in microseconds since the epoch. */
  readonly nowUs: () => number;
  /** Resolves after so many milliseconds, or at once when `signal` aborts. */
  readonly pause: (ms: number) => Promise<void>;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
}
