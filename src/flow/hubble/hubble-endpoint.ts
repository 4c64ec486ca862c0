/** Ends in Hubble's words: who it is, by what names, behind which service. */
import type { Endpoint } from '../endpoint.ts';
import type { FlowReport } from './flow-report.ts';
import type { HubbleEndpoint, HubbleService } from './hubble-flow.ts';

/** Identities that are the same in every cluster. */
export const RESERVED = { host: 1, world: 2, 'remote-node': 6 } as const;
type Reserved = keyof typeof RESERVED;

export type Side = 'source' | 'destination';

export function hubbleEndpoint(report: FlowReport, side: Side): HubbleEndpoint {
  const end = report[side];
  const reserved = reservedOf(end, report.nodes);
  const labels = [
    ...Object.entries(end.labels).map(([key, value]) => `k8s:${key}=${value}`),
    ...(reserved === undefined ? [] : [`reserved:${reserved}`]),
  ];
  const isOutside = end.kind === 'outside' || end.kind === 'unknown';
  return {
    ...(reserved !== undefined && { identity: RESERVED[reserved] }),
    ...(report.cluster !== '' && !isOutside && { cluster_name: report.cluster }),
    ...(end.namespace !== '' && { namespace: end.namespace }),
    ...(labels.length > 0 && { labels }),
    ...(end.kind === 'pod' && end.name !== '' && { pod_name: end.name }),
    ...(end.workload && { workloads: [{ name: end.workload.name, kind: end.workload.kind }] }),
  };
}

function reservedOf(end: Endpoint, nodes: readonly string[]): Reserved | undefined {
  if (end.kind === 'outside') return 'world';
  if (end.kind !== 'node') return undefined;
  const [node, another] = nodes;
  return another === undefined && end.name !== '' && end.name === node ? 'host' : 'remote-node';
}

/** Of an outside end: its block, or what DNS calls it. */
export function hubbleNames({ kind, name }: Endpoint): readonly string[] {
  return kind === 'outside' && name !== '' ? [name] : [];
}

/** All services that the end may have been asked for by. */
export function hubbleServices(report: FlowReport, side: Side): readonly HubbleService[] {
  const { kind, namespace, name } = report[side];
  if (kind === 'service') return [{ name, namespace }];
  const server: Side = report.isReply ? 'source' : 'destination';
  if (side !== server) return [];
  return report.services.map((service) => {
    const slash = service.indexOf('/');
    return { name: service.slice(slash + 1), namespace: service.slice(0, slash) };
  });
}
