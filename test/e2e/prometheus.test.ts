/**
 * A real Prometheus reads a real agent and a real aggregator: what is documented is scraped, and
 * every rule and every panel asks for what there is.
 */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filledIn, PANEL_QUERIES } from '../prometheus/dashboards.ts';
import { TlsFolder } from '../service/tls/tls-folder.ts';
import { pathOf, prometheusObstacle, ScrapedCluster } from './scraped-cluster.ts';

const OBSTACLE = prometheusObstacle();
const ARRIVAL = { timeout: 80_000, interval: 500 };

const NO_SPOOL = 'the source is a file: only that of the ring is spooled';
const NO_COUNTERS = 'the agent runs without --rule-counters';

/** Queries without an answer here, and why. */
const EMPTY: Readonly<Record<string, string>> = {
  'collection: Lines read and packets counted by rules A': NO_COUNTERS,
  'collection: Spools A': NO_SPOOL,
  'collection: Time to make batches durable in a spool A': NO_SPOOL,
};

/** What depends on the machine: its settings, its disk. */
const OF_THE_MACHINE = /Check|ConsoleLogLevel|StoreDisk/;

interface Rule {
  readonly type: string;
  readonly name: string;
  readonly health: string;
  readonly lastError?: string;
}

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A test with the cluster; it is left out, with the reason, where there is no Prometheus. */
function inCluster(claim: string, test: (cluster: ScrapedCluster) => Promise<void>): void {
  it(claim, { timeout: 150_000 }, async ({ skip }) => {
    skip(OBSTACLE !== undefined, OBSTACLE);
    await test(cluster!);
  });
}

let cluster: ScrapedCluster | undefined;

describe('a real Prometheus', () => {
  beforeAll(async () => {
    if (OBSTACLE !== undefined) return;
    cluster = await ScrapedCluster.open();
  }, 120_000);
  afterAll(async () => {
    await cluster?.[Symbol.asyncDispose]();
  });

  inCluster('scrapes agent and aggregator', async (cluster) => {
    const up = async () =>
      (await cluster.values('up')).map(({ metric, value }) => [metric.job, value[1]]).sort();
    await expect.poll(up, ARRIVAL).toEqual([
      ['dropcast-agent', '1'],
      ['dropcast-aggregator', '1'],
    ]);
  });

  inCluster('has a value of every recording rule', async (cluster) => {
    const { groups } = await cluster.ask<{ groups: { rules: Rule[] }[] }>('rules');
    const rules = groups.flatMap(({ rules }) => rules);
    expect(rules.length).toBeGreaterThan(40);
    const recorded = rules.filter(({ type }) => type === 'recording').map(({ name }) => name);
    const without = async () => {
      await cluster.log(10);
      const found = await Promise.all(recorded.map((name) => cluster.values(name)));
      return recorded.filter((_, i) => found[i]!.length === 0);
    };
    await expect.poll(without, ARRIVAL).toEqual([]);
    const { groups: after } = await cluster.ask<{ groups: { rules: Rule[] }[] }>('rules');
    const failed = after.flatMap(({ rules }) => rules).filter(({ health }) => health === 'err');
    expect(failed).toEqual([]);
  });

  inCluster('answers every query of every panel, but those that are listed', async (cluster) => {
    const empty = async () => {
      await cluster.log(10);
      const found = await Promise.all(
        PANEL_QUERIES.map(({ expr }) => cluster.values(filledIn(expr))),
      );
      return PANEL_QUERIES.filter((_, i) => found[i]!.length === 0).map(({ name }) => name);
    };
    await expect.poll(empty, ARRIVAL).toEqual(Object.keys(EMPTY));
  });

  inCluster('raises the alerts that this cluster deserves, in words', async (cluster) => {
    const raised = async () => {
      const { alerts } = await cluster.ask<{ alerts: Alert[] }>('alerts');
      const names = alerts.map(({ labels }) => labels.alertname ?? '');
      return [...new Set(names.filter((name) => !OF_THE_MACHINE.test(name)))].sort();
    };
    // Certificates of tests end within the hour; node-2 has no agent.
    await expect
      .poll(raised, ARRIVAL)
      .toEqual(['DropcastCertificateEnding', 'DropcastNodesMissing', 'DropcastWindowEnding']);
    const { alerts } = await cluster.ask<{ alerts: Alert[] }>('alerts');
    for (const { annotations } of alerts) {
      expect(Object.keys(annotations).sort()).toEqual(['description', 'runbook_url', 'summary']);
      expect(annotations.description).not.toMatch(/<error|<no value>|%!/);
    }
  });

  inCluster('finds the pages well-formed, and each metric well-named', async (cluster) => {
    const pages = [
      await (await fetch(`http://${cluster.agent.http}/metrics`)).text(),
      (await getMetrics(cluster, true)).body,
    ];
    for (const page of pages) {
      expect(page).toContain('build_info');
      const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
        input: page,
        encoding: 'utf8',
      });
      expect([status, stdout, stderr]).toEqual([0, '', '']);
    }
  });

  inCluster('is let in by its certificate alone', async (cluster) => {
    expect((await getMetrics(cluster, false)).status).toBe(401);
  });

  inCluster('misses an agent that is killed', async (cluster) => {
    const { child } = cluster.agent;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const query = 'ALERTS{alertname="DropcastAgentDown", alertstate="pending"}';
    await expect.poll(() => cluster.values(query), ARRIVAL).toHaveLength(1);
  });

  inFile('takes the rules', ['check', 'rules'], 'deploy/prometheus/rules.yaml');
  inFile('takes the tests of the rules', ['test', 'rules'], 'test/prometheus/rules.yaml');

  it('takes the example of the docs', async ({ skip }) => {
    skip(OBSTACLE !== undefined, OBSTACLE);
    await using folder = await TlsFolder.open();
    const file = await folder.write('prometheus.yml', exampleConfig());
    expect(promtool('check', 'config', '--syntax-only', file)).toContain('SUCCESS');
  });
});

/** A test that promtool likes a file of this repository. */
function inFile(claim: string, args: readonly string[], file: string): void {
  it(claim, { timeout: 120_000 }, ({ skip }) => {
    skip(OBSTACLE !== undefined, OBSTACLE);
    expect(promtool(...args, pathOf(file))).toContain('SUCCESS');
  });
}

/** What it prints; fails when it does. */
function promtool(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

/**
 * The scrape configuration of docs/prometheus.md, without rule files, which are elsewhere. Debian
 * builds Prometheus without discovery by Kubernetes: targets stand in for it.
 */
function exampleConfig(): string {
  const page = readFileSync(pathOf('docs/prometheus.md'), 'utf8');
  const [, example = ''] = /```yaml\nrule_files: .*\n(scrape_configs:\n.*?)```/s.exec(page) ?? [];
  const discovery = /kubernetes_sd_configs:\n +- role: pod\n +namespaces: \{names: \[dropcast\]\}/g;
  expect(example.match(discovery)).toHaveLength(2);
  return example.replace(discovery, 'static_configs: [{targets: ["localhost:1"]}]');
}

/** The aggregator's page, with Prometheus' own certificate or with none. */
async function getMetrics({ aggregator, scraper }: ScrapedCluster, isKnown: boolean) {
  const read = (file: string) => readFileSync(file, 'utf8');
  const shown = isKnown ? { cert: read(scraper.cert), key: read(scraper.key) } : {};
  const request = get(`https://${aggregator.http}/metrics`, { ca: read(scraper.ca), ...shown });
  const [response] = await once(request, 'response');
  return { status: response.statusCode as number, body: await text(response) };
}
