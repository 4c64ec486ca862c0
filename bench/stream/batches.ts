/**
 * What a busy node ships: batches of flows as the table and the namer make them. A node's own pods
 * are named by their interface and share one endpoint each, the node itself has candidates; every
 * other end is a new, unnamed endpoint of its own. Points are shared by their flows.
 */

import { canonicalAddress } from '../../src/flow/address.ts';
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { Flow, ObservationPoint } from '../../src/flow/flow.ts';
import { addHash, hashWord, REGISTERS } from '../../src/flow/hyperloglog.ts';
import { SOURCE_PORTS_MAX } from '../../src/flow/limits.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { isWorkloadInterface } from '../../src/flow/observed-side.ts';
import { ICMP, ICMPV6, protocolNumber, TCP } from '../../src/flow/protocol.ts';
import { SYN } from '../../src/flow/tcp-flags.ts';
import type { BatchContent } from '../../src/wire/ingest.ts';
import { Random } from '../random.ts';
import { createTraffic, type TrafficFlow } from '../traffic.ts';
import { zipfWeights } from '../zipf.ts';

const NODE = 'worker-21';
const NODE_ADDRESS = '192.168.10.21';
const HOUR_US = 3_600_000_000;
const WINDOW_US = 10_000_000;
const START_US = 490_000 * HOUR_US;
/** Lines of one window for each flow: few flows have many of them. */
const LINES_PER_FLOW = 12;
const EPHEMERAL_LOW = 32_768;
const EPHEMERAL_HIGH = 60_999;

/** `count` batches of `size` flows: the same flows, window by window. */
export function makeBatches(count: number, size: number): BatchContent[] {
  const random = new Random(5);
  const traffic = createTraffic(size, 1, random);
  const lines = zipfWeights(size, 1).map((weight) => Math.ceil(weight * size * LINES_PER_FLOW));
  const ends = new Ends();
  return Array.from({ length: count }, (_, window) => {
    const startUs = START_US + window * WINDOW_US;
    const flows = traffic.map((one, i) => flowOf(one, { ends, random, startUs, lines: lines[i]! }));
    const read = lines.reduce((sum, count) => sum + count, 0);
    return {
      cursorAfter: `s=1f2e;i=${window};t=${startUs.toString(16)}`,
      flows,
      losses: [],
      account: { ...emptyAccount(), read, parsed: read },
      ruleCounters: [],
      readings: [{ bootId: 'c5a0', rawUs: window * WINDOW_US, wallUs: startUs }],
    };
  });
}

/** Points and named ends, each made once. */
class Ends {
  readonly #points = new Map<string, ObservationPoint>();
  readonly #named = new Map<string, Endpoint>();

  point(inInterface: string, outInterface: string): ObservationPoint {
    const make = () => ({ prefix: 'calico-packet', inInterface, outInterface });
    return once(this.#points, `${inInterface} ${outInterface}`, make);
  }

  end(kernelAddress: string, interfaceName: string): Endpoint {
    const ip = canonicalAddress(kernelAddress)!;
    if (isWorkloadInterface(interfaceName)) {
      return once(this.#named, `${interfaceName} ${ip}`, () => podEnd(ip, interfaceName));
    }
    return ip === NODE_ADDRESS ? once(this.#named, ip, () => nodeEnd(ip)) : unnamedEndpoint(ip);
  }
}

function once<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function podEnd(ip: string, interfaceName: string): Endpoint {
  const workload = `checkout-${interfaceName.slice(4, 6)}`;
  return {
    kind: 'pod',
    namespace: 'shop-production',
    name: `${workload}-7d9c5b8f6-${interfaceName.slice(6, 11)}`,
    workload: { kind: 'Deployment', name: workload },
    labels: {
      'app.kubernetes.io/name': workload,
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/component': 'backend',
    },
    ip,
    node: NODE,
    attribution: 'veth_hash',
    confidence: 'certain',
    candidates: [],
  };
}

/** The node, or one of the pods that live under its address. */
function nodeEnd(ip: string): Endpoint {
  const evidence = { ip, attribution: 'node_address', node: NODE } as const;
  const pods = ['calico-node', 'csi-node', 'kube-proxy', 'node-exporter'].map((name) => ({
    ...podEnd(ip, 'cali0000000'),
    ...evidence,
    confidence: 'ambiguous' as const,
    namespace: 'kube-system',
    name: `${name}-x7k2p`,
    workload: { kind: 'DaemonSet', name },
  }));
  const node = { ...unnamedEndpoint(ip), ...evidence, kind: 'node', name: NODE } as const;
  return { ...node, confidence: 'probable', candidates: pods };
}

interface Making {
  readonly ends: Ends;
  readonly random: Random;
  readonly startUs: number;
  readonly lines: number;
}

function flowOf({ kind, route, port }: TrafficFlow, making: Making): Flow {
  const { ends, random, startUs, lines } = making;
  const { inInterface, outInterface } = route;
  const protocol = protocolNumber(kind.protocol)!;
  const isIcmp = protocol === ICMP || protocol === ICMPV6;
  const [icmpType, icmpCode] = isIcmp ? String(kind.ports).split('/').map(Number) : [];
  const connections = Math.ceil(lines * 0.88);
  const firstSeenUs = startUs + random.below(WINDOW_US);
  return {
    origin: 'kernel',
    point: ends.point(inInterface, outInterface),
    source: ends.end(route.source, inInterface),
    destination: ends.end(route.destination, outInterface),
    protocol,
    port: isIcmp ? undefined : port,
    icmpType,
    icmpCode,
    isReply: false,
    overflow: undefined,
    hour: Math.floor(startUs / HOUR_US),
    lines,
    duplicates: 0,
    connections,
    bytes: lines * random.between(60, 140),
    tcpFlags: protocol === TCP ? SYN : 0,
    firstSeenUs,
    lastSeenUs: firstSeenUs + random.below(startUs + WINDOW_US - firstSeenUs),
    ...sourcePorts(connections, random),
    answered: 0,
    refused: 0,
    unreachable: 0,
  };
}

function sourcePorts(
  connections: number,
  random: Random,
): Pick<Flow, 'sourcePorts' | 'sourcePortRegisters'> {
  const isComplete = connections <= SOURCE_PORTS_MAX;
  const registers = new Uint8Array(isComplete ? 0 : REGISTERS);
  const sample = new Set<number>();
  for (let i = 0; i < Math.min(connections, 256); i++) {
    const port = random.between(EPHEMERAL_LOW, EPHEMERAL_HIGH);
    if (sample.size < SOURCE_PORTS_MAX) sample.add(port);
    if (!isComplete) addHash(registers, 0, hashWord(port));
  }
  return { sourcePorts: [...sample], sourcePortRegisters: registers };
}
