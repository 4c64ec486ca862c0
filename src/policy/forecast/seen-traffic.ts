/** What was seen between two parties of a list of what is allowed. */
import { parseAddress } from '../../flow/address.ts';
import { cidrContains, parseCidr } from '../../flow/cidr.ts';
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint, Workload } from '../../flow/endpoint.ts';
import type { Party } from '../connectivity/party.ts';
import { workloadKey } from '../coverage/subject.ts';
import { WorldIndex } from '../evaluate/world-index.ts';
import type { World } from '../model/world.ts';

/** Of what kind an end is, and which of them. */
interface SeenEnd {
  readonly key: string;
  /** Name of a node, or an address outside; empty of a workload. */
  readonly which: string;
}

interface Seen {
  readonly source: SeenEnd;
  readonly destination: SeenEnd;
  readonly edge: Edge;
}

export class SeenTraffic {
  readonly #seen: ReadonlyMap<string, readonly Seen[]>;

  /** An end that may be several counts as each of them. */
  constructor(edges: readonly Edge[], world: World) {
    const index = new WorldIndex(world);
    const seen = edges
      .filter(({ isReply }) => !isReply)
      .flatMap((edge) =>
        endsOf(edge.source, index).flatMap((source) =>
          endsOf(edge.destination, index).map((destination) => ({ source, destination, edge })),
        ),
      );
    this.#seen = Map.groupBy(seen, ({ source, destination }) => pair(source.key, destination.key));
  }

  /** The edges that may be between them. */
  between(source: Party, destination: Party): Edge[] {
    const known = this.#seen.get(pair(keyOf(source), keyOf(destination))) ?? [];
    return known
      .filter((seen) => isOf(source, seen.source) && isOf(destination, seen.destination))
      .map(({ edge }) => edge);
  }
}

function pair(source: string, destination: string): string {
  return `${source} => ${destination}`;
}

function endsOf(end: Endpoint, world: WorldIndex): SeenEnd[] {
  if (end.confidence === 'ambiguous' && end.candidates.length > 0) {
    return end.candidates.flatMap((one) => endsOf({ ...one, candidates: [] }, world));
  }
  switch (end.kind) {
    case 'pod': {
      const workload = end.workload ?? { kind: 'Pod', name: end.name };
      return [workloadEnd(end.namespace, workload)];
    }
    case 'service': {
      const pods = world.podsBehind(world.service(end.namespace, end.name)) ?? [];
      return pods.map((pod) => workloadEnd(pod.namespace, pod.workload));
    }
    case 'node':
      return [{ key: 'nodes', which: end.name || end.node }];
    default:
      return [{ key: 'outside', which: end.ip }];
  }
}

function workloadEnd(namespace: string, workload: Workload): SeenEnd {
  return { key: `${namespace}/${workloadKey(workload)}`, which: '' };
}

function keyOf(party: Party): string {
  return party.kind === 'workload' ? workloadEnd(party.namespace, party.workload).key : party.kind;
}

function isOf(party: Party, { which }: SeenEnd): boolean {
  if (party.kind === 'workload') return true;
  if (party.kind === 'nodes') return party.names.length === 0 || party.names.includes(which);
  const address = parseAddress(which);
  return address === undefined || party.ranges.some((range) => rangeHas(range, address));
}

/** `range`: a block, or FIRST-LAST. */
function rangeHas(range: string, address: Uint8Array): boolean {
  const block = parseCidr(range);
  if (block !== undefined) return cidrContains(block, address);
  const [first, last] = range.split('-').map(parseAddress);
  if (first === undefined || last === undefined || first.length !== address.length) return false;
  return Buffer.compare(first, address) <= 0 && Buffer.compare(address, last) <= 0;
}
