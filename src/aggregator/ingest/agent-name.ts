/** An agent as the key of a map: names come from the wire and may hold anything. */
import type { AgentKey } from '../store.ts';

export function agentName({ cluster, node, source }: AgentKey): string {
  return JSON.stringify([cluster, node, source]);
}
