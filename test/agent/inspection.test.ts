import { describe, expect, it } from 'vitest';
import type { ConntrackSnapshot } from '../../src/agent/conntrack/read-conntrack.ts';
import {
  CATCHING_UP_MS,
  CHECKS_MS,
  Inspection,
  type InspectionOptions,
  RULE_COUNTERS_MS,
} from '../../src/agent/inspection.ts';
import type { RuleCounters } from '../../src/agent/rules/rule-counter-reader.ts';
import type { Check } from '../../src/flow/check.ts';
import { FakeClock, settle } from './fake-clock.ts';

const START_MS = 1_790_000_000_000;
const CONNTRACK_MS = 600_000;

const snapshot: ConntrackSnapshot = {
  edges: [{ source: '10.0.0.1', destination: '10.0.0.2', protocol: 6, port: 80, connections: 3 }],
  takenUs: START_MS * 1_000,
  connectionsLeftOut: 0,
  linesRejected: 0,
};
const counters: RuleCounters = {
  counters: [
    { family: 'ip', table: 'filter', chain: 'c', prefix: 'calico-packet', packets: 7, bytes: 9 },
  ],
  rulesUncounted: 0,
};
const ring = (state: Check['state']): Check => ({ name: 'ring_span', state, detail: state });

/** An inspection of a node that can be looked at whole, with `changes`. */
class Bench {
  readonly clock = new FakeClock(START_MS);
  readonly told: (readonly Check[])[] = [];
  readonly warned: string[] = [];
  readonly counted: number[] = [];
  readonly looked: ConntrackSnapshot[] = [];
  readonly stop = new AbortController();
  readonly inspection: Inspection;
  readonly ran: Promise<void>;

  constructor(changes: Partial<InspectionOptions> = {}) {
    const quiet = () => {};
    const warn = (_fields: unknown, message?: string) => this.warned.push(message ?? '');
    this.inspection = new Inspection({
      clock: this.clock,
      log: { debug: quiet, info: quiet, warn, error: quiet },
      runPreflight: async () => [ring('ok')],
      ownChecks: () => [],
      onChecks: (checks) => this.told.push(checks),
      readRuleCounters: async () => counters,
      onRuleCounters: (found) => this.counted.push(found.length),
      observedUs: () => this.clock.nowMs() * 1_000,
      readConntrack: async () => snapshot,
      onConnections: (found) => this.looked.push(found),
      conntrackMs: CONNTRACK_MS,
      ...changes,
    });
    this.ran = this.inspection.run(this.stop.signal);
  }

  /** What was told last of one check. */
  last(name: string): Check | undefined {
    return this.told.at(-1)?.find((check) => check.name === name);
  }

  async end(): Promise<void> {
    this.stop.abort();
    await this.ran;
  }
}

describe('the inspection', () => {
  it('looks at everything at the start, and at each in its own time', async () => {
    const bench = new Bench();
    await settle();
    expect([bench.counted.length, bench.looked.length]).toEqual([1, 1]);
    await bench.clock.advance(RULE_COUNTERS_MS);
    expect([bench.counted.length, bench.looked.length]).toEqual([2, 1]);
    await bench.clock.advance(CONNTRACK_MS);
    expect(bench.looked.length).toBe(2);
    await bench.end();
    expect(bench.last('ring_span')).toEqual(ring('ok'));
    expect(bench.last('rule_counters')).toMatchObject({ state: 'ok', value: 7 });
    expect(bench.last('connections_before')).toMatchObject({ state: 'ok', value: 3 });
  });

  it('warns of what got worse, once', async () => {
    let state: Check['state'] = 'ok';
    const bench = new Bench({ runPreflight: async () => [ring(state)] });
    await settle();
    state = 'fail';
    await bench.clock.advance(2 * CHECKS_MS);
    expect(bench.warned).toEqual(['fail']);
    state = 'ok';
    await bench.clock.advance(CHECKS_MS);
    state = 'warn';
    await bench.clock.advance(CHECKS_MS);
    expect(bench.warned).toEqual(['fail', 'warn']);
    await bench.end();
  });

  it('does not hold counters against a source that is catching up', async () => {
    let observedUs = 0;
    const bench = new Bench({ observedUs: () => observedUs });
    await bench.clock.advance(RULE_COUNTERS_MS);
    expect(bench.counted).toEqual([]);
    observedUs = bench.clock.nowMs() * 1_000;
    await bench.clock.advance(CATCHING_UP_MS);
    expect(bench.counted).toEqual([1]);
    await bench.clock.advance(RULE_COUNTERS_MS - CATCHING_UP_MS);
    expect(bench.counted).toEqual([1]);
    await bench.end();
  });

  it('says what cannot be looked at, and what was not asked for', async () => {
    const unavailable = 'connections opened before the window are not seen: no such table';
    const bench = new Bench({
      readRuleCounters: undefined,
      readConntrack: async () => ({ unavailable }),
    });
    await settle();
    await bench.end();
    expect(bench.last('connections_before')).toMatchObject({
      state: 'unknown',
      detail: unavailable,
    });
    expect(bench.last('rule_counters')).toMatchObject({ state: 'ok', detail: /not asked for/ });
    expect(bench.looked).toEqual([]);
  });

  it('does not pass over what was left out', async () => {
    const bench = new Bench({
      readConntrack: async () => ({ ...snapshot, connectionsLeftOut: 4 }),
      readRuleCounters: async () => ({ ...counters, rulesUncounted: 2 }),
    });
    await settle();
    await bench.end();
    expect(bench.last('connections_before')).toMatchObject({ state: 'warn' });
    expect(bench.last('rule_counters')).toMatchObject({ state: 'warn', detail: /2 more rules/ });
  });

  it('tells checks that are logged elsewhere when it is asked to, and logs none', async () => {
    const away: Check = { name: 'kube_pods', state: 'warn', detail: 'away' };
    const logged: Check[] = [];
    const bench = new Bench({ loggedChecks: () => logged });
    await settle();
    logged.push(away);
    bench.inspection.tell();
    expect(bench.last('kube_pods')).toEqual(away);
    expect(bench.warned).toEqual([]);
    await bench.end();
  });
});
