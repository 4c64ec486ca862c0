import { describe, expect, it } from 'vitest';
import { createMetrics, type Gauged } from '../../src/agent/metrics.ts';
import { PREFIX_LABELS_MAX } from '../../src/agent/prefix-labels.ts';
import { tallyFlows } from '../../src/flow/flow-tally.ts';
import { type Account, emptyAccount } from '../../src/flow/loss.ts';
import type { RuleCounter } from '../../src/flow/rule-counter.ts';
import {
  documented,
  type Metric,
  poorHelps,
  registered,
  unpromised,
} from '../docs/metrics-page.ts';
import { flowOf } from '../flow/edge-fixtures.ts';
import { RESOURCES } from '../flow/resource-fixtures.ts';

const GAUGED: Gauged = {
  flowsInTable: 5,
  batchesInFlight: 2,
  batchesAcknowledged: 40,
  batchesResent: 3,
  isConnected: true,
  lastAckMs: 1500,
  observedUs: 2_500_000,
};

async function samplesOf(metrics: ReturnType<typeof createMetrics>, line: string) {
  const page = await metrics.registry.metrics();
  return page.split('\n').filter((each) => each.startsWith(line));
}

/** Every metric has at least one series. */
function withAll(): ReturnType<typeof createMetrics> {
  const metrics = createMetrics(
    () => GAUGED,
    () => RESOURCES,
    () => undefined,
    '0.1.0',
  );
  metrics.setRuleCounters([counterOf('a', 1)]);
  metrics.addFlows(tallyFlows([flowOf()]));
  metrics.setChecks([{ name: 'ring_span', state: 'ok', detail: '', value: 1 }]);
  return metrics;
}

function counterOf(prefix: string, packets: number): RuleCounter {
  return { family: 'ip', table: 'filter', chain: 'cali', prefix, packets, bytes: 0 };
}

