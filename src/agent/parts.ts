/** The agent's parts, made of its configuration and joined; nothing runs yet. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Check } from '../flow/check.ts';
import type { Flow } from '../flow/flow.ts';
import { FLOWS_MAX, OVERFLOW_MAX } from '../flow/limits.ts';
import type { Names } from '../kube/open-names.ts';
import { LiveEdges } from '../service/live-edges.ts';
import type { Log } from '../service/log.ts';
import { formatSocketAddress, parseSocketAddress } from '../service/socket-address.ts';
import { clientCredentials } from '../service/tls/client-credentials.ts';
import { TlsFiles } from '../service/tls/tls-files.ts';
import type { Hello } from '../wire/ingest.ts';
import type { Status } from '../wire/query.ts';
import { createLocalNamer } from './attribute/local-namer.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { openAgentNames } from './cluster-names.ts';
import type { AgentConfig } from './config.ts';
import { readConntrack } from './conntrack/read-conntrack.ts';
import { Inspection } from './inspection.ts';
import { kubeChecks } from './kube-checks.ts';
import { type AgentMetrics, createMetrics } from './metrics.ts';
import { NodeReport, type NodeState } from './node-report.ts';
import { createParsers } from './observe.ts';
import { openConnections } from './open-connections.ts';
import { type OpenShipping, openShipping } from './open-shipping.ts';
import { Pipeline } from './pipeline.ts';
import { runPreflight } from './preflight/run-preflight.ts';
import { RecentFlows } from './query/recent-flows.ts';
import { createRuleCounterReader } from './rules/rule-counter-reader.ts';
import { BATCH_FLOWS_MAX } from './ship/batch-bytes.ts';
import { ShipClient } from './ship/client.ts';
import { chooseSource, type SourceChoice } from './source-choice.ts';
import type { Trust } from './sources/source.ts';
import { openCore, openTable, type Table } from './table.ts';

/** With its overflow flows, of two levels and the last one, a full table still fits one batch. */
const TABLE_FLOWS_MAX = Math.min(FLOWS_MAX, BATCH_FLOWS_MAX - 2 * OVERFLOW_MAX - 1);

export interface Parts {
  readonly pipeline: Pipeline;
  readonly client: ShipClient;
  readonly way: OpenShipping;
  readonly recent: RecentFlows;
  readonly liveEdges: LiveEdges;
  readonly metrics: AgentMetrics;
  readonly inspection: Inspection;
  readonly names: Names;
  /** Undefined: plain text. */
  readonly tls: TlsFiles | undefined;
  /** What the aggregator's certificate names. */
  readonly aggregatorNames: readonly string[];
  /** Which source is read, and why. */
  readonly reason: string;
  /** What the query service says of this node. */
  readonly status: () => Status;
}

/**
 * Joins what `config` asks for. Rejects with AgentError `config` when the cluster file
 * cannot be used, with TlsError when files of TLS cannot, and with SourceError when the source
 * cannot be opened.
 */
export async function joinParts(config: AgentConfig, log: Log): Promise<Parts> {
  const tls = config.tls && (await TlsFiles.open(config.tls));
  const names = await openAgentNames(config, {
    clock: SYSTEM_CLOCK,
    random: Math.random,
    onError: (resource, line) => logNames(log, resource, line),
    onStates: () => inspection.tell(),
  });
  const choice = chooseSource(config);
  const { source } = choice;
  const table = openAgentTable(source.trust, log);
  const recent = new RecentFlows(config.node);
  const liveEdges = new LiveEdges((edges) => metrics.addDiscarded('slow_follower', edges));
  const { node, clusterName: cluster, version } = config;
  const report = new NodeReport({ cluster, node, source: source.kind, version });
  const client: ShipClient = new ShipClient({
    ...{ addresses: config.aggregators, credentials: clientCredentials(tls) },
    ...{ clock: SYSTEM_CLOCK, log, random: Math.random },
    hello: await greeting(config, source.kind),
    observedUs: () => pipeline.observedUs,
    onLeftOut: (what) => metrics.addDiscarded(`${what}_left_out`, 1),
  });
  const gauges = () => gauged({ table, client, pipeline, way });
  const metrics = createMetrics(gauges, names.states, () => tls?.state, version);
  const way: OpenShipping = await openShipping(
    { config, source: source.kind, client, metrics, log },
    () => inspection.tell(),
  );
  const pipeline: Pipeline = new Pipeline({
    source,
    parsers: createParsers(config.prefixes),
    table,
    names: createLocalNamer(names.index, config.node),
    sink: way.sink,
    clock: SYSTEM_CLOCK,
    windowMs: config.windowMs,
    onBlock: (account, losses) => {
      metrics.addBlock(account, losses);
      report.addBlock(account, losses);
    },
    onTally: (tally) => metrics.addFlows(tally),
    // Only who listens can be asked for them.
    onFlows: config.listen && rememberFlows(node, recent, liveEdges),
  });
  const inspection: Inspection = inspectionOf(
    { config, choice, pipeline, log, metrics, names, way },
    (checks) => {
      metrics.setChecks(checks);
      report.setChecks(checks);
      client.report(checks);
    },
  );
  return {
    inspection,
    names,
    tls,
    aggregatorNames: aggregatorNames(config, tls),
    reason: choice.reason,
    pipeline,
    client,
    way,
    recent,
    liveEdges,
    metrics,
    status: () => report.status(stateOf(client, pipeline), names.states()),
  };
}

