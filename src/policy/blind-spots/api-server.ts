/**
 * Pods that talk to the API server: operators, controllers, whatever lists or watches. Policies see
 * its real address and port behind the service `kubernetes`, and no selector of pods matches it.
 */
import type { Edge } from '../../flow/edge.ts';
import { TCP } from '../../flow/protocol.ts';
import type { BlindSpot } from './blind-spot.ts';
import { findGaps } from './need.ts';
import { type Party, partyOf, partyOfAddresses, unknownParty } from './party.ts';
import { isEndOf } from './seen-flows.ts';
import type { SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';
import { type Subject, workloadText } from './subjects.ts';

const TEXT = 'the API server';
const DEFAULT_PORT = 6443;
const DEFAULT_ACCOUNT = 'default';
const API_SERVICE = 'default/kubernetes';

interface ApiServer {
  readonly party: Party;
  readonly port: number | undefined;
  readonly text: string;
}

/** What a workload is taken to need it for; undefined: it is not. */
type Ground = 'seen' | 'bound' | 'account' | undefined;

export function findApiServer(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const servers = findServers(context);
  const grounds = new Map(
    context.policed.map((subject) => [subject, groundOf(context, subject, servers)]),
  );
  const clients = context.policed.filter((subject) => grounds.get(subject) !== undefined);
  const found = clients.map((subject) => ({
    subject,
    gaps: findGaps(
      context.evaluator,
      servers.map(({ party, port }) => ({
        source: partyOf(subject),
        destination: party,
        protocol: TCP,
        port,
      })),
    ),
  }));
  const closed = found.filter(({ gaps }) => gaps.length > 0);
  const isSure = closed.some(({ subject }) => grounds.get(subject) !== 'account');
  return [
    spotOf(context, {
      id: 'api_server',
      what: 'Connections to the API server',
      gaps: closed.flatMap(({ gaps }) => gaps),
      denied: isSure ? 'breaks' : 'may_break',
      objects: [
        ...closed.flatMap(({ subject }) => groundText(subject, grounds.get(subject))),
        ...servers.map(({ text }) => text),
      ],
      fix:
        'Allow egress to the addresses of the API server at its own port (an ipBlock): policies ' +
        'see them, not the service kubernetes and not port 443.',
      policyName: 'allow-api-server',
    }),
  ];
}

/** At least one. */
function findServers({ declared, services }: SpotContext): readonly ApiServer[] {
  const { apiAddresses, nodes } = declared;
  if (apiAddresses.length > 0) {
    const ports = [...new Set(apiAddresses.map(({ port }) => port))];
    return ports.map((port) => {
      const ips = apiAddresses.filter((each) => each.port === port).map(({ ip }) => ip);
      const text = `declared: the API server answers at ${ips.join(', ')}, TCP ${port}`;
      return { party: partyOfAddresses(ips, TEXT, nodes), port, text };
    });
  }
  const target = services.get(API_SERVICE)?.service.ports[0]?.targetPort;
  const port = typeof target === 'number' ? target : DEFAULT_PORT;
  const ips = nodes
    .filter(({ isControlPlane }) => isControlPlane)
    .flatMap(({ addresses }) => addresses);
  if (ips.length > 0) {
    const text = `taken for the nodes of the control plane, ${ips.join(', ')}, TCP ${port}`;
    return [{ party: partyOfAddresses(ips, TEXT, nodes), port, text }];
  }
  const text = 'the addresses of the API server are not known: add endpoints to the cluster file';
  return [{ party: unknownParty(TEXT), port: undefined, text }];
}

function groundOf(
  { seen, declared }: SpotContext,
  subject: Subject,
  servers: readonly ApiServer[],
): Ground {
  const isToApi = ({ destination, port }: Edge) =>
    `${destination.namespace}/${destination.name}` === API_SERVICE ||
    servers.some((server) => server.port === port && isEndOf(server.party, destination));
  if (seen.from(partyOf(subject)).some(isToApi)) return 'seen';
  const { serviceAccount } = subject.pods[0]!;
  if (subject.declared?.mountsToken === false) return undefined;
  const { boundAccounts } = declared;
  if (boundAccounts === undefined)
    return serviceAccount === DEFAULT_ACCOUNT ? undefined : 'account';
  return boundAccounts.has(`${subject.namespace}/${serviceAccount}`) ? 'bound' : undefined;
}

function groundText(subject: Subject, ground: Ground): string[] {
  const who = `${subject.namespace}: ${workloadText(subject)}`;
  const { serviceAccount } = subject.pods[0]!;
  if (ground === 'bound') return [`declared: ${who} has a role by its account ${serviceAccount}`];
  if (ground !== 'account') return [];
  return [`declared: ${who} has an account, ${serviceAccount}; with which role is not known`];
}
