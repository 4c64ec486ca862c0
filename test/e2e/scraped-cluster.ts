/**
 * One node with its agent, an aggregator, the API server of their cluster and a Prometheus that
 * scrapes both as docs/prometheus.md says: each a process of its own but the API server.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { freePort } from '../agent/free-port.ts';
import { calicoResources } from '../kube/api-server/calico.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { LOOPBACK, TlsFolder } from '../service/tls/tls-folder.ts';

const ROOT = new URL('../../', import.meta.url);
export const pathOf = (file: string): string => fileURLToPath(new URL(file, ROOT));

/** Of the certificate by which Prometheus is known. */
const SCRAPER = 'dropcast-prometheus';
const NODE = 'node-1';
const WINDOW_MS = 1_800_000;

/** Why there is no Prometheus; undefined where there is one. */
export function prometheusObstacle(): string | undefined {
  const isThere = ['prometheus', 'promtool'].every(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
  );
  return isThere ? undefined : 'prometheus and promtool are not installed (Debian: prometheus)';
}

export interface Service {
  readonly http: string;
  readonly child: ChildProcess;
}

export class ScrapedCluster implements AsyncDisposable {
  readonly agent: Service;
  readonly aggregator: Service;
  /** Of the server, and of whom it answers. */
  readonly scraper: { readonly ca: string; readonly cert: string; readonly key: string };
  readonly #prometheus: Service;
  readonly #parts: AsyncDisposableStack;
  readonly #logFile: string;
  #logged = 0;

  private constructor(parts: AsyncDisposableStack, opened: Opened) {
    this.#parts = parts;
    this.agent = opened.agent;
    this.aggregator = opened.aggregator;
    this.scraper = opened.scraper;
    this.#prometheus = opened.prometheus;
    this.#logFile = opened.logFile;
  }

  static async open(): Promise<ScrapedCluster> {
    const parts = new AsyncDisposableStack();
    try {
      return new ScrapedCluster(parts, await open(parts));
    } catch (error) {
      await parts.disposeAsync();
      throw error;
    }
  }