function rememberFlows(node: string, recent: RecentFlows, liveEdges: LiveEdges) {
  return (flows: readonly Flow[]): void => {
    liveEdges.publish(node, flows);
    recent.push(flows);
  };
}

interface Inspected {
  readonly metrics: AgentMetrics;
  readonly config: AgentConfig;
  readonly choice: SourceChoice;
  readonly pipeline: Pipeline;
  readonly log: Log;
  readonly names: Names;
  readonly way: OpenShipping;
}

function inspectionOf(
  { config, choice, pipeline, log, metrics, names, way }: Inspected,
  onChecks: (checks: readonly Check[]) => void,
): Inspection {
  const { ruleCounters: mode, prefixes, conntrackMs } = config;
  const { source, kind, paths, reason } = choice;
  const reader = mode === 'off' ? undefined : createRuleCounterReader({ mode, prefixes });
  return new Inspection({
    clock: SYSTEM_CLOCK,
    log,
    runPreflight: () =>
      runPreflight({ source: { kind, paths }, checkSource: () => source.check(), prefixes }),
    ownChecks: () => [
      { name: 'source', state: 'ok', detail: reason },
      ...(source.checks?.() ?? []),
    ],
    loggedChecks: () => [
      ...way.checks(),
      ...kubeChecks(names.states(), SYSTEM_CLOCK.nowMs() * 1_000),
    ],
    onChecks,
    readRuleCounters: reader && (() => reader.read()),
    onRuleCounters: (counters) => {
      metrics.setRuleCounters(counters);
      pipeline.setRuleCounters(counters);
    },
    observedUs: () => pipeline.observedUs,
    readConntrack: () => readConntrack(),
    onConnections: (snapshot) => pipeline.setConnections(openConnections(snapshot)),
    conntrackMs,
  });
}

function logNames(log: Log, resource: string, line: string): void {
  if (line === '') log.info({ resource }, 'names: well again');
  else log.warn({ resource }, `names: ${line}`);
}

/** By what names it is connected to: those it has to show. */
function aggregatorNames({ aggregators }: AgentConfig, tls: TlsFiles | undefined): string[] {
  if (tls?.serverName !== undefined) return [tls.serverName];
  return aggregators.map((address) => parseSocketAddress(address)!.host);
}

async function greeting(config: AgentConfig, source: string): Promise<Hello> {
  const { listen } = config;
  return {
    node: config.node,
    source,
    instance: randomUUID(),
    cluster: config.clusterName,
    version: config.version,
    bootId: await readBootId(),
    ...(listen && listen.port > 0 && { queryAddress: formatSocketAddress(listen) }),
  };
}

/** Empty where there is no procfs: it is a hint for people, the sources have their own. */
async function readBootId(): Promise<string> {
  const text = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  return text.trim();
}

function stateOf({ delivery }: ShipClient, { observedUs }: Pipeline): NodeState {
  return {
    epoch: delivery.firstWelcome?.epoch ?? 0,
    sequence: delivery.acknowledged,
    observedUs,
    connected: delivery.state === 'streaming',
  };
}

interface Gauges {
  readonly table: Table;
  readonly client: ShipClient;
  readonly pipeline: Pipeline;
  readonly way: OpenShipping;
}

function gauged({ table, client, pipeline, way }: Gauges) {
  const { delivery } = client;
  return {
    flowsInTable: table.size,
    batchesInFlight: delivery.inFlight,
    batchesAcknowledged: delivery.counts.acknowledged,
    batchesResent: delivery.counts.resent,
    isConnected: delivery.state === 'streaming',
    lastAckMs: client.lastAckMs,
    observedUs: pipeline.observedUs,
    spool: way.gauges(),
  };
}

function openAgentTable(trust: Trust, log: Log): Table {
  const core = openCore((why) => log.warn(why));
  return openTable(TABLE_FLOWS_MAX, trust, core);
}
