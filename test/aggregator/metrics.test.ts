import type { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/aggregator/metrics.ts';
import { gaugeState } from '../../src/aggregator/state-metrics.ts';
import { WINDOW_UNSEEN } from '../../src/aggregator/window-state.ts';
import {
  documented,
  labelValues,
  poorHelps,
  promisedValues,
  registered,
  unpromised,
} from '../docs/metrics-page.ts';
import { RESOURCES } from '../flow/resource-fixtures.ts';

/** Every metric has at least one series. */
function withAll(): Registry {
  const { registry } = createMetrics(() => RESOURCES);
  gaugeState(registry, {
    ...{ version: '0.1.0', clusterName: '', store: import.meta.filename, clickhouse: undefined },
    getStatus: async () => ({ nodes: [] }),
    nodeNames: () => new Set(),
    window: () => WINDOW_UNSEEN,
  });
  return registry;
}

describe('the metrics of the aggregator', () => {
  it('are those that docs/metrics.md promises, with their types and labels', async () => {
    expect(await registered(withAll())).toEqual(documented('Aggregator'));
    expect(await poorHelps(withAll())).toEqual([]);
  });

  it('have the values of labels that docs/metrics.md promises, from the start', async () => {
    const registry = withAll();
    expect(await unpromised(registry)).toEqual([]);
    const values = await labelValues(registry);
    expect(values.get('dropcast_aggregator_refused_total{reason}')).toEqual(
      promisedValues('dropcast_aggregator_refused_total', 'reason'),
    );
    for (const [key, found] of values) {
      const [, metric = '', label = ''] = /^(\w+)\{(\w+)\}$/.exec(key)!;
      const promised = promisedValues(metric, label);
      // Stages and reasons of the agent are on the same line of the page.
      if (promised === 'open' || metric.endsWith('_discarded_total')) continue;
      expect([key, found]).toEqual([key, promised]);
    }
  });

  it('have no label that grows with pods, nodes or addresses', async () => {
    const labels = new Set((await registered(withAll())).flatMap((metric) => metric.labels));
    expect([...labels].sort()).toEqual([
      'api',
      'cause',
      'decision',
      'kind',
      'limit',
      'method',
      'outcome',
      'part',
      'reason',
      'resource',
      'stage',
      'state',
      'verdict',
      'version',
      'work',
    ]);
  });

  it('belong to one aggregator: a second one begins at zero', async () => {
    createMetrics().flows.inc(7);
    expect((await createMetrics().flows.get()).values).toMatchObject([{ value: 0 }]);
  });
});
