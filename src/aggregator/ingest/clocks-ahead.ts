/**
 * Says once a day which node's clock is ahead of ours: its flows are counted in hours that are yet
 * to come, where nobody looks for them, or lost (time-ahead.ts). One that is behind looks like an
 * agent that reads late.
 */
import { LRUCache } from 'lru-cache';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { Log } from '../../service/log.ts';
import type { AgentKey } from '../store.ts';
import { agentName } from './agent-name.ts';

/** Clocks that are kept by anything are nearer to each other. */
const AHEAD_US_MAX = 300_000_000;

const SAID_MS = 86_400_000;

/** Hears up to when an agent says that it has read. */
export type NoteClock = (agent: AgentKey, observedUs: number) => void;

export function clocksAhead(log: Pick<Log, 'warn'>, nowUs = () => Date.now() * 1_000): NoteClock {
  const said = new LRUCache<string, true>({ max: AGENTS_MAX, ttl: SAID_MS });
  return (agent, observedUs) => {
    const aheadUs = observedUs - nowUs();
    if (aheadUs <= AHEAD_US_MAX || said.has(agentName(agent))) return;
    said.set(agentName(agent), true);
    const { node, source } = agent;
    const aheadSeconds = Math.round(aheadUs / 1_000_000);
    log.warn(
      { node, source, aheadSeconds },
      "the node's clock is ahead of the aggregator's: its flows are counted in hours to come, " +
        'and past a day they are lost',
    );
  };
}
