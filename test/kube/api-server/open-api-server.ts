/**
 * A Kubernetes API server for tests: real TLS and HTTP (1.1 and 2), objects in memory, lists and
 * watches that behave, and fail, as those of kube-apiserver do. Used by tests alone. For example:
 *
 *     await using api = await openApiServer();
 *     api.put('pods', { metadata: { namespace: 'shop', name: 'web' }, status: { podIP } });
 *     api.faults.next('watch', reset(2));
 */
import { once } from 'node:events';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { type Access, openAccess } from './access.ts';
import { Answers } from './answers.ts';
import {
  type Authority,
  type CertificateRequest,
  type KeyAndCertificate,
  openAuthority,
} from './certificates.ts';
import type { Faults } from './faults.ts';
import {
  BUILT_IN_RESOURCES,
  type NewObject,
  type Resource,
  type StoredObject,
} from './kube-object.ts';
import { ObjectStore } from './object-store.ts';
import { answerUpgrades, type PodPorts } from './port-forward.ts';
import { openRelay, type Relay } from './relay.ts';
import type { RequestLog } from './request-log.ts';
import { REVIEW_RESOURCES } from './reviews.ts';
import type { Status } from './status.ts';
import { Tokens } from './tokens.ts';
import type { StreamingList } from './watch.ts';

export interface ApiServerOptions {
  readonly streamingList?: StreamingList;
  /** The real one's is a minute. */
  readonly bookmarkIntervalMs?: number;
  /** Changes per resource from which a watch may resume. */
  readonly watchCacheMax?: number;
  /** Without it the server speaks HTTP/1.1 alone, as behind some load balancers. */
  readonly http2?: boolean;
  /** User names by bearer token. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly customResources?: readonly Resource[];
  /** Where connections that are forwarded to pods lead. */
  readonly podPorts?: PodPorts;
}

export interface ApiServer extends AsyncDisposable {
  /** `https://127.0.0.1:PORT`, also over a restart. */
  readonly url: string;
  readonly port: number;
  /** PEM of the authority that signed the server's certificate. */
  readonly authority: string;
  /** A bearer token that may do everything. */
  readonly token: string;
  readonly access: Access;
  /** Of service accounts. */
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly network: Relay;
  /** The newest resource version. */
  readonly version: number;
  put(plural: string, object: NewObject): StoredObject;
  /** `key` is `namespace/name`, or the name. Undefined when there is no such object. */
  delete(plural: string, key: string): StoredObject | undefined;
  /** For clients that want one, of the administrator. */
  kubeconfig(): string;
  /** What there is now, in the order of keys. */
  objects(plural: string): readonly StoredObject[];
  /** How many watches are open. */
  openWatches(plural?: string): number;
  /** To every open watch: now, not at the interval. */
  sendBookmarks(): void;
  /** Ends every open watch as a timeout of the server does, or with an ERROR event. */
  endWatches(error?: Status): void;
  expireContinueTokens(): void;
  /** Resume from any earlier resource version is 410 from now on. */
  emptyWatchCache(): void;
  /** No connection is taken until `start`; objects may change meanwhile. */
  stop(): Promise<void>;
  /** With an empty watch cache; the first `initializing` watches get 429. */
  start(options?: { readonly initializing?: number }): Promise<void>;
  /** A key and certificate for a user, signed by an authority that the server trusts. */
  issueClientCertificate(request: CertificateRequest): KeyAndCertificate;
  /** The server's certificate comes from a new authority from now on. */
  replaceAuthority(): void;
}

const ADMINISTRATOR_TOKEN = 'administrator-token';
const HOSTS = ['127.0.0.1', 'localhost', 'kubernetes.default.svc'];

export async function openApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const { customResources = [], tokens = {}, watchCacheMax = 1000 } = options;
  const resources = [...BUILT_IN_RESOURCES, ...REVIEW_RESOURCES, ...customResources];
  const store = new ObjectStore(watchCacheMax);
  const access = openAccess({ [ADMINISTRATOR_TOKEN]: 'administrator', ...tokens });
  const { streamingList = 'on', bookmarkIntervalMs = 60_000 } = options;
  const issued = new Tokens(store);
  const answers = new Answers(store, access, {
    ...{ resources, streamingList, bookmarkIntervalMs },
    tokens: issued,
    resetConnection: (port) => network.severOne(port),
  });
  const clients = openAuthority('test-client-ca');
  const identity = { authority: openAuthority() };
  const server = openServer(answers, tlsOf(identity.authority, clients), options.http2 ?? true);
  const { podPorts = {} } = options;
  server.on('upgrade', answerUpgrades({ access, podPorts }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const network = await openRelay((server.address() as AddressInfo).port);
  const resourceOf = (plural: string): Resource => {
    const found = resources.find((resource) => resource.plural === plural);
    if (found === undefined) throw new Error(`the test server has no resource ${plural}`);
    return found;
  };
  const { faults, requests, watches, lists } = answers;
  return {
    ...{ url: `https://127.0.0.1:${network.port}`, port: network.port, network },
    ...{ access, tokens: issued, faults, requests, token: ADMINISTRATOR_TOKEN },
    get authority() {
      return identity.authority.certificate;
    },
    get version() {
      return store.version;
    },
    put: (plural, object) => store.put(resourceOf(plural), object),
    delete: (plural, key) => store.delete(resourceOf(plural), key),
    kubeconfig: () => kubeconfigOf(`https://127.0.0.1:${network.port}`, identity.authority),
    objects: (plural) => store.list(resourceOf(plural)),
    openWatches: (plural) =>
      [...watches].filter(({ resource }) => (plural ?? resource.plural) === resource.plural).length,
    sendBookmarks: () =>
      watches.forEach((watch) => {
        watch.bookmark();
      }),
    endWatches: (error) =>
      watches.forEach((watch) => {
        error ? watch.fail(error) : watch.end();
      }),
    expireContinueTokens: () => lists.expireContinueTokens(),
    emptyWatchCache: () => store.emptyWatchCache(),
    stop: () => network.refuse(),
    async start({ initializing = 0 } = {}) {
      store.emptyWatchCache();
      answers.initializing = initializing;
      await network.listen();
    },
    issueClientCertificate: (request) => clients.issue(request),
    replaceAuthority() {
      identity.authority = openAuthority();
      server.setSecureContext(tlsOf(identity.authority, clients));
    },
    async [Symbol.asyncDispose]() {
      await network.refuse();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

/** JSON is YAML, too. */
function kubeconfigOf(server: string, { certificate }: Authority): string {
  const ca = Buffer.from(certificate).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'administrator' } }],
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority-data': ca } }],
    users: [{ name: 'administrator', user: { token: ADMINISTRATOR_TOKEN } }],
  });
}

interface TlsOptions {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

function tlsOf(authority: Authority, clients: Authority): TlsOptions {
  const { key, certificate } = authority.issue({ commonName: 'kube-apiserver', hosts: HOSTS });
  return { key, cert: certificate, ca: clients.certificate };
}

function openServer(answers: Answers, tls: TlsOptions, http2: boolean): Http2SecureServer {
  const clientCertificates = { requestCert: true, rejectUnauthorized: false };
  const protocols = {
    allowHTTP1: true,
    noDelay: true,
    ...(http2 ? {} : { ALPNProtocols: ['http/1.1'] }),
  };
  return createSecureServer(
    { ...tls, ...clientCertificates, ...protocols },
    (request, response) => {
      answers.answer(request, response).catch((cause: unknown) => {
        response.destroy(cause as Error);
      });
    },
  );
}
