import { readFileSync } from 'node:fs';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/aggregator/metrics.ts';
import { RESOURCES } from '../flow/resource-fixtures.ts';

interface Documented {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

/** The rows of the table below `## Aggregator`. */
function documented(): Documented[] {
  const page = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
  const section = page.split('\n## ').find((text) => text.startsWith('Aggregator')) ?? '';
  const rows = section.matchAll(/^\| `([^`]+)` \| (\w+) \|([^|]*)\|/gm);
  return [...rows].map(([, name = '', type = '', labels = '']) => ({
    name,
    type,
    labels: [...labels.matchAll(/`([^`]+)`/g)].map(([, label = '']) => label),
  }));
}

type Metric = MetricObjectWithValues<MetricValue<string>>;

/** Labels in use; `le` belongs to every histogram. */
function labelsOf(metric: Metric): string[] {
  const labels = metric.values.flatMap((value) => Object.keys(value.labels));
  return [...new Set(labels)].filter((label) => label !== 'le');
}

describe('the metrics of the aggregator', () => {
  it('are those that docs/metrics.md promises, with their types and labels', async () => {
    const metrics = await createMetrics(() => RESOURCES).registry.getMetricsAsJSON();
    const registered = metrics.map((metric) => ({
      name: metric.name,
      type: String(metric.type),
      labels: labelsOf(metric),
    }));
    expect(registered).toEqual(documented());
  });

  it('have no label that grows with pods, nodes or addresses', async () => {
    const metrics = await createMetrics(() => RESOURCES).registry.getMetricsAsJSON();
    const labels = new Set(metrics.flatMap(labelsOf));
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
      'work',
    ]);
  });

  it('belong to one aggregator: a second one begins at zero', async () => {
    createMetrics().flows.inc(7);
    expect((await createMetrics().flows.get()).values).toMatchObject([{ value: 0 }]);
  });
});
