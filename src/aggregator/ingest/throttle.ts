/**
 * How much each agent may send: flow records and bytes per second, with a burst. What is over it is
 * taken all the same; then the agent waits until it has its share again, held by HTTP/2's flow
 * control, so that nothing is lost and no other agent notices. Kept by name, not by stream: who
 * connects anew has the debts of before.
 *
 * One number per agent (the generic cell rate algorithm, ITU-T I.371): the time at which all that
 * it has sent would have been sent at its rate.
 */
import { LRUCache } from 'lru-cache';
import { AGENTS_MAX } from '../../flow/limits.ts';
import type { AgentKey } from '../store.ts';
import { agentName } from './agent-name.ts';

/**
 * What may come at once: the whole flight of an agent that comes back after an outage, eight
 * batches of some 32,000 flows, and some more.
 */
const BURST_MS = 60_000;

/** Bytes that a flow may take on the wire: names, labels and registers of both ends. */
const FLOW_BYTES = 1_024;

/** What any message costs, in flows: each is a transaction of the store. */
const MESSAGE_FLOWS = 20;

interface Debt {
  /** When all would have been sent at the agent's rate, in milliseconds. */
  sentByMs: number;
  heldMs: number;
  isHeld: boolean;
}

export interface ThrottleOptions {
  /** Infinity: no limit. */
  readonly flowsPerSecond: number;
  readonly nowMs: () => number;
}

export interface Hold {
  /** Milliseconds until the agent has its share again; 0: it may go on. */
  readonly waitMs: number;
  /** Whether this is the first time since it last kept to its share. */
  readonly isNew: boolean;
}

export class Throttle {
  readonly #options: ThrottleOptions;
  readonly #debts = new LRUCache<string, Debt>({ max: AGENTS_MAX });

  constructor(options: ThrottleOptions) {
    this.#options = options;
  }

  /** Charges a message of `bytes` with so many `flows`. */
  charge(agent: AgentKey, flows: number, bytes: number): Hold {
    const { flowsPerSecond, nowMs } = this.#options;
    const debt = this.#debt(agent);
    const now = nowMs();
    if (debt.sentByMs <= now - BURST_MS / 2) debt.isHeld = false;
    const units = Math.max(flows + MESSAGE_FLOWS, bytes / FLOW_BYTES);
    debt.sentByMs = Math.max(debt.sentByMs, now - BURST_MS) + (units * 1_000) / flowsPerSecond;
    return this.#hold(debt, now);
  }

  /** How long an agent that connects must still wait. */
  due(agent: AgentKey): number {
    return Math.max(0, this.#debt(agent).sentByMs - this.#options.nowMs());
  }

  /** How long an agent was held back since the start, in microseconds. */
  heldUs(agent: AgentKey): number {
    return Math.round((this.#debts.peek(agentName(agent))?.heldMs ?? 0) * 1_000);
  }

  #hold(debt: Debt, now: number): Hold {
    const waitMs = Math.max(0, debt.sentByMs - now);
    const isNew = waitMs > 0 && !debt.isHeld;
    if (waitMs > 0) debt.isHeld = true;
    debt.heldMs += waitMs;
    return { waitMs, isNew };
  }

  #debt(agent: AgentKey): Debt {
    const name = agentName(agent);
    const known = this.#debts.get(name);
    if (known) return known;
    const debt = { sentByMs: Number.NEGATIVE_INFINITY, heldMs: 0, isHeld: false };
    this.#debts.set(name, debt);
    return debt;
  }
}