describe('the agent metrics', () => {
  it('are those that docs/metrics.md promises: names, types, labels and their values', async () => {
    const { registry } = withAll();
    const byName = (a: Metric, b: Metric) => a.name.localeCompare(b.name);
    const metrics = await registered(registry);
    expect(metrics.sort(byName)).toEqual(documented('Agent').sort(byName));
    expect(metrics.length).toBeGreaterThan(15);
    expect(await unpromised(registry)).toEqual([]);
    expect(await poorHelps(registry)).toEqual([]);
  });

  it('bound the prefixes that lines may bring', async () => {
    const metrics = createMetrics(() => GAUGED);
    const prefixes = Array.from({ length: PREFIX_LABELS_MAX + 20 }, (_, i) => `policy-${i}`);
    const flows = prefixes.map((prefix) => flowOf({ point: { ...flowOf().point, prefix } }));
    metrics.addFlows(tallyFlows(flows));
    metrics.setRuleCounters(prefixes.map((prefix) => counterOf(prefix, 2)));
    for (const [name, rest] of [
      ['lines_total', 20],
      ['rule_packets', 40],
    ] as const) {
      const samples = await samplesOf(metrics, `dropcast_agent_${name}{`);
      expect(samples).toHaveLength(PREFIX_LABELS_MAX + 1);
      expect(samples.at(-1)).toBe(`dropcast_agent_${name}{prefix="(other)"} ${rest}`);
    }
  });

  it('add up the accounts of blocks', async () => {
    const metrics = createMetrics(() => GAUGED);
    const account: Account = {
      read: 10,
      parsed: 6,
      partial: 1,
      ignored: 2,
      spoofed: 1,
      rejected: 2,
      rejectedByReason: { cut: 1, bad_port: 1 },
      responsesUnmatched: 1,
    };
    metrics.addBlock(account, []);
    metrics.addBlock(account, []);
    const samples = await samplesOf(metrics, 'dropcast_agent_re');
    expect(samples.filter((sample) => !sample.endsWith(' 0'))).toEqual([
      'dropcast_agent_records_read_total 20',
      'dropcast_agent_records_parsed_total 12',
      'dropcast_agent_records_partial_total 2',
      'dropcast_agent_records_ignored_total 4',
      'dropcast_agent_records_spoofed_total 2',
      'dropcast_agent_responses_unmatched_total 2',
      'dropcast_agent_records_rejected_total{reason="bad_port"} 2',
      'dropcast_agent_records_rejected_total{reason="cut"} 2',
    ]);
  });

  it('name from the start what may be discarded, and by which stage', async () => {
    const metrics = createMetrics(() => GAUGED);
    metrics.addDiscarded('labels_left_out', 3);
    expect(await samplesOf(metrics, 'dropcast_agent_discarded_total')).toEqual([
      'dropcast_agent_discarded_total{stage="ship",reason="labels_left_out"} 3',
      'dropcast_agent_discarded_total{stage="ship",reason="names_left_out"} 0',
      'dropcast_agent_discarded_total{stage="ship",reason="points_left_out"} 0',
      'dropcast_agent_discarded_total{stage="query",reason="slow_follower"} 0',
    ]);
  });

  it('tell the state of each check, and its figure where there is one', async () => {
    const metrics = createMetrics(() => GAUGED);
    metrics.setChecks([
      { name: 'ring_span', state: 'ok', detail: '', value: 12.5 },
      { name: 'log_disk', state: 'warn', detail: 'nearly full' },
    ]);
    metrics.setChecks([{ name: 'log_disk', state: 'ok', detail: '', value: 9 }]);
    const samples = await samplesOf(metrics, 'dropcast_agent_check');
    expect(samples.filter((sample) => sample.endsWith(' 1'))).toEqual([
      'dropcast_agent_check{check="ring_span",state="ok"} 1',
      'dropcast_agent_check{check="log_disk",state="ok"} 1',
    ]);
    expect(samples.filter((sample) => sample.startsWith('dropcast_agent_check_value'))).toEqual([
      'dropcast_agent_check_value{check="log_disk"} 9',
    ]);
  });

  it('tell what rules counted by prefix, beside the lines that were read', async () => {
    const metrics = createMetrics(() => GAUGED);
    metrics.setRuleCounters([counterOf('a', 99)]);
    metrics.setRuleCounters([counterOf('a', 3), counterOf('a', 4), counterOf('b', 5)]);
    metrics.addFlows(tallyFlows([flowOf({ lines: 6 }), flowOf({ lines: 0, origin: 'conntrack' })]));
    expect(await samplesOf(metrics, 'dropcast_agent_rule_packets{')).toEqual([
      'dropcast_agent_rule_packets{prefix="a"} 7',
      'dropcast_agent_rule_packets{prefix="b"} 5',
    ]);
    expect(await samplesOf(metrics, 'dropcast_agent_lines_total')).toEqual([
      'dropcast_agent_lines_total{prefix="calico-packet"} 6',
    ]);
  });

  it('count losses of unknown size as losses, not as records', async () => {
    const metrics = createMetrics(() => GAUGED);
    const loss = { source: 'kmsg', cause: 'kmsg_overrun', firstUs: 0, lastUs: 0 } as const;
    metrics.addBlock(emptyAccount(), [
      { ...loss, count: 7 },
      { ...loss, count: undefined },
    ]);
    const cause = '{cause="kmsg_overrun"}';
    expect(await samplesOf(metrics, `dropcast_agent_losses_total${cause}`)).toEqual([
      `dropcast_agent_losses_total${cause} 2`,
    ]);
    expect(await samplesOf(metrics, `dropcast_agent_records_lost_total${cause}`)).toEqual([
      `dropcast_agent_records_lost_total${cause} 7`,
    ]);
  });

  it('read what the parts count themselves anew at each scrape', async () => {
    let now = GAUGED;
    const metrics = createMetrics(() => now);
    await metrics.registry.metrics();
    now = { ...GAUGED, batchesAcknowledged: 41, isConnected: false };
    expect([
      await samplesOf(metrics, 'dropcast_agent_batches'),
      await samplesOf(metrics, 'dropcast_agent_connected'),
      await samplesOf(metrics, 'dropcast_agent_last_ack'),
    ]).toEqual([
      [
        'dropcast_agent_batches_in_flight 2',
        'dropcast_agent_batches_acknowledged_total 41',
        'dropcast_agent_batches_resent_total 3',
      ],
      ['dropcast_agent_connected 0'],
      ['dropcast_agent_last_ack_timestamp_seconds 1.5'],
    ]);
  });
});
