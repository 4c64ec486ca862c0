/** docs/metrics.md as data, and what a registry has beside it. */
import { readFileSync } from 'node:fs';
import type { Registry } from 'prom-client';

export interface Metric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

const PAGE = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');

/** The rows of the table below a heading, cell by cell. */
function rowsBelow(heading: string): string[][] {
  const section = PAGE.split('\n## ').find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split(' |').map((cell) => cell.replace(/^\|? ?/, '')));
}

const quoted = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** The table of a service, in its order. */
export function documented(service: 'Agent' | 'Aggregator'): Metric[] {
  return rowsBelow(service).map(([name, type = '', labels]) => ({
    name: quoted(name)[0]!,
    type: type.trim(),
    labels: quoted(labels),
  }));
}

/** What is registered, as the contract writes it. */
export async function registered(registry: Registry): Promise<Metric[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics.map((metric) => ({
    name: metric.name,
    type: String(metric.type),
    labels: [...new Set(labelSetsOf(metric).flatMap(Object.keys))].filter((name) => name !== 'le'),
  }));
}

/** `NAME{label}` of each label of the registry with its values. */
export async function labelValues(registry: Registry): Promise<Map<string, Set<string>>> {
  const values = new Map<string, Set<string>>();
  for (const metric of await registry.getMetricsAsJSON()) {
    for (const [label, value] of labelSetsOf(metric).flatMap(Object.entries)) {
      const key = `${metric.name}{${label}}`;
      values.set(key, (values.get(key) ?? new Set()).add(String(value)));
    }
  }
  return values;
}

function labelSetsOf(metric: object): object[] {
  const { values } = metric as { readonly values: readonly { readonly labels: object }[] };
  return values.map(({ labels }) => labels);
}

/**
 * What the table of labels promises of a metric's label: its values, `open` where they are bounded
 * otherwise, undefined where it says nothing.
 */
export function promisedValues(
  metric: string,
  label: string,
): ReadonlySet<string> | 'open' | undefined {
  const name = metric.replace(/^dropcast_(agent|aggregator)_/, '');
  const row = rowsBelow('Labels').find(
    ([first, of]) =>
      quoted(first)[0] === label && (label === 'le' || quoted(of).some(matches(name))),
  );
  if (row === undefined) return undefined;
  return row[2]!.startsWith('open') ? 'open' : new Set(quoted(row[2]));
}

const matches = (name: string) => (pattern: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** Helps that are none: each is a sentence. */
export async function poorHelps(registry: Registry): Promise<string[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics.filter(({ help }) => !/^\S.*\.$/.test(help)).map(({ name }) => name);
}

/** Series whose label has values that the page does not name. */
export async function unpromised(registry: Registry): Promise<string[]> {
  return [...(await labelValues(registry))].flatMap(([key, values]) => {
    const [, metric = '', label = ''] = /^(\w+)\{(\w+)\}$/.exec(key)!;
    const promised = promisedValues(metric, label);
    if (promised === 'open') return [];
    return [...values].filter((value) => !promised?.has(value)).map((value) => `${key} ${value}`);
  });
}
