/**
 * The aggregator's stages behind TLS and beside an API server, as agents and readers meet them:
 * gRPC and HTTPS on loopback, real certificates, real tokens, a store in memory.
 */
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, request, type Server as WebServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type ChannelCredentials,
  credentials,
  experimental,
  Metadata,
  type Server,
} from '@grpc/grpc-js';
import { pino } from 'pino';
import { accountedAccess } from '../../../src/aggregator/access/accounted-access.ts';
import { httpListener } from '../../../src/aggregator/http/http.ts';
import { type Page, readPage } from '../../../src/aggregator/http/page.ts';
import { Ingest, shipService } from '../../../src/aggregator/ingest/ingest.ts';
import { createMetrics } from '../../../src/aggregator/metrics.ts';
import { openSqliteStore } from '../../../src/aggregator/store/sqlite.ts';
import type { Store } from '../../../src/aggregator/store.ts';
import { createGrpcServer } from '../../../src/service/grpc-server.ts';
import { LiveEdges } from '../../../src/service/live-edges.ts';
import { peerOfCall, peerOfRequest } from '../../../src/service/peer.ts';
import { Query } from '../../../src/service/query.ts';
import { QuestionGate } from '../../../src/service/question-gate.ts';
import { QUESTION_LIMITS } from '../../../src/service/question-limits.ts';
import { type QueryClient, queryClient } from '../../../src/wire/query.ts';
import {
  type Authority,
  type CertificateRequest,
  type KeyAndCertificate,
  openAuthority,
} from '../../kube/api-server/certificates.ts';
import { TestAgent } from '../running.ts';
import { type AccessLab, openAccessLab } from './access-lab.ts';

/** What somebody shows; nothing is possible, too. */
export interface Shown {
  readonly token?: string;
  readonly identity?: KeyAndCertificate;
}

interface ShownOverHttp extends Shown {
  readonly authorization?: string;
  /** Sec-Fetch-Mode, as browsers say it. */
  readonly mode?: string;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface GuardedLab extends AccessLab {
  /** How many hellos the store has heard. */
  hellos(): number;
  agent(shown?: Shown): TestAgent;
  reader(shown?: Shown): QueryClient;
  /** Where browsers find it. */
  readonly url: string;
  get(path: string, shown?: ShownOverHttp): Promise<WebAnswer>;
  post(path: string, body: string, shown?: Shown): Promise<WebAnswer>;
  /** Of the authority whose clients are accepted. */
  issue(request: CertificateRequest): KeyAndCertificate;
  /** Everything that was logged, as it would be written. */
  logged(): string;
  metricsPage(): Promise<string>;
}

export async function openGuardedLab(answerMsMax?: number): Promise<GuardedLab> {
  const lab = await openAccessLab(answerMsMax);
  const [authority, clients] = [openAuthority('servers'), openAuthority('clients')];
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => lines.push(line) });
  const { store, hellos } = countedStore();
  const stages = joinStages(lab, { store, log, page: await readPage() });
  const grpcPort = await bind(stages.server, authority, clients);
  const web = await listen(authority, clients, stages.listener);
  const closers: (() => void)[] = [() => stages.server.forceShutdown(), () => store.close()];
  const closing = <T>(opened: T, close: (opened: T) => void): T => {
    closers.unshift(() => close(opened));
    return opened;
  };
  // By name: grpc-js gives the address as the TLS server name, which Node takes no address for.
  const address = `localhost:${grpcPort}`;
  const channel = (shown: Shown) => channelOf(authority, shown);
  return {
    ...lab,
    hellos,
    agent: (shown = {}) => closing(new TestAgent(address, channel(shown)), (it) => it.cut()),
    reader: (shown = {}) => closing(queryClient(address, channel(shown)), (it) => it.close()),
    get: (path, shown = {}) => ask({ web, path, ca: authority.certificate, ...shown }),
    post: (path, body, shown = {}) =>
      ask({ web, path, ca: authority.certificate, posted: body, ...shown }),
    url: `https://localhost:${(web.address() as AddressInfo).port}/`,
    issue: (request) => clients.issue(request),
    logged: () => lines.join(''),
    metricsPage: () => stages.metrics.registry.metrics(),
    async [Symbol.asyncDispose]() {
      for (const close of closers) close();
      stages.query.close();
      web.close();
      web.closeAllConnections();
      await lab[Symbol.asyncDispose]();
    },
  };
}

function countedStore(): { store: Store; hellos: () => number } {
  const store = openSqliteStore(':memory:');
  const welcome = store.welcome.bind(store);
  let hellos = 0;
  store.welcome = (hello) => {
    hellos++;
    return welcome(hello);
  };
  return { store, hellos: () => hellos };
}

