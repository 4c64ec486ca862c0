/**
 * Which agents are connected now: at most one stream per cluster, node and source, that of the
 * newest epoch.
 */
import type { AgentKey } from '../store.ts';
import { agentName } from './agent-name.ts';

/** An agent's stream as far as others may touch it. */
export interface ConnectedStream {
  readonly instance: string;
  readonly epoch: number;
  /** HOST:PORT where the agent answers questions; undefined: nowhere. */
  readonly queryAddress: string | undefined;
  /** Tells the agent that a newer instance has taken over, and ends the stream. */
  fence(): void;
  /** Ends the stream after what it is doing; the agent may come back. */
  close(): Promise<void>;
}

export class ConnectedAgents {
  readonly #streams = new Map<string, ConnectedStream>();

  /**
   * Makes `stream` the agent's own. One of an older epoch is fenced; one of the same instance is
   * only closed: that is a reconnect whose old connection nobody has missed yet. False when a newer
   * epoch is connected already.
   */
  enter(agent: AgentKey, stream: ConnectedStream): boolean {
    const key = agentName(agent);
    const current = this.#streams.get(key);
    if (current && current.epoch > stream.epoch) return false;
    this.#streams.set(key, stream);
    if (current && current.instance !== stream.instance) current.fence();
    else void current?.close();
    return true;
  }

  /** Forgets `stream` unless another one has taken its place. */
  leave(agent: AgentKey, stream: ConnectedStream): void {
    const key = agentName(agent);
    if (this.#streams.get(key) === stream) this.#streams.delete(key);
  }

  has(agent: AgentKey): boolean {
    return this.#streams.has(agentName(agent));
  }

  /** Undefined where the agent is not connected, or answers no questions. */
  queryAddress(agent: AgentKey): string | undefined {
    return this.#streams.get(agentName(agent))?.queryAddress;
  }

  get size(): number {
    return this.#streams.size;
  }
}
