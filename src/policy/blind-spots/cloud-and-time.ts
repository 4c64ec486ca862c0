/**
 * What pods get from beyond the cluster without anybody having written it down: credentials from
 * the cloud's metadata service, the time.
 */
import { TCP, UDP } from '../../flow/protocol.ts';
import type { BlindSpot } from './blind-spot.ts';
import { findGaps, findGapsOfAny } from './need.ts';
import { partyOf, partyOfAddresses } from './party.ts';
import { needsSeen } from './seen-needs.ts';
import type { SpotContext } from './spot-context.ts';
import { spotOf } from './spot-of.ts';

/** Of most clouds, in IPv6, of EKS' pod identities, of Alibaba Cloud, and GKE's own. */
const METADATA_IPS: ReadonlySet<string> = new Set([
  '169.254.169.254',
  'fd00:ec2::254',
  '169.254.170.23',
  '100.100.100.200',
  '169.254.169.252',
]);
const METADATA = { ip: '169.254.169.254', port: 80 };
/** Where GKE's own server answers in its place, on the node. */
const GKE_METADATA = { ip: '169.254.169.252', port: 988 };
const NTP_PORT = 123;

export function findMetadataService(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const { seen, evaluator, declared, policed } = context;
  const edges = seen.all.filter(({ destination }) => METADATA_IPS.has(destination.ip));
  const used = findGaps(evaluator, needsSeen(context, edges));
  const accounts = policed.filter(({ namespace, pods }) =>
    declared.cloudAccounts.has(`${namespace}/${pods[0]!.serviceAccount}`),
  );
  const meant = accounts.flatMap((subject) => {
    const needs = [METADATA, GKE_METADATA].map(({ ip, port }) => ({
      source: partyOf(subject),
      destination: partyOfAddresses([ip], ip),
      protocol: TCP,
      port,
    }));
    return findGapsOfAny(evaluator, needs, seen);
  });
  return [
    spotOf(context, {
      id: 'metadata_service',
      what: "Requests to the cloud's metadata service, which gives credentials,",
      gaps: [...used, ...meant],
      objects: accounts.map(
        ({ namespace, pods }) =>
          `declared: account ${namespace}/${pods[0]!.serviceAccount} stands for one of the cloud`,
      ),
      fix:
        'Allow egress to its address for the workloads that need it, and for no others: whoever ' +
        'reaches it may get the rights of the node.',
      policyName: 'allow-metadata-service',
    }),
  ];
}

export function findTimeSync(context: SpotContext): readonly (BlindSpot | undefined)[] {
  const { seen, evaluator } = context;
  const edges = seen.all.filter(({ protocol, port }) => protocol === UDP && port === NTP_PORT);
  return [
    spotOf(context, {
      id: 'time_sync',
      what: 'Time synchronisation (UDP 123)',
      gaps: findGaps(evaluator, needsSeen(context, edges)),
      fix:
        'Allow egress to UDP 123 of the time servers; addresses of public pools change, those of ' +
        'servers of your own do not. Pods have the time of their node: most need none.',
      policyName: 'allow-time-sync',
    }),
  ];
}
