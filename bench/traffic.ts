/**
 * The flows of the corpus and their packets' text, exactly as nf_log_syslog prints it (every line
 * ends in a blank). Kinds of traffic keep their shares of the *lines*, whatever the number of
 * flows, so that corpora compare.
 */
import type { Random } from './random.ts';
import { createTopology, type Family, pickRoute, type Route, type Topology } from './topology.ts';
import { flowKey } from './truth.ts';
import { zipfWeights } from './zipf.ts';

export const PREFIX = 'calico-packet: ';

type Text = (flow: TrafficFlow, random: Random) => string;

interface Kind {
  /** Of 900 packet lines, how many. */
  readonly share: number;
  readonly family: Family;
  /** The protocol's name in PROTO=. */
  readonly protocol: string;
  /** What stands for a port in the key: a list to choose from, or an ICMP type and code. */
  readonly ports: readonly number[] | string;
  readonly text: Text;
}

/** One flow and what changes from line to line. */
export interface TrafficFlow {
  readonly key: string;
  readonly kind: Kind;
  readonly route: Route;
  /** `IN=` to `DST=` with the trailing blank. */
  readonly start: string;
  /** `MARK=… ` or nothing. */
  readonly end: string;
  readonly port: number;
  readonly window: number;
  /** Of the latest line; a retransmit keeps the port. */
  sourcePort: number;
  ipId: number;
  lines: number;
}

const TCP_PORTS = [80, 443, 5432, 6379, 8080, 8443, 9090, 9092, 9200, 3306, 27017, 5672, 4317, 53];
const UDP_PORTS = [53, 53, 53, 123, 4789, 8125, 514, 161, 3478, 1812];
const WINDOWS = [64860, 64240, 62727, 65280, 29200];
const MARKS = ['', '', 'MARK=0x10000 ', 'MARK=0x40000 '];
const EPHEMERAL_LOW = 32_768;
const EPHEMERAL_HIGH = 60_999;
const RETRANSMIT_SHARE = 0.12;

const KINDS: readonly Kind[] = [
  { share: 410, family: 4, protocol: 'TCP', ports: TCP_PORTS, text: tcp },
  { share: 177, family: 4, protocol: 'TCP', ports: TCP_PORTS, text: tcpWithOptions },
  { share: 58, family: 6, protocol: 'TCP', ports: TCP_PORTS, text: tcp },
  { share: 176, family: 4, protocol: 'UDP', ports: UDP_PORTS, text: udp },
  { share: 16, family: 6, protocol: 'UDP', ports: UDP_PORTS, text: udp },
  { share: 32, family: 4, protocol: 'ICMP', ports: '8/0', text: echo },
  { share: 24, family: 4, protocol: 'ICMP', ports: '3/3', text: unreachable },
  { share: 4, family: 6, protocol: 'ICMPv6', ports: '128/0', text: echo },
  { share: 3, family: 6, protocol: 'ICMPv6', ports: '1/4', text: unreachable },
];

/** `count` distinct flows, the one with the most lines first. */
export function createTraffic(count: number, exponent: number, random: Random): TrafficFlow[] {
  const topology = createTopology(random);
  const kinds = spreadKinds(zipfWeights(count, exponent));
  const taken = new Set<string>();
  return kinds.map((kind) => {
    let flow = createFlow(kind, topology, random);
    while (taken.has(flow.key)) flow = createFlow(kind, topology, random);
    taken.add(flow.key);
    return flow;
  });
}

/** Gives each rank the kind that lags most behind its share. */
function spreadKinds(weights: Float64Array): Kind[] {
  const shareSum = KINDS.reduce((sum, kind) => sum + kind.share, 0);
  const given = new Float64Array(KINDS.length);
  return Array.from(weights, (weight) => {
    let most = 0;
    let mostLag = -Infinity;
    KINDS.forEach((kind, i) => {
      given[i]! -= (kind.share / shareSum) * weight;
      if (-given[i]! <= mostLag) return;
      mostLag = -given[i]!;
      most = i;
    });
    given[most]! += weight;
    return KINDS[most]!;
  });
}

