/** Says once in a while which node has too many distinct flows; counts the lines every time. */
import { LRUCache } from 'lru-cache';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { Log } from '../../service/log.ts';
import type { AggregatorMetrics } from '../metrics.ts';
import type { AgentKey } from '../store.ts';
import { agentName } from './agent-name.ts';

/** What goes on for days is said once a day. */
const SAID_MS = 86_400_000;

/** Hears how many lines of a batch lost detail. */
export type NoteCoarsened = (agent: AgentKey, lines: number) => void;

export function coarsenedLines(metrics: AggregatorMetrics, log: Log): NoteCoarsened {
  const said = new LRUCache<string, true>({ max: AGENTS_MAX, ttl: SAID_MS });
  return (agent, lines) => {
    metrics.linesCoarsened.inc(lines);
    const name = agentName(agent);
    if (said.has(name)) return;
    said.set(name, true);
    const { node, source } = agent;
    log.warn(
      { node, source },
      'too many distinct flows in one hour (--node-flows-per-hour): new ones lose addresses, ports',
    );
  };
}
