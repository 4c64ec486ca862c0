/** Where and when figures were taken, in one line or for a file of results. */
import { availableParallelism, cpus, release } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly kernel: string;
  /** YYYY-MM-DD, UTC. */
  readonly date: string;
}

export function thisMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
    cores: availableParallelism(),
    node: process.versions.node,
    kernel: release(),
    date: new Date().toISOString().slice(0, 10),
  };
}

export function describeMachine(): string {
  const { cpu, cores, node, kernel, date } = thisMachine();
  return `${cpu}, ${cores} cores, Node ${node}, Linux ${kernel}, ${date}`;
}
