/**
 * The node on which the corpus was "logged": its pods, the pods of other nodes, the world outside,
 * and the ways between them. What a way fixes is the beginning of every line of its flows: IN=,
 * OUT=, MAC=, SRC=, DST=.
 */
import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

export type Family = 4 | 6;

/** One end of a flow, addresses spelled as the kernel prints them. */
interface Host {
  readonly ip4: string;
  readonly ip6: string;
}

export interface LocalPod extends Host {
  readonly namespace: string;
  readonly name: string;
  /** `cali` and the first 11 hex digits of sha1("<namespace>.<pod>"), as Calico names its veths. */
  readonly interface: string;
  /** Both hardware addresses of a frame that leaves the pod. */
  readonly macs: string;
}

export interface Topology {
  readonly localPods: readonly LocalPod[];
  readonly remotePods: readonly Host[];
  readonly outside: readonly Host[];
}

/** A way through the node's netfilter hooks from one end to the other. */
export interface Route {
  readonly inInterface: string;
  readonly outInterface: string;
  /** MAC= with its value and blank; empty where the packet was made on the node. */
  readonly mac: string;
  readonly source: string;
  readonly destination: string;
  /** TTL or hop limit as printed. */
  readonly hops: number;
}

const LOCAL_PODS = 64;
const REMOTE_PODS = 2048;
const OUTSIDE_HOSTS = 4096;
const NODE: Host = { ip4: '192.168.10.21', ip6: kernelIpv6(0xfd00, 0x10, 0x21) };
const CALI_MAC = 'ee:ee:ee:ee:ee:ee';
const UPLINK_MACS = '52:54:00:a1:0b:15:52:54:00:00:0a:01';
const TUNNEL_MACS = '66:3b:5d:0c:a9:15:66:94:e1:7f:02:33';
const WORKLOADS = ['shop.cart', 'shop.checkout', 'billing.api', 'media.encoder', 'iot.broker'];

export function createTopology(random: Random): Topology {
  return {
    localPods: Array.from({ length: LOCAL_PODS }, (_, i) => localPod(i, random)),
    remotePods: Array.from({ length: REMOTE_PODS }, (_, i) => ({
      ip4: `10.65.${1 + (i >> 6)}.${1 + (i & 63) * 3}`,
      ip6: kernelIpv6(0xfd65, 1 + (i >> 6), 0xc2f0 + (i & 63)),
    })),
    outside: Array.from({ length: OUTSIDE_HOSTS }, (_, i) => ({
      ip4: `${random.between(20, 220)}.${random.below(256)}.${random.below(256)}.${1 + (i & 127)}`,
      ip6: kernelIpv6(0x2001, 0xdb8, i),
    })),
  };
}

function localPod(i: number, random: Random): LocalPod {
  const suffix = random.uint32().toString(36).padStart(7, '0').slice(0, 5);
  const name = `${WORKLOADS[i % WORKLOADS.length]}-7d9c5b8f6-${suffix}`;
  const hash = createHash('sha1').update(name).digest('hex');
  const dot = name.indexOf('.');
  return {
    ...{ namespace: name.slice(0, dot), name: name.slice(dot + 1) },
    interface: `cali${hash.slice(0, 11)}`,
    macs: `${CALI_MAC}:02${hash.slice(12, 22).replace(/../g, (octet) => `:${octet}`)}`,
    ip4: `10.65.0.${2 + i}`,
    ip6: kernelIpv6(0xfd65, 0, 0xc2f0 + i),
  };
}

/**
 * An address as the kernel prints it: eight groups of four digits (only three of them are chosen
 * here).
 */
function kernelIpv6(first: number, second: number, last: number): string {
  const groups = [first, second, 0, 0, 0, 0, 0, last];
  return groups.map((group) => group.toString(16).padStart(4, '0')).join(':');
}

/** Shares of the ways a packet takes, in per cent. */
const WAYS: readonly (readonly [number, (topology: Topology, random: Random) => Way])[] = [
  [30, podToRemote],
  [22, podToOutside],
  [18, podToPod],
  [16, remoteToPod],
  [8, outsideToPod],
  [4, nodeToPod],
  [2, podToNode],
];

/** A route before its address family is chosen. */
interface Way {
  readonly inInterface: string;
  readonly outInterface: string;
  readonly macs: string;
  readonly source: Host;
  readonly destination: Host;
  readonly hops: number;
}

export function pickRoute(topology: Topology, family: Family, random: Random): Route {
  const way = pickWay(random)(topology, random);
  const etherType = family === 4 ? '08:00' : '86:dd';
  return {
    inInterface: way.inInterface,
    outInterface: way.outInterface,
    mac: way.macs === '' ? '' : `MAC=${way.macs}:${etherType} `,
    source: family === 4 ? way.source.ip4 : way.source.ip6,
    destination: family === 4 ? way.destination.ip4 : way.destination.ip6,
    hops: way.hops,
  };
}

function pickWay(random: Random): (topology: Topology, random: Random) => Way {
  let left = random.below(100);
  for (const [share, way] of WAYS) {
    left -= share;
    if (left < 0) return way;
  }
  return podToRemote;
}

function fromPod(pod: LocalPod, outInterface: string, destination: Host): Way {
  return {
    inInterface: pod.interface,
    outInterface,
    macs: pod.macs,
    source: pod,
    destination,
    hops: 63,
  };
}

function podToRemote(topology: Topology, random: Random): Way {
  const destination = random.pick(topology.remotePods);
  return fromPod(random.pick(topology.localPods), 'vxlan.calico', destination);
}

function podToOutside(topology: Topology, random: Random): Way {
  return fromPod(random.pick(topology.localPods), 'eth0', random.pick(topology.outside));
}

function podToPod(topology: Topology, random: Random): Way {
  const from = random.below(LOCAL_PODS);
  const to = topology.localPods[(from + 1 + random.below(LOCAL_PODS - 1)) % LOCAL_PODS]!;
  return fromPod(topology.localPods[from]!, to.interface, to);
}

function podToNode(topology: Topology, random: Random): Way {
  return { ...fromPod(random.pick(topology.localPods), '', NODE), hops: 64 };
}

function remoteToPod(topology: Topology, random: Random): Way {
  const destination = random.pick(topology.localPods);
  return {
    inInterface: 'vxlan.calico',
    outInterface: destination.interface,
    macs: TUNNEL_MACS,
    source: random.pick(topology.remotePods),
    destination,
    hops: 62,
  };
}

function outsideToPod(topology: Topology, random: Random): Way {
  const destination = random.pick(topology.localPods);
  return {
    inInterface: 'eth0',
    outInterface: destination.interface,
    macs: UPLINK_MACS,
    source: random.pick(topology.outside),
    destination,
    hops: random.between(40, 60),
  };
}

function nodeToPod(topology: Topology, random: Random): Way {
  const destination = random.pick(topology.localPods);
  return {
    inInterface: '',
    outInterface: destination.interface,
    macs: '',
    source: NODE,
    destination,
    hops: 64,
  };
}
