/**
 * The agent's numbers for Prometheus, in a registry of their own; docs/metrics.md is their
 * contract.
 * Counters grow once per block, never per record; what a part counts itself is read when the page
 * is asked for.
 */
import { Counter, Gauge, Registry } from 'prom-client';
import { CHECK_STATES, type Check } from '../flow/check.ts';
import type { FlowTally } from '../flow/flow-tally.ts';
import { type Account, LOSS_CAUSES, type Loss } from '../flow/loss.ts';
import type { ResourceCounts } from '../flow/resource-state.ts';
import type { RuleCounter } from '../flow/rule-counter.ts';
import { REASONS } from '../parser/packet.ts';
import { gaugeProcess } from '../service/process-metrics.ts';
import { gaugeResources } from '../service/resource-metrics.ts';
import type { TlsState } from '../service/tls/tls-files.ts';
import { gaugeTls } from '../service/tls/tls-metrics.ts';
import { type LabelOf, prefixLabels } from './prefix-labels.ts';
import { gaugeSpool, type SpoolGauges } from './spool-metrics.ts';

/** What is read from the parts at each scrape. */
export interface Gauged {
  readonly flowsInTable: number;
  readonly batchesInFlight: number;
  readonly batchesAcknowledged: number;
  readonly batchesResent: number;
  readonly isConnected: boolean;
  /** 0: never. */
  readonly lastAckMs: number;
  readonly observedUs: number;
  /** Undefined: there is no spool. */
  readonly spool?: SpoolGauges | undefined;
}

export interface AgentMetrics {
  readonly registry: Registry;
  addBlock(account: Account, losses: readonly Loss[]): void;
  addFlows(tally: FlowTally): void;
  addDiscarded(reason: DiscardReason, count: number): void;
  setChecks(checks: readonly Check[]): void;
  setRuleCounters(counters: readonly RuleCounter[]): void;
  addSpoolSync(seconds: number): void;
}

/** Stages that throw something away on purpose, by what it is and why. */
const DISCARDING_STAGES = {
  labels_left_out: 'ship',
  names_left_out: 'ship',
  points_left_out: 'ship',
  slow_follower: 'query',
} as const;
export type DiscardReason = keyof typeof DISCARDING_STAGES;

/**
 * `resources`: what is watched of the API server; `tls`: undefined in plain text; `version`: the
 * agent's own.
 */
export function createMetrics(
  read: () => Gauged,
  resources: () => readonly ResourceCounts[] = () => [],
  tls: () => TlsState | undefined = () => undefined,
  version = '',
): AgentMetrics {
  const registry = new Registry();
  const addAccount = countRecords(registry);
  const addLosses = countLosses(registry);
  const labelOf = prefixLabels();
  const addFlows = countFlows(registry, labelOf);
  gaugeDelivery(registry, read);
  gaugeTime(registry, read);
  gaugeResources(registry, 'dropcast_agent', resources);
  gaugeTls(registry, 'dropcast_agent', tls);
  gaugeProcess(registry, 'dropcast_agent', version);
  const addDiscarded = countDiscarded(registry);
  return {
    registry,
    addFlows,
    addDiscarded,
    setChecks: gaugeChecks(registry),
    setRuleCounters: gaugeRules(registry, labelOf),
    addSpoolSync: gaugeSpool(registry, () => read().spool),
    addBlock: (account, losses) => {
      addAccount(account);
      addLosses(losses);
    },
  };
}

function countRecords(registry: Registry): (account: Account) => void {
  const counter = (what: string, help: string) =>
    new Counter({ name: `dropcast_agent_${what}_total`, help, registers: [registry] });
  const read = counter('records_read', 'Records read: parsed, ignored and rejected ones.');
  const parsed = counter('records_parsed', 'LOG lines used, partial ones included.');
  const partial = counter('records_partial', 'LOG lines of which only a part could be used.');
  const ignored = counter('records_ignored', 'Records that are no LOG lines of ours.');
  const spoofed = counter('records_spoofed', 'Kernel records written by user space.');
  const unmatched = counter('responses_unmatched', 'Responses to connections not known any more.');
  const rejected = new Counter({
    name: 'dropcast_agent_records_rejected_total',
    help: 'LOG lines that cannot be used, by reason.',
    labelNames: ['reason'],
    registers: [registry],
  });
  for (const reason of REASONS.filter((name) => name !== 'none')) rejected.inc({ reason }, 0);
  return (account) => {
    read.inc(account.read);
    parsed.inc(account.parsed);
    partial.inc(account.partial);
    ignored.inc(account.ignored);
    spoofed.inc(account.spoofed);
    unmatched.inc(account.responsesUnmatched);
    for (const [reason, count] of Object.entries(account.rejectedByReason)) {
      rejected.inc({ reason }, count);
    }
  };
}

