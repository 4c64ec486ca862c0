/**
 * Who can be an end of a connection: workloads, nodes (and with them the pods on their network),
 * and addresses outside.
 */
import { type Endpoint, unnamedEndpoint, type Workload } from '../../flow/endpoint.ts';
import { nodeEnd, outsideEnd } from '../evaluate/world-ends.ts';
import type { ContainerPort, World, WorldNode, WorldPod } from '../model/world.ts';
import {
  type AddressBits,
  type AddressRange,
  type AddressSpace,
  addressBytes,
} from './address-space.ts';
import type { NodeGroup, ReducedWorld } from './reduce-world.ts';

export interface WorkloadParty {
  readonly kind: 'workload';
  readonly namespace: string;
  readonly workload: Workload;
}

export interface NodeParty {
  readonly kind: 'nodes';
  /** Empty: no node is known, and any is meant. */
  readonly names: readonly string[];
}

export interface OutsideParty {
  readonly kind: 'outside';
  /** Blocks, and ranges as FIRST-LAST; IPv4 first, in ascending order, none touches another. */
  readonly ranges: readonly string[];
}

export type Party = WorkloadParty | NodeParty | OutsideParty;

/** A party, and how it is asked for. */
export interface Candidate<P extends Party = Party> {
  readonly party: P;
  readonly endpoint: Endpoint;
  /** Whether policies may have a say at this end. */
  readonly isPoliced: boolean;
  /** Of its addresses; empty: not known. */
  readonly families: ReadonlySet<AddressBits>;
  /** Ports with names. */
  readonly ports: readonly ContainerPort[];
}

/** Addresses outside that are alike to all policies. */
export interface OutsideClass extends Candidate<OutsideParty> {
  readonly space: AddressSpace;
  readonly addresses: readonly AddressRange[];
}

const familiesOf = (ips: readonly string[]): ReadonlySet<AddressBits> =>
  new Set(addressBytes(ips).map(({ length }) => (length * 8) as AddressBits));

/** The workloads whose pods have a network of their own, by namespace, name and kind. */
export function workloadParties({ pods }: Pick<World, 'pods'>): WorkloadParty[] {
  const parties = new Map<string, WorkloadParty>();
  for (const { namespace, workload, hostNetwork } of pods) {
    const party = { kind: 'workload' as const, namespace, workload };
    if (!hostNetwork) parties.set(partyKey(party), party);
  }
  return [...parties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, party]) => party);
}

export function workloadCandidates({ world }: ReducedWorld): Candidate<WorkloadParty>[] {
  const pods = Map.groupBy(world.pods, (pod) => partyKey({ kind: 'workload', ...pod }));
  return workloadParties(world).map((party) => {
    const own = (pods.get(partyKey(party)) ?? []).filter(({ hostNetwork }) => !hostNetwork);
    return {
      party,
      endpoint: workloadEnd(party),
      isPoliced: true,
      families: familiesOf(own.flatMap(({ ips }) => ips)),
      ports: own.flatMap(({ ports }) => ports),
    };
  });
}

/** Any pod of the workload. */
export function workloadEnd({ namespace, workload }: WorkloadParty): Endpoint {
  const known = { kind: 'pod', attribution: 'ip_time', confidence: 'certain' } as const;
  return { ...unnamedEndpoint(''), ...known, namespace, workload };
}

const ANY_NODE: NodeGroup = { node: { name: '', labels: {}, addresses: [] }, names: [] };

export function nodeCandidates({ nodes, world }: ReducedWorld): Candidate<NodeParty>[] {
  const groups = nodes.length === 0 ? [ANY_NODE] : nodes;
  return groups.map(({ node, names }) => {
    const own = world.hostEndpoints.filter((host) => host.node === node.name);
    return {
      party: { kind: 'nodes', names },
      endpoint: anyAddressOf(node),
      isPoliced: own.length > 0,
      families: familiesOf(node.addresses),
      ports: own.flatMap(({ ports }) => ports),
    };
  });
}

/** A node shows with any of its addresses. */
function anyAddressOf(node: WorldNode): Endpoint {
  return { ...nodeEnd(node), ip: '' };
}

/** Ranges that hold nothing but addresses of the cluster are not outside. */
export function outsideClasses(spaces: readonly AddressSpace[], world: World): OutsideClass[] {
  const taken = new Set([...world.pods.flatMap(ipsOf), ...world.nodes.flatMap(ipsOf)]);
  return spaces.flatMap((space) =>
    space.classes.flatMap((addresses): OutsideClass[] => {
      const ip = space.freeAddress(addresses, taken);
      if (ip === undefined) return [];
      const party = outsideParty(space, addresses);
      const endpoint = outsideEnd(ip);
      const families = new Set([space.bits]);
      return [{ party, endpoint, isPoliced: false, families, ports: [], space, addresses }];
    }),
  );
}

function ipsOf(of: WorldPod | WorldNode): readonly string[] {
  return 'ips' in of ? of.ips : of.addresses;
}

function outsideParty(space: AddressSpace, addresses: readonly AddressRange[]) {
  const ranges = addresses.map((range) => space.formatRange(range));
  return { kind: 'outside', ranges } as const satisfies OutsideParty;
}

/** One text per party; they sort as workloads by namespace and name, then nodes, then addresses. */
export function partyKey(party: Party): string {
  switch (party.kind) {
    case 'workload':
      return `0 ${party.namespace}/${party.workload.name}/${party.workload.kind}`;
    case 'nodes':
      return `1 ${party.names.join()}`;
    case 'outside':
      return `2 ${party.ranges.join()}`;
  }
}