const unlimited = Number.POSITIVE_INFINITY;
const NO_LIMITS = {
  flowsPerSecond: unlimited,
  streamAgeMs: unlimited,
  inboxBytesMax: unlimited,
};

interface Given {
  readonly store: Store;
  readonly log: pino.Logger;
  readonly page: Page;
}

function joinStages({ access: bare, nowMs }: AccessLab, { store, log, page }: Given) {
  const metrics = createMetrics();
  const access = accountedAccess(bare, { decisions: metrics.access, log, nowMs });
  const liveEdges = new LiveEdges(() => {});
  const names = { nameFlow: <T>(flow: T): T => flow, settled: async () => true };
  const publish = ({ node }: { node: string }, flows: Parameters<LiveEdges['publish']>[1]) =>
    liveEdges.publish(node, flows);
  const ingest = new Ingest({
    ...{ store, names, publish, metrics, log, clusterName: 'blue', access },
    peerOf: peerOfCall,
    limits: NO_LIMITS,
  });
  const status = { version: '0.1.0', nodes: [], resources: [] };
  const gate = new QuestionGate({ limits: QUESTION_LIMITS });
  const onQuestion = () => {};
  const asked = {
    ...{ access, gate, onQuestion, listEdges: async () => [], listSeries: async () => [] },
    listEdgesNow: async () => ({ edges: [], unanswered: [] }),
    getStatus: async () => status,
    analyse: async () => Buffer.from('{}'),
  };
  const onError = (error: unknown) => log.error({ err: error }, 'a question failed');
  const query = new Query({ ...asked, liveEdges, onError, peerOf: peerOfCall });
  const server = createGrpcServer();
  server.addService(shipService, { ship: ingest.ship });
  query.serve(server);
  const listener = httpListener({
    ...{ ...asked, onError, peerOf: peerOfRequest, registry: metrics.registry },
    page,
    hosts: undefined,
    ...{ liveEdges, listObserved: store.observed.bind(store), version: '0.1.0' },
    ...{ isReady: () => true, nowUs: () => Date.now() * 1_000 },
  });
  return { metrics, query, server, listener };
}

const SERVER = { commonName: 'aggregator', hosts: ['127.0.0.1', 'localhost'] };

/** A client certificate is asked for, and may be left out. */
function bind(server: Server, authority: Authority, clients: Authority): Promise<number> {
  const own = authority.issue(SERVER);
  const [caCertificate, certificate, privateKey] = [
    clients.certificate,
    own.certificate,
    own.key,
  ].map((pem) => Buffer.from(pem)) as [Buffer, Buffer, Buffer];
  // A tick later: grpc-js registers whom to tell after it has asked.
  const provider: experimental.CertificateProvider = {
    addCaCertificateListener: (tell) => process.nextTick(tell, { caCertificate }),
    removeCaCertificateListener: () => {},
    addIdentityCertificateListener: (tell) => process.nextTick(tell, { certificate, privateKey }),
    removeIdentityCertificateListener: () => {},
  };
  const made = experimental.createCertificateProviderServerCredentials(provider, provider, false);
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', made, (error, port) => (error ? reject(error) : resolve(port)));
  });
}

async function listen(authority: Authority, clients: Authority, listener: RequestListener) {
  const { key, certificate: cert } = authority.issue(SERVER);
  const asking = { ca: clients.certificate, requestCert: true, rejectUnauthorized: false };
  const web = createServer({ key, cert, ...asking }, listener);
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  return web;
}

function channelOf({ certificate }: Authority, { token, identity }: Shown): ChannelCredentials {
  const [ca, key, cert] = [certificate, identity?.key, identity?.certificate].map((pem) =>
    pem === undefined ? null : Buffer.from(pem),
  );
  const tls = credentials.createSsl(ca, key, cert);
  if (token === undefined) return tls;
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  const withToken = credentials.createFromMetadataGenerator((_, give) => give(null, metadata));
  return credentials.combineChannelCredentials(tls, withToken);
}

interface Asking extends ShownOverHttp {
  readonly web: WebServer;
  readonly path: string;
  readonly ca: string;
  readonly posted?: string;
}

async function ask({ web, path, ca, token, identity, ...rest }: Asking): Promise<WebAnswer> {
  const authorization = rest.authorization ?? (token && `Bearer ${token}`);
  const { port } = web.address() as AddressInfo;
  const tls = { ca, key: identity?.key, cert: identity?.certificate, agent: false };
  const headers = {
    ...(authorization !== undefined && { authorization }),
    ...(rest.mode !== undefined && { 'sec-fetch-mode': rest.mode }),
  };
  const method = rest.posted === undefined ? 'GET' : 'POST';
  const sent = request({ host: '127.0.0.1', port, path, method, headers, ...tls });
  sent.end(rest.posted);
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
