/**
 * What the agent finds out about its node beside the records: checks, what rules counted, and
 * connections that were open already. Each has turns of its own; none of them ever stops the agent.
 *
 *   preflight ──┐
 *   own checks ─┴─ checks ──▶ report, metrics, log (what got worse)
 *   rules ──────── counters ─▶ next batch
 *   conntrack ──── flows ────▶ a batch of their own
 */
import type { Check } from '../flow/check.ts';
import type { RuleCounter } from '../flow/rule-counter.ts';
import type { Log } from '../service/log.ts';
import type { Clock } from './clock.ts';
import type { ConntrackSnapshot } from './conntrack/read-conntrack.ts';
import type { RuleCounters } from './rules/rule-counter-reader.ts';

/** Settings change while an agent runs, but rarely. */
export const CHECKS_MS = 300_000;

/**
 * Rules of a large node are some megabytes of text, read in tens of milliseconds. Not less often: a
 * counter that begins anew and overtakes its last reading between two looks is not noticed.
 */
export const RULE_COUNTERS_MS = 15_000;

/** While the source is catching up, it is asked this often. */
export const CATCHING_UP_MS = 2_000;

/** How far behind the source may be for counters and lines to tell of the same time. */
const CAUGHT_UP_US = 5_000_000;

interface Unavailable {
  readonly unavailable: string;
}

export interface InspectionOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly runPreflight: () => Promise<readonly Check[]>;
  /** Findings of the parts themselves, asked for with each preflight. */
  readonly ownChecks: () => readonly Check[];
  /** Findings that are logged where they are made. */
  readonly loggedChecks?: () => readonly Check[];
  readonly onChecks: (checks: readonly Check[]) => void;
  /** Undefined: not asked for. */
  readonly readRuleCounters: (() => Promise<RuleCounters | Unavailable>) | undefined;
  readonly onRuleCounters: (counters: readonly RuleCounter[]) => void;
  /** Up to when everything was read, in microseconds. */
  readonly observedUs: () => number;
  readonly readConntrack: () => Promise<ConntrackSnapshot | Unavailable>;
  readonly onConnections: (snapshot: ConntrackSnapshot) => void;
  /** Undefined: open connections are not looked at. */
  readonly conntrackMs: number | undefined;
}

export class Inspection {
  readonly #options: InspectionOptions;
  #preflight: readonly Check[] = [];
  #rules: Check;
  #connections: Check;
  /** State of each check as it was told last. */
  readonly #told = new Map<string, Check['state']>();

  constructor(options: InspectionOptions) {
    this.#options = options;
    this.#rules = {
      name: 'rule_counters',
      state: options.readRuleCounters === undefined ? 'ok' : 'unknown',
      detail:
        options.readRuleCounters === undefined
          ? 'not asked for (--rule-counters): what is lost before the log is not seen'
          : 'rule counters are read once the source has caught up',
    };
    this.#connections = {
      name: 'connections_before',
      state: options.conntrackMs === undefined ? 'ok' : 'unknown',
      detail: 'connections opened before the window are not looked at (--conntrack off)',
    };
  }

  /** The checks as they stand, those of the preflight first. */
  get checks(): readonly Check[] {
    return [...this.#found, ...(this.#options.loggedChecks?.() ?? [])];
  }

  get #found(): readonly Check[] {
    return [...this.#preflight, ...this.#options.ownChecks(), this.#rules, this.#connections];
  }

  /** Looks again and again until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { conntrackMs, readRuleCounters } = this.#options;
    await Promise.all([
      this.#each(CHECKS_MS, signal, () => this.#check()),
      readRuleCounters && this.#each(RULE_COUNTERS_MS, signal, () => this.#count(readRuleCounters)),
      conntrackMs && this.#each(conntrackMs, signal, () => this.#lookAtConnections()),
    ]);
  }

  /** Looks every `ms`, or earlier if a look says so. */
  async #each(ms: number, signal: AbortSignal, look: () => Promise<number | undefined>) {
    while (!signal.aborted) await this.#options.clock.delay((await look()) ?? ms, signal);
  }

  async #check(): Promise<undefined> {
    this.#preflight = await this.#options.runPreflight();
    this.tell();
  }

  async #count(read: () => Promise<RuleCounters | Unavailable>): Promise<number | undefined> {
    const { clock, observedUs, onRuleCounters } = this.#options;
    // Counters run ahead of a source that has lines of hours to catch up with.
    if (observedUs() < clock.nowMs() * 1_000 - CAUGHT_UP_US) return CATCHING_UP_MS;
    const found = await read();
    if ('unavailable' in found) {
      this.#rules = { name: 'rule_counters', state: 'unknown', detail: found.unavailable };
    } else {
      this.#rules = rulesCheck(found);
      onRuleCounters(found.counters);
    }
    this.tell();
    return undefined;
  }

  async #lookAtConnections(): Promise<undefined> {
    const found = await this.#options.readConntrack();
    if ('unavailable' in found) {
      this.#connections = {
        name: 'connections_before',
        state: 'unknown',
        detail: found.unavailable,
      };
    } else {
      this.#connections = connectionsCheck(found);
      this.#options.onConnections(found);
    }
    this.tell();
  }

  /** Hands all checks on; says in the log what is no longer as it was and not well. */
  tell(): void {
    for (const { name, state, detail } of this.#found) {
      if (this.#told.get(name) === state) continue;
      this.#told.set(name, state);
      if (state === 'warn' || state === 'fail') this.#options.log.warn({ check: name }, detail);
    }
    this.#options.onChecks(this.checks);
  }
}

function rulesCheck({ counters, rulesUncounted }: RuleCounters): Check {
  const packets = counters.reduce((sum, counter) => sum + counter.packets, 0);
  const counted = `${counters.length} chains with our log prefixes, ${packets} packets logged`;
  if (rulesUncounted === 0) {
    return { name: 'rule_counters', state: 'ok', detail: counted, value: packets };
  }
  return {
    name: 'rule_counters',
    state: 'warn',
    detail:
      `${counted}; ${rulesUncounted} more rules log without a counter of their own: ` +
      'what they log is read, but not compared',
    value: packets,
  };
}

function connectionsCheck({ edges, connectionsLeftOut, linesRejected }: ConntrackSnapshot): Check {
  const connections = edges.reduce((sum, edge) => sum + edge.connections, 0);
  const name = 'connections_before';
  const detail = `${connections} connections were open when looked at, ${edges.length} edges`;
  if (connectionsLeftOut + linesRejected === 0) {
    return { name, state: 'ok', detail, value: connections };
  }
  return {
    name,
    state: 'warn',
    detail:
      `${detail}; left out: ${connectionsLeftOut} connections beyond the bound, ` +
      `${linesRejected} lines that are none`,
    value: connections,
  };
}
