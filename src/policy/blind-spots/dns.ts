/**
 * Names: the first thing that breaks, and slowly. A lookup goes out over UDP and, where the answer
 * is long, again over TCP. With NodeLocal DNSCache pods ask an address of their own node instead.
 */
import { TCP, UDP } from '../../flow/protocol.ts';
import { backendsOf } from './behind-service.ts';
import type { BlindSpot } from './blind-spot.ts';
import { findGaps, type Gap, gapOf, type Need } from './need.ts';
import { type Party, partyOf, partyOfAbsent, partyOfAddresses } from './party.ts';
import { isEndOf } from './seen-flows.ts';
import { nameKey, type ServiceFacts, type SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import type { Subject } from './subjects.ts';

const DNS_PORT = 53;
const DNS_NAMESPACES = ['kube-system', 'openshift-dns'];
const DNS_LABELS = { 'k8s-app': 'kube-dns' };
const DNS_APPS = ['kube-dns', 'coredns'];

/** Where NodeLocal DNSCache listens. Source: Kubernetes' guide to NodeLocal DNSCache. */
const NODE_LOCAL_IP = '169.254.20.10';
const NODE_LOCAL_APP = 'node-local-dns';

interface Servers {
  readonly service: readonly { readonly party: Party; readonly port: number }[];
  /** Addresses under which NodeLocal DNSCache answers; undefined: there is none. */
  readonly nodeLocal: readonly Party[] | undefined;
  /** What the objects say of them. */
  readonly objects: readonly string[];
}

export function findDns(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const servers = findServers(context);
  const clients = context.policed.filter((subject) => asksCluster(context, subject, servers));
  const parties = clients.map(partyOf);
  const gaps = new Map(
    [UDP, TCP].map((protocol) => [
      protocol,
      parties.flatMap((source) => serviceGaps(context, source, protocol, servers)),
    ]),
  );
  const overUdp = gaps.get(UDP)!;
  const blocked = new Set(overUdp.map(({ source }) => source));
  const [both, tcpOnly] = [
    gaps.get(TCP)!.filter(({ source }) => blocked.has(source)),
    gaps.get(TCP)!.filter(({ source }) => !blocked.has(source)),
  ];
  const { objects } = servers;
  return [
    spotOf(context, {
      id: 'dns',
      what: both.length > 0 ? 'DNS lookups (UDP and TCP 53)' : 'DNS lookups over UDP',
      gaps: [...overUdp, ...both],
      objects,
      fix:
        'Allow UDP and TCP 53 to the DNS servers before anything else: without names all ' +
        'breaks, and slowly, as each lookup waits for its timeout.',
      policyName: 'allow-dns',
    }),
    spotOf(context, {
      id: 'dns_tcp',
      what: 'DNS lookups over TCP, which long answers need,',
      gaps: tcpOnly,
      denied: 'may_break',
      objects,
      fix: 'Allow TCP 53 beside UDP 53: what fits no UDP packet fails now and then otherwise.',
      policyName: 'allow-dns-tcp',
    }),
    nodeLocalSpot(context, parties, servers),
  ];
}

function findServers(context: SpotContext): Servers {
  const services = [...context.services.values()].filter(isDnsService);
  const behind = services.flatMap(({ service: { namespace, name } }) =>
    [UDP, TCP].flatMap((protocol) =>
      backendsOf(context, { namespace, name, port: DNS_PORT }, protocol),
    ),
  );
  const known = behind.flatMap(({ party, port }) => (port === undefined ? [] : [{ party, port }]));
  const distinct = new Map(known.map((each) => [`${each.party.text}:${each.port}`, each]));
  const assumed = { party: partyOfAbsent(ASSUMED_SERVER), port: DNS_PORT };
  const nodeLocal = isNodeLocal(context) ? nodeLocalParties(services) : undefined;
  return {
    service: distinct.size > 0 ? [...distinct.values()] : [assumed],
    nodeLocal,
    objects: [
      distinct.size > 0
        ? `declared: ${services.map(({ service }) => `service ${nameKey(service)}`).join(', ')}`
        : 'the objects show no DNS service: taken for pods k8s-app=kube-dns in kube-system',
      ...(nodeLocal === undefined ? [] : ['NodeLocal DNSCache is in use']),
    ],
  };
}

const ASSUMED_SERVER = {
  namespace: DNS_NAMESPACES[0]!,
  labels: DNS_LABELS,
  text: 'kube-dns',
  hasAllLabels: false,
};

function isDnsService({ service, declared }: ServiceFacts): boolean {
  const answers = service.ports.some(({ port, protocol }) => port === DNS_PORT && protocol === UDP);
  const app = service.selector?.['k8s-app'] ?? declared?.labels['k8s-app'] ?? '';
  return answers && (DNS_NAMESPACES.includes(service.namespace) || DNS_APPS.includes(app));
}

function isNodeLocal({ subjects, seen }: SpotContext): boolean {
  const isThere = subjects.some(({ labels }) => labels['k8s-app'] === NODE_LOCAL_APP);
  const isSeen = seen.to(partyOfAddresses([NODE_LOCAL_IP], '')).length > 0;
  return isThere || isSeen;
}

/** Where kube-proxy has iptables, it answers in place of the service, under its address, too. */
function nodeLocalParties(services: readonly ServiceFacts[]): Party[] {
  const serviceIps = services.flatMap(({ service }) => service.clusterIps);
  return [NODE_LOCAL_IP, ...serviceIps].map((ip) => partyOfAddresses([ip], `NodeLocal DNS ${ip}`));
}

/** Servers have resolvers of their own; pods may be told to use those of their node. */
function asksCluster(context: SpotContext, subject: Subject, { service }: Servers): boolean {
  const own = partyOf(subject);
  if (service.some(({ party }) => party.text === own.text)) return false;
  if (subject.declared?.usesClusterDns ?? true) return true;
  return context.seen
    .from(own)
    .some(
      (edge) =>
        edge.port === DNS_PORT && service.some(({ party }) => isEndOf(party, edge.destination)),
    );
}

/** None where the node's own cache is open to it: it asks in its place. */
function serviceGaps(
  context: SpotContext,
  source: Party,
  protocol: number,
  { service, nodeLocal }: Servers,
): readonly Gap[] {
  const needs = service.map(({ party, port }) => ({ source, destination: party, protocol, port }));
  const gaps = findGaps(context.evaluator, needs);
  const asks = nodeLocal !== undefined && reaches(context, source, protocol, nodeLocal);
  return asks ? gaps.filter((gap) => context.seen.of(gap).length > 0) : gaps;
}

function reaches(
  { evaluator }: SpotContext,
  source: Party,
  protocol: number,
  servers: readonly Party[],
): boolean {
  return servers.some(
    (destination) =>
      gapOf(evaluator, { source, destination, protocol, port: DNS_PORT }) === undefined,
  );
}

/** Either of its addresses is enough: which one pods ask depends on how it was set up. */
function nodeLocalSpot(
  context: SpotContext,
  parties: readonly Party[],
  { nodeLocal, objects }: Servers,
): BlindSpot | undefined {
  if (nodeLocal === undefined) return undefined;
  const closed = parties.flatMap((source) =>
    [UDP, TCP]
      .filter((protocol) => !reaches(context, source, protocol, nodeLocal))
      .map((protocol): Need => ({ source, destination: nodeLocal[0]!, protocol, port: DNS_PORT })),
  );
  const gaps = findGaps(context.evaluator, closed);
  const isSeen = gaps.some((gap) => context.seen.of(gap).length > 0);
  return spotOf(context, {
    id: 'node_local_dns',
    what: "DNS lookups at the node's own cache",
    gaps,
    denied: isSeen ? 'breaks' : 'may_break',
    objects,
    fix:
      `Allow UDP and TCP 53 to ${NODE_LOCAL_IP}/32 (no selector matches an address of the host); ` +
      'where the cache answers under the address of the DNS service, allow that address as well.',
    policyName: 'allow-node-local-dns',
  });
}
