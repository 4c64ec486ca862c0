/** Whether an end is one of the pods behind a service, which rules of Calico may name. */
import { formatAddress } from '../../flow/address.ts';
import type { ServiceReference } from '../model/rule.ts';
import { and, NO, or, type Tri, tri, UNKNOWN, YES } from '../model/tri.ts';
import type { WorldPod, WorldService } from '../model/world.ts';
import type { End } from './end.ts';
import type { MatchService } from './match-rule.ts';
import type { WorldIndex } from './world-index.ts';

interface Backends {
  readonly service: WorldService;
  readonly byAddress: ReadonlyMap<string, WorldPod>;
  readonly pods: readonly WorldPod[];
}

/** A source matches by its address; a destination by its address and port, as in Calico. */
export function serviceMatcher(world: WorldIndex): MatchService {
  const known = new Map<string, Backends | undefined>();
  const backendsOf = ({ namespace, name }: ServiceReference): Backends | undefined => {
    const key = `${namespace}/${name}`;
    if (!known.has(key)) known.set(key, findBackends(world, namespace, name));
    return known.get(key);
  };
  return (reference, end, { traffic, destination }) => {
    const backends = backendsOf(reference);
    if (backends === undefined) return UNKNOWN;
    const found = matchEnd(backends, end);
    if (found === NO || end !== destination) return found;
    return and(found, matchPort(backends, end, traffic));
  };
}

function findBackends(world: WorldIndex, namespace: string, name: string): Backends | undefined {
  const service = world.service(namespace, name);
  const pods = world.podsBehind(service);
  if (service === undefined || pods === undefined) return undefined;
  const byAddress = new Map(pods.flatMap((pod) => pod.ips.map((ip) => [ip, pod] as const)));
  return { service, byAddress, pods };
}

function matchEnd({ byAddress, pods }: Backends, end: End): Tri {
  if (end.kind === 'pod' && end.name !== '') {
    return tri(pods.some(({ namespace, name }) => isNamed(end, namespace, name)));
  }
  if (end.addresses.length === 0) return end.kind === 'outside' ? NO : UNKNOWN;
  const hits = end.addresses.filter((address) => byAddress.has(formatAddress(address))).length;
  return hits === 0 ? NO : hits === end.addresses.length ? YES : UNKNOWN;
}

function isNamed(end: End, namespace: string, name: string): boolean {
  return end.namespace === namespace && end.name === name;
}

function matchPort(
  { service }: Backends,
  end: End,
  traffic: { protocol: number | undefined; port: number | undefined },
): Tri {
  let sum: Tri = NO;
  for (const { protocol, targetPort } of service.ports) {
    if (traffic.protocol !== undefined && traffic.protocol !== protocol) continue;
    if (traffic.protocol === undefined || traffic.port === undefined) return UNKNOWN;
    sum = or(sum, matchTarget(targetPort, end, traffic.protocol, traffic.port));
  }
  return sum;
}

function matchTarget(target: number | string, end: End, protocol: number, port: number): Tri {
  if (typeof target === 'number') return tri(target === port);
  if (end.ports === undefined) return UNKNOWN;
  const isIt = end.ports.some(
    (known) => known.name === target && known.protocol === protocol && known.port === port,
  );
  return tri(isIt);
}