function countLosses(registry: Registry): (losses: readonly Loss[]) => void {
  const labelNames = ['cause'] as const;
  const lost = new Counter({
    name: 'dropcast_agent_records_lost_total',
    help: 'Records that the source lost, where their number is known.',
    labelNames,
    registers: [registry],
  });
  const events = new Counter({
    name: 'dropcast_agent_losses_total',
    help: 'Losses, each of one or more records, also of an unknown number.',
    labelNames,
    registers: [registry],
  });
  for (const cause of LOSS_CAUSES) {
    lost.inc({ cause }, 0);
    events.inc({ cause }, 0);
  }
  return (losses) => {
    for (const { cause, count } of losses) {
      lost.inc({ cause }, count ?? 0);
      events.inc({ cause });
    }
  };
}

function countFlows(registry: Registry, labelOf: LabelOf): (tally: FlowTally) => void {
  const shipped = new Counter({
    name: 'dropcast_agent_flows_total',
    help: 'Flows put into batches.',
    registers: [registry],
  });
  const overflow = new Counter({
    name: 'dropcast_agent_flows_overflow_total',
    help: 'Flows put into batches that stand for several, because the flow table was full.',
    registers: [registry],
  });
  const lines = new Counter({
    name: 'dropcast_agent_lines_total',
    help: 'LOG lines put into batches, by the log prefix of their rule.',
    labelNames: ['prefix'],
    registers: [registry],
  });
  return (tally) => {
    shipped.inc(tally.flows);
    overflow.inc(tally.overflowing);
    for (const [prefix, count] of tally.lines) lines.inc({ prefix: labelOf(prefix) }, count);
  };
}

function gaugeDelivery(registry: Registry, read: () => Gauged): void {
  const gauge = (what: string, help: string, value: (gauged: Gauged) => number) =>
    new Gauge({
      name: `dropcast_agent_${what}`,
      help,
      registers: [registry],
      collect() {
        this.set(value(read()));
      },
    });
  gauge('flows_in_table', 'Live flows in the table.', (g) => g.flowsInTable);
  gauge('batches_in_flight', 'Frozen batches not yet acknowledged.', (g) => g.batchesInFlight);
  gauge('connected', '1 while a stream to the aggregator is welcomed.', (g) =>
    Number(g.isConnected),
  );
  const total = (what: string, help: string, value: (gauged: Gauged) => number) =>
    new Counter({
      name: `dropcast_agent_${what}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(value(read()));
      },
    });
  total('batches_acknowledged', 'Batches that are durable.', (g) => g.batchesAcknowledged);
  total('batches_resent', 'Batches sent again after a reconnect.', (g) => g.batchesResent);
}

function gaugeTime(registry: Registry, read: () => Gauged): void {
  new Gauge({
    name: 'dropcast_agent_last_ack_timestamp_seconds',
    help: 'When the last acknowledgement came; 0 before the first.',
    registers: [registry],
    collect() {
      this.set(read().lastAckMs / 1000);
    },
  });
  new Gauge({
    name: 'dropcast_agent_observed_timestamp_seconds',
    help: 'Up to when everything in the source was read.',
    registers: [registry],
    collect() {
      this.set(read().observedUs / 1e6);
    },
  });
}

/** One series for each check and state, 1 for the state that holds: checks are a fixed list. */
function gaugeChecks(registry: Registry): AgentMetrics['setChecks'] {
  const states = new Gauge({
    name: 'dropcast_agent_check',
    help: 'What the agent found out about its node: 1 for the state that holds.',
    labelNames: ['check', 'state'],
    registers: [registry],
  });
  const values = new Gauge({
    name: 'dropcast_agent_check_value',
    help: 'The figure behind a check, where there is one.',
    labelNames: ['check'],
    registers: [registry],
  });
  return (checks) => {
    values.reset();
    for (const { name, state, value } of checks) {
      for (const each of CHECK_STATES) {
        states.set({ check: name, state: each }, Number(each === state));
      }
      if (value !== undefined) values.set({ check: name }, value);
    }
  };
}

function gaugeRules(registry: Registry, labelOf: LabelOf): AgentMetrics['setRuleCounters'] {
  const packets = new Gauge({
    name: 'dropcast_agent_rule_packets',
    help: 'Packets that rules with this log prefix have logged, as their counters stand.',
    labelNames: ['prefix'],
    registers: [registry],
  });
  return (counters) => {
    packets.reset();
    for (const { prefix, packets: count } of counters) {
      packets.inc({ prefix: labelOf(prefix) }, count);
    }
  };
}

function countDiscarded(registry: Registry): AgentMetrics['addDiscarded'] {
  const discarded = new Counter({
    name: 'dropcast_agent_discarded_total',
    help: 'What was thrown away on purpose, by stage and reason.',
    labelNames: ['stage', 'reason'],
    registers: [registry],
  });
  for (const [reason, stage] of Object.entries(DISCARDING_STAGES)) {
    discarded.inc({ stage, reason }, 0);
  }
  return (reason, count) => discarded.inc({ stage: DISCARDING_STAGES[reason], reason }, count);
}