function createFlow(kind: Kind, topology: Topology, random: Random): TrafficFlow {
  const route = pickRoute(topology, kind.family, random);
  const port = typeof kind.ports === 'string' ? 53 : random.pick(kind.ports);
  const { inInterface, outInterface, mac, source, destination } = route;
  const portOrType = typeof kind.ports === 'string' ? kind.ports : String(port);
  return {
    key: flowKey([inInterface, outInterface, source, destination, kind.protocol, portOrType]),
    kind,
    route,
    start: `IN=${inInterface} OUT=${outInterface} ${mac}SRC=${source} DST=${destination} `,
    end: random.pick(MARKS),
    port,
    window: random.pick(WINDOWS),
    sourcePort: random.between(EPHEMERAL_LOW, EPHEMERAL_HIGH),
    ipId: random.below(65_536),
    lines: 0,
  };
}

/** Text of the flow's next packet, prefix included; counts the line. */
export function nextLine(flow: TrafficFlow, random: Random): string {
  if (random.chance(RETRANSMIT_SHARE)) {
    flow.ipId = (flow.ipId + 1) & 0xffff;
  } else {
    flow.sourcePort = random.between(EPHEMERAL_LOW, EPHEMERAL_HIGH);
    flow.ipId = random.below(65_536);
  }
  flow.lines++;
  return PREFIX + flow.start + flow.kind.text(flow, random) + flow.end;
}

/** The IP header's part of the text. `length` counts the bytes behind the header. */
function ip(flow: TrafficFlow, length: number, fragmentable: boolean, random: Random): string {
  const { hops } = flow.route;
  if (flow.kind.family === 6) {
    return `LEN=${40 + length} TC=0 HOPLIMIT=${hops} FLOWLBL=${random.below(1 << 20)} `;
  }
  const flag = fragmentable ? '' : 'DF ';
  return `LEN=${20 + length} TOS=0x00 PREC=0x00 TTL=${hops} ID=${flow.ipId} ${flag}`;
}

function tcp(flow: TrafficFlow, random: Random): string {
  const ports = `SPT=${flow.sourcePort} DPT=${flow.port}`;
  const rest = `WINDOW=${flow.window} RES=0x00 SYN URGP=0 `;
  return `${ip(flow, 40, false, random)}PROTO=TCP ${ports} ${rest}`;
}

/** With --log-tcp-options: MSS 1410, SACK permitted, timestamps, window scale 7. */
function tcpWithOptions(flow: TrafficFlow, random: Random): string {
  const timestamp = random.uint32().toString(16).toUpperCase().padStart(8, '0');
  return `${tcp(flow, random)}OPT (020405820402080A${timestamp}0000000001030307) `;
}

function udp(flow: TrafficFlow, random: Random): string {
  const length = random.between(36, 120);
  const ports = `SPT=${flow.sourcePort} DPT=${flow.port}`;
  return `${ip(flow, length, true, random)}PROTO=UDP ${ports} LEN=${length} `;
}

function icmp(flow: TrafficFlow): string {
  const [type, code] = String(flow.kind.ports).split('/');
  return `PROTO=${flow.kind.protocol} TYPE=${type} CODE=${code} `;
}

function echo(flow: TrafficFlow, random: Random): string {
  const numbers = `ID=${flow.sourcePort & 0xfff} SEQ=${1 + random.below(600)}`;
  return `${ip(flow, 64, false, random)}${icmp(flow)}${numbers} `;
}

/** An ICMP error quotes the packet that it answers: the way back, a datagram to `flow.port`. */
function unreachable(flow: TrafficFlow, random: Random): string {
  const length = random.between(36, 120);
  const header = flow.kind.family === 6 ? 40 : 20;
  const outer = ip(flow, 8 + header + length, true, random);
  const { source, destination } = flow.route;
  const inner = `SRC=${destination} DST=${source} ${ip(flow, length, true, random)}`;
  const ports = `PROTO=UDP SPT=${flow.sourcePort} DPT=${flow.port} LEN=${length} `;
  return `${outer}${icmp(flow)}[${inner}${ports}] `;
}
