/**
 * A real agent and a real aggregator beside a test API server over TLS: the agent follows a log
 * file that the test writes packets into, both take their names from the API server.
 */
import { appendFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import { runAgent } from '../../src/agent/main.ts';
import type { Edge } from '../../src/flow/edge.ts';
import type { Endpoint } from '../../src/flow/endpoint.ts';
import { vethName } from '../../src/kube/veth.ts';
import type { Status } from '../../src/wire/query.ts';
import { Running } from '../aggregator/running.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { openDirectory } from '../kube/credentials/directory.ts';

/** Names lag by bookmarks and the margin for late reports: seconds, but not many. */
const NAMED = { timeout: 40_000, interval: 100 };
const BOOKMARK_MS = 200;
export const AGENT = 'system:serviceaccount:dropcast:dropcast-agent';
const AGENT_TOKEN = 'agent-token';

export interface PodSpec {
  readonly name: string;
  readonly ip: string;
  readonly node?: string;
  /** Default: now. */
  readonly startedMs?: number;
}

export interface NamesLab extends AsyncDisposable {
  readonly api: ApiServer;
  /** A pod of namespace `shop`, whose container runs. */
  putPod(pod: PodSpec): void;
  /** A SYN of the pod `shop/NAME` of node-1 to `ip`, now. */
  connect(name: string, ip: string): Promise<void>;
  /** `SOURCE > DESTINATION` of each edge, sorted. */
  edges(): Promise<string[]>;
  /** Waits until these are the edges, and all of them. */
  expectEdges(...lines: readonly string[]): Promise<void>;
  edge(line: string): Promise<Edge | undefined>;
  status(): Promise<Status>;
  /** Asks the agent to end; resolves when it has. */
  endAgent(): Promise<void>;
}

export interface NamesLabOptions {
  /** Whether the API server is there when agent and aggregator start. */
  readonly isApiAway?: boolean;
  /** The real one's is a minute; ours is short, for the tests to be. */
  readonly bookmarkIntervalMs?: number;
}

export async function openNamesLab(options: NamesLabOptions = {}): Promise<NamesLab> {
  const { isApiAway = false, bookmarkIntervalMs = BOOKMARK_MS } = options;
  await using scope = new AsyncDisposableStack();
  const tokens = { [AGENT_TOKEN]: AGENT };
  const api = scope.use(await openApiServer({ bookmarkIntervalMs, tokens }));
  const files = scope.use(await openDirectory());
  const ours = api.kubeconfig();
  const kubeconfig = await files.write('aggregator', ours);
  const agents = await files.write('agent', ours.replace(api.token, AGENT_TOKEN));
  const log = await files.write('kern.log', '');
  if (isApiAway) await api.stop();
  const running = await Running.open({ kubeconfig, podCidr: ['10.244.0.0/16'] });
  scope.defer(() => running.close());
  const stop = new AbortController();
  const preset = { source: 'file', path: log, from: 'oldest', windowMs: '200', conntrack: 'off' };
  const names = { node: 'node-1', kubeconfig: agents };
  const place = { ...names, aggregator: running.aggregator.grpc, insecure: 1 };
  const agent = runAgent(
    parseAgentConfig({ ...preset, ...place, logLevel: 'silent' }),
    stop.signal,
  );
  const endAgent = async () => {
    stop.abort();
    await agent;
  };
  scope.defer(endAgent);
  const client = running.query();
  const forever = new AbortController().signal;
  const all = async () => {
    const found: Edge[] = [];
    const request = { filter: {}, limit: 0 };
    for await (const edge of client.listEdges(request, forever)) found.push(edge);
    return found;
  };
  const edges = async () => (await all()).map(lineOf).toSorted();
  const opened = scope.move();
  return {
    api,
    edges,
    putPod: (pod) => void api.put('pods', podObject(pod)),
    connect: (name, ip) => appendFile(log, synLine(name, ip)),
    expectEdges: (...lines) => expect.poll(edges, NAMED).toEqual(lines.toSorted()),
    edge: async (line) => (await all()).find((edge) => lineOf(edge) === line),
    status: () => client.getStatus(),
    endAgent,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

function lineOf({ source, destination }: Edge): string {
  return `${endText(source)} > ${endText(destination)}`;
}

/** The name, or the address while it has none. */
function endText({ kind, name, workload, ip, confidence }: Endpoint): string {
  return `${kind} ${name || workload?.name || ip}${confidence === 'ambiguous' ? ' ambiguous' : ''}`;
}

function podObject({ name, ip, node = 'node-2', startedMs = Date.now() }: PodSpec) {
  const startedAt = new Date(startedMs - (startedMs % 1_000)).toISOString();
  return {
    metadata: { namespace: 'shop', name, creationTimestamp: startedAt },
    spec: { nodeName: node },
    status: {
      phase: 'Running',
      startTime: startedAt,
      podIP: ip,
      podIPs: [{ ip }],
      containerStatuses: [{ name: 'main', state: { running: { startedAt } } }],
    },
  };
}

function synLine(name: string, ip: string): string {
  const at = new Date().toISOString().replace('Z', '000+00:00');
  return (
    `${at} node-1 kernel: calico-packet: IN=${vethName('shop', name)} OUT=eth0 ` +
    'MAC=ee:ee:ee:ee:ee:ee:0a:58:0a:01:01:02:08:00 ' +
    `SRC=10.244.1.5 DST=${ip} LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=1 DF PROTO=TCP ` +
    'SPT=40000 DPT=5432 WINDOW=64240 RES=0x00 SYN URGP=0 \n'
  );
}