  /** The node logs so many new connections, to ports of their own. */
  async log(lines: number): Promise<void> {
    const text = Array.from({ length: lines }, () => lineOf(1_024 + this.#logged++)).join('');
    await appendFile(this.#logFile, text);
  }

  /** The `data` of an answer of Prometheus' API. */
  async ask<Data>(path: string, query: Readonly<Record<string, string>> = {}): Promise<Data> {
    const url = `http://${this.#prometheus.http}/api/v1/${path}?${new URLSearchParams(query)}`;
    const { status, data, error } = (await (await fetch(url)).json()) as Answer<Data>;
    if (status !== 'success') throw new Error(`${path} ${JSON.stringify(query)}: ${error}`);
    return data;
  }

  /** Samples that a query gives now; those that are no numbers left out. */
  async values(query: string): Promise<readonly Sample[]> {
    const { result } = await this.ask<{ result: readonly Sample[] }>('query', { query });
    return result.filter(({ value: [, value] }) => value !== 'NaN');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}

interface Answer<Data> {
  readonly status: string;
  readonly data: Data;
  readonly error?: string;
}

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

type Opened = Awaited<ReturnType<typeof open>>;

async function open(parts: AsyncDisposableStack) {
  const folder = parts.use(await TlsFolder.open());
  const api = parts.use(await openCluster());
  const kubeconfig = await folder.write('kubeconfig', api.kubeconfig());
  const ca = await folder.trust();
  const server = await folder.pair('server', LOOPBACK);
  const scraper = await folder.pair('scraper', { commonName: SCRAPER });
  const identity = await folder.pair(NODE, { commonName: NODE, names: [NODE] });
  const names = ['--kubeconfig', kubeconfig, '--cluster-name', 'blue'];
  const aggregator = await start(parts, [
    ...['aggregator', '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0', ...names],
    ...['--store', folder.path('flows.db'), '--tls-client-ca', ca, ...tlsFlags(server)],
  ]);
  const logFile = await folder.write('kern.log', lineOf(443));
  const agent = await start(parts, [
    ...['agent', '--source', 'file', '--path', logFile, '--from', 'oldest', '--node', NODE],
    ...['--aggregator', aggregator.grpc, '--http', '127.0.0.1:0', ...names],
    ...['--window-ms', '200', '--tls-ca', ca, ...tlsFlags(identity)],
  ]);
  const shown = { ca, cert: scraper.tlsCert, key: scraper.tlsKey };
  const targets = { agent: agent.http, aggregator: aggregator.http };
  const config = await folder.write('prometheus.yml', stringify(configOf(targets, shown)));
  const prometheus = await startPrometheus(parts, config, folder.path('prometheus'));
  return { agent, aggregator, prometheus, scraper: shown, logFile };
}

/** Two nodes, of which one has no agent; a window that ends within the hour; a role. */
async function openCluster(): Promise<ApiServer> {
  const api = await openApiServer({ customResources: calicoResources({ minor: 30 }) });
  const endsAt = new Date(Date.now() + WINDOW_MS).toISOString();
  api.put('globalnetworkpolicies', {
    metadata: {
      name: 'dropcast.log-window',
      labels: { 'app.kubernetes.io/managed-by': 'dropcast' },
      annotations: { 'dropcast.io/ends-at': endsAt, 'dropcast.io/log-prefix': 'calico-packet' },
    },
    spec: { tier: 'dropcast' },
  });
  for (const name of [NODE, 'node-2']) api.put('nodes', { metadata: { name } });
  api.access.bindings.push({ subject: SCRAPER, allow: ['get flows.dropcast.io'] });
  return api;
}

const tlsFlags = ({ tlsCert, tlsKey }: { tlsCert: string; tlsKey: string }) => [
  ...['--tls-cert', tlsCert, '--tls-key', tlsKey],
];

/** Resolves when it listens. */
async function start(parts: AsyncDisposableStack, args: string[]) {
  const child = startChild(parts, process.execPath, [pathOf('bin/dropcast.js'), ...args]);
  const listening = await lineWith(child, '"listening"');
  const { http, grpc } = JSON.parse(listening) as { http: string | number; grpc: string };
  return { child, http: typeof http === 'number' ? `127.0.0.1:${http}` : http, grpc };
}

async function startPrometheus(parts: AsyncDisposableStack, config: string, storage: string) {
  const http = `127.0.0.1:${await freePort()}`;
  const child = startChild(parts, 'prometheus', [
    ...[`--config.file=${config}`, `--storage.tsdb.path=${storage}`],
    `--web.listen-address=${http}`,
  ]);
  await lineWith(child, 'Server is ready');
  return { child, http };
}

function startChild(parts: AsyncDisposableStack, program: string, args: string[]): ChildProcess {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  parts.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  return child;
}

/** The first line of its log that holds `text`; rejects with the log when it ends before. */
async function lineWith(child: ChildProcess, text: string): Promise<string> {
  const printed: string[] = [];
  const lines = createInterface({ input: child.stderr! });
  for await (const line of lines) {
    printed.push(line);
    if (!line.includes(text)) continue;
    child.stderr!.resume();
    return line;
  }
  throw new Error(`it ended: ${printed.join('\n')}`);
}

interface Targets {
  readonly agent: string;
  readonly aggregator: string;
}

function configOf({ agent, aggregator }: Targets, { ca, cert, key }: ScrapedCluster['scraper']) {
  const tls_config = { ca_file: ca, cert_file: cert, key_file: key };
  return {
    global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '1s' },
    rule_files: [pathOf('deploy/prometheus/rules.yaml')],
    scrape_configs: [
      { job_name: 'dropcast-agent', static_configs: [{ targets: [agent] }] },
      {
        ...{ job_name: 'dropcast-aggregator', scheme: 'https', tls_config },
        static_configs: [{ targets: [aggregator] }],
      },
    ],
  };
}

const lineOf = (port: number): string =>
  'Nov 19 12:15:03 node-1 kernel: calico-packet: IN=cali7f94ce7c295 OUT=eth0 ' +
  'MAC=ee:ee:ee:ee:ee:ee:1e:0a:36:33:f5:09:08:00 SRC=10.244.1.5 DST=198.51.100.7 LEN=60 ' +
  `TOS=0x00 PREC=0x00 TTL=63 ID=${port} DF PROTO=TCP SPT=45588 DPT=${port} WINDOW=64860 ` +
  'RES=0x00 SYN URGP=0 \n';
