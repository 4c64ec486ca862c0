/**
 * Rules and dashboards by our own reading of them: what they ask for is in docs/metrics.md. What
 * docs/alerts.md says of alerts is tested in test/docs, what Prometheus makes of them in test/e2e.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { documented } from '../docs/metrics-page.ts';
import { DASHBOARDS, PANEL_QUERIES } from '../prometheus/dashboards.ts';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

const RULES_TEXT = read('deploy/prometheus/rules.yaml');
const RULES = (parse(RULES_TEXT) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  ({ rules }) => rules,
);
const ALERTS = RULES.filter(({ alert }) => alert !== undefined);
const RECORDED = RULES.flatMap(({ record = [] }) => record);

const METRICS = new Map(
  [...documented('Agent'), ...documented('Aggregator')].map((metric) => [metric.name, metric]),
);
/** Labels that Prometheus gives, and those of histograms. */
const SCRAPED_LABELS = ['job', 'instance', 'namespace', 'le', 'alertname', 'alertstate'];

/** What is wrong with the metrics that a query names, and their labels. */
function faultsOf(query: string): string[] {
  const selectors = query.matchAll(
    /(?<![\w:])((?:instance:|job:)?(?:dropcast|process)_[\w:]+)(?:\{([^}]*)\})?/g,
  );
  return [...selectors].flatMap(([, name = '', matchers = '']) => {
    if (name.includes(':')) return RECORDED.includes(name) ? [] : [`${name} is not recorded`];
    const metric = METRICS.get(name) ?? METRICS.get(name.replace(/_bucket$/, ''));
    if (metric === undefined) return [`${name} is not documented`];
    const used = [...matchers.matchAll(/(\w+)\s*[=!]/g)].map(([, label = '']) => label);
    return used
      .filter((label) => ![...metric.labels, ...SCRAPED_LABELS].includes(label))
      .map((label) => `${name} has no label ${label}`);
  });
}

describe('the rules', () => {
  it('ask for what docs/metrics.md promises', () => {
    expect(RULES.flatMap(({ expr }) => faultsOf(expr))).toEqual([]);
    expect(faultsOf('rate(dropcast_agent_nothing_total{a="b"}[5m])')).toHaveLength(1);
    expect(faultsOf('dropcast_agent_connected{pod="x"}')).toHaveLength(1);
    expect(faultsOf('job:dropcast_nothing:sum')).toHaveLength(1);
  });

  it('record under names that say level, metric and operation', () => {
    expect(RECORDED.length).toBeGreaterThan(5);
    for (const name of RECORDED) expect(name).toMatch(/^(instance|job):dropcast_\w+:\w+$/);
  });

  it('annotate each alert with the same', () => {
    for (const { annotations = {} } of ALERTS) {
      expect(Object.keys(annotations)).toEqual(['summary', 'description', 'runbook_url']);
    }
  });

  it('are each shown to fire, and not to, by the tests of promtool', () => {
    const { tests } = parse(read('test/prometheus/rules.yaml')) as {
      tests: { promql_expr_test?: { expr: string; exp_samples: unknown[] }[] }[];
    };
    const cases = tests.flatMap(({ promql_expr_test = [] }) => promql_expr_test);
    for (const { alert } of ALERTS) {
      const found = cases.filter(({ expr }) => expr.includes(`alertname="${alert}"`));
      expect([alert, found.some(({ exp_samples }) => exp_samples.length > 0)]).toEqual([
        alert,
        true,
      ]);
      expect([alert, found.some(({ exp_samples }) => exp_samples.length === 0)]).toEqual([
        alert,
        true,
      ]);
    }
  });

  it("are the same for Prometheus' operator", () => {
    const [resource] = parseAllDocuments(read('deploy/prometheus-operator/rules.yaml'));
    const { kind, spec } = resource!.toJS() as { kind: string; spec: unknown };
    expect(kind).toBe('PrometheusRule');
    expect(spec).toEqual(parse(RULES_TEXT));
  });
});

describe.each(DASHBOARDS)('the dashboard $title', ({ file, panels, ...dashboard }) => {
  const shown = panels.filter(({ type }) => type !== 'row');

  it('has what Grafana wants to know of it', () => {
    expect(dashboard.uid).toMatch(/^dropcast-[a-z-]{1,31}$/);
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(shown.length).toBeGreaterThan(10);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it('describes each panel, and gives its values a unit', () => {
    const bare = shown.filter(({ description = '' }) => !description.endsWith('.'));
    expect(bare.map(({ title }) => title)).toEqual([]);
    const plain = shown.filter(({ fieldConfig }) => fieldConfig?.defaults.unit === undefined);
    expect(plain.every(({ type, title }) => type !== 'timeseries' && title !== '')).toBe(true);
  });

  it('asks for what docs/metrics.md promises, and for variables that it has', () => {
    const names = dashboard.templating.list.map(({ name }) => name);
    const own = PANEL_QUERIES.filter(({ name }) => name.startsWith(`${file}: `));
    for (const { name, expr } of own) {
      expect([name, faultsOf(expr)]).toEqual([name, []]);
      const used = [...expr.matchAll(/\$(\w+)/g)].map(([, variable = '']) => variable);
      const unknown = used.filter((each) => !each.startsWith('__') && !names.includes(each));
      expect([name, unknown]).toEqual([name, []]);
    }
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource' });
  });

  it('is in the ConfigMaps for the sidecar', () => {
    expect(read('deploy/grafana/kustomization.yaml')).toContain(`files: [${file}.json]`);
  });
});
