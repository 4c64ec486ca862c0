/** Flows of one node, as its agent's table and namer make them: ends and points are shared. */
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { addHash, hashWord, REGISTERS } from '../../src/flow/hyperloglog.ts';
import { SOURCE_PORTS_MAX } from '../../src/flow/limits.ts';
import { TCP, UDP } from '../../src/flow/protocol.ts';
import { SYN } from '../../src/flow/tcp-flags.ts';
import { HOUR_US } from '../../src/flow/time.ts';
import type { Cluster } from './cluster.ts';
import { hashWords, outsideAddress, PORTS, type Traffic } from './traffic.ts';

const SYN_BYTES = 60;
const DNS = 53;
/** One connection in so many is sent for again. */
const CONNECTIONS_PER_RETRANSMIT = 8;
const EPHEMERAL_LOW = 32_768;
const EPHEMERAL_PORTS = 28_232;
/** Ports that go into a sketch; more would hardly change it. */
const SKETCHED_MAX = 64;

/** What a node saw of one edge since its last batch. */
export interface Seen {
  readonly edge: number;
  readonly node: number;
  readonly connections: number;
  readonly window: number;
  readonly nowUs: number;
}

function linesOf(connections: number): number {
  return connections + Math.floor(connections / CONNECTIONS_PER_RETRANSMIT);
}

/** All edges' flows, with the ends as they are named now. */
export class FlowMaker {
  readonly #cluster: Cluster;
  readonly #traffic: Traffic;

  constructor(cluster: Cluster, traffic: Traffic) {
    this.#cluster = cluster;
    this.#traffic = traffic;
  }

  isSource(node: number, edge: number): boolean {
    return this.#isOn(node, this.#traffic.source[edge]!);
  }

  isDestination(node: number, edge: number): boolean {
    return this.#isOn(node, this.#traffic.destination[edge]!);
  }

  /** Changes when one of the ends is another pod than before. */
  generationOf(edge: number): number {
    const { pods } = this.#cluster;
    const { source, destination } = this.#traffic;
    let sum = 0;
    for (const end of [source[edge]!, destination[edge]!]) {
      if (end < pods) sum += this.#cluster.generationOf(end);
    }
    return sum;
  }

  flow({ edge, node, connections, window, nowUs }: Seen): Flow {
    const { source, destination } = this.#traffic;
    const [from, to] = [source[edge]!, destination[edge]!];
    const port = PORTS[this.#traffic.port[edge]!]!;
    const lines = linesOf(connections);
    return {
      origin: 'kernel',
      point: this.#cluster.point(
        this.#isOn(node, from) ? from : undefined,
        this.#isOn(node, to) ? to : undefined,
      ),
      source: this.#end(from),
      destination: this.#end(to),
      protocol: port === DNS ? UDP : TCP,
      port,
      icmpType: undefined,
      icmpCode: undefined,
      isReply: false,
      overflow: undefined,
      hour: Math.floor(nowUs / HOUR_US),
      lines,
      duplicates: 0,
      connections,
      bytes: lines * SYN_BYTES,
      tcpFlags: port === DNS ? 0 : SYN,
      firstSeenUs: nowUs - (hashWords(edge, window) % 1_000_000),
      lastSeenUs: nowUs,
      ...sourcePorts(edge, window, connections),
      answered: 0,
      refused: 0,
      unreachable: 0,
    };
  }

  #isOn(node: number, end: number): boolean {
    return end < this.#cluster.pods && this.#cluster.nodeOf(end) === node;
  }

  #end(end: number): Endpoint {
    const { pods } = this.#cluster;
    return end < pods ? this.#cluster.end(end) : unnamedEndpoint(outsideAddress(end - pods));
  }
}

function sourcePorts(
  edge: number,
  window: number,
  connections: number,
): Pick<Flow, 'sourcePorts' | 'sourcePortRegisters'> {
  const portAt = (i: number) =>
    EPHEMERAL_LOW + (hashWords(edge * SKETCHED_MAX + i, window) % EPHEMERAL_PORTS);
  const few = Math.min(connections, SOURCE_PORTS_MAX);
  const sample = new Set(Array.from({ length: few }, (_, i) => portAt(i)));
  const registers = new Uint8Array(connections > SOURCE_PORTS_MAX ? REGISTERS : 0);
  if (registers.length > 0) {
    for (let i = 0; i < Math.min(connections, SKETCHED_MAX); i++) {
      addHash(registers, 0, hashWord(portAt(i)));
    }
  }
  return { sourcePorts: [...sample], sourcePortRegisters: registers };
}
