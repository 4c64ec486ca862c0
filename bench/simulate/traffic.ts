/**
 * Who talks to whom in the simulated cluster, and how often. Each node's pods call pods elsewhere
 * and outside addresses, and outside addresses call them; the node of the client and that of the
 * server both see an edge between pods. Few edges make most of the connections (Zipf's law).
 */
import { Random } from '../random.ts';
import { cumulate, rankAt, zipfWeights } from '../zipf.ts';
import { type Cluster, PODS_PER_NODE } from './cluster.ts';

/** Of a node's edges: those its pods open to pods (as many come in), to outside, and from there. */
const TO_PODS = 0.4;
const TO_OUTSIDE = 0.15;
const FROM_OUTSIDE = 0.05;

export const OUTSIDE_ADDRESSES = 4_096;
const OUTSIDE_EXPONENT = 0.9;
const RATE_EXPONENT = 1;

/** A workload serves one of them. */
export const PORTS = [8080, 443, 5432, 6379, 9092, 53, 8443, 9090] as const;

/** Draws until an edge is one that its node does not have yet. */
const DRAWS_MAX = 20;

/** Edges by number; ends are pods, or outside addresses behind the last pod. */
export interface Traffic {
  readonly count: number;
  readonly source: Uint32Array;
  readonly destination: Uint32Array;
  /** Number in PORTS. */
  readonly port: Uint8Array;
  /** Connections in a window, on average. */
  readonly rate: Float32Array;
  /** Edges that each node sees. */
  readonly seenBy: readonly Uint32Array[];
}

export interface TrafficOptions {
  /** Of a node, on average. */
  readonly edgesPerNode: number;
  /** Share of a node's edges with a connection in one window, on average. */
  readonly activeShare: number;
  readonly seed: number;
}

export function createTraffic(cluster: Cluster, options: TrafficOptions): Traffic {
  const drawing = new Drawing(cluster, options.seed);
  const { edgesPerNode } = options;
  const [toPods, toOutside, fromOutside] = [TO_PODS, TO_OUTSIDE, FROM_OUTSIDE].map((share) =>
    Math.max(1, Math.round(share * edgesPerNode)),
  ) as [number, number, number];
  const perNode = toPods + toOutside + fromOutside;
  const rates = ratesOf(perNode, options.activeShare);
  for (let node = 0; node < cluster.nodes; node++) {
    drawing.beginNode(node, rates);
    for (let i = 0; i < toPods; i++) drawing.draw('pod', 'pods');
    for (let i = 0; i < toOutside; i++) drawing.draw('pod', 'outside');
    for (let i = 0; i < fromOutside; i++) drawing.draw('outside', 'pod');
  }
  return drawing.traffic();
}

/** By rank, so that `activeShare` of so many edges have a connection in one window. */
export function ratesOf(edges: number, activeShare: number): Float64Array {
  const weights = zipfWeights(edges, RATE_EXPONENT);
  const activeOf = (scale: number) =>
    weights.reduce((sum, weight) => sum + 1 - Math.exp(-weight * scale), 0) / edges;
  let [low, high] = [0, 1];
  while (activeOf(high) < Math.min(activeShare, 0.999)) high *= 2;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (activeOf(middle) < activeShare) low = middle;
    else high = middle;
  }
  return weights.map((weight) => weight * high);
}

/** `pod`: one of the node at hand; `pods`: any of the cluster. */
type End = 'pod' | 'pods' | 'outside';

class Drawing {
  readonly #cluster: Cluster;
  readonly #random: Random;
  readonly #outside = cumulate(zipfWeights(OUTSIDE_ADDRESSES, OUTSIDE_EXPONENT));
  readonly #source: number[] = [];
  readonly #destination: number[] = [];
  readonly #port: number[] = [];
  readonly #rate: number[] = [];
  readonly #seenBy: number[][];
  #node = 0;
  #rates: number[] = [];
  #known = new Set<string>();

  constructor(cluster: Cluster, seed: number) {
    this.#cluster = cluster;
    this.#random = new Random(seed);
    this.#seenBy = Array.from({ length: cluster.nodes }, () => []);
  }

  beginNode(node: number, rates: Float64Array): void {
    this.#node = node;
    this.#known = new Set();
    this.#rates = [...rates];
  }

  /** Adds an edge that the node at hand does not have, if one is found. */
  draw(from: End, to: End): void {
    const rate = this.#takeRate();
    for (let i = 0; i < DRAWS_MAX; i++) {
      const [source, destination] = [this.#end(from), this.#end(to)];
      const port = this.#portOf(destination);
      const key = `${source} ${destination} ${port}`;
      if (source === destination || this.#known.has(key)) continue;
      this.#known.add(key);
      this.#add(source, destination, port, rate);
      return;
    }
  }

  traffic(): Traffic {
    return {
      count: this.#source.length,
      source: Uint32Array.from(this.#source),
      destination: Uint32Array.from(this.#destination),
      port: Uint8Array.from(this.#port),
      rate: Float32Array.from(this.#rate),
      seenBy: this.#seenBy.map((edges) => Uint32Array.from(edges)),
    };
  }

  #add(source: number, destination: number, port: number, rate: number): void {
    const edge = this.#source.length;
    this.#source.push(source);
    this.#destination.push(destination);
    this.#port.push(port);
    this.#rate.push(rate);
    const nodes = [source, destination].filter((end) => end < this.#cluster.pods);
    for (const node of new Set(nodes.map((pod) => this.#cluster.nodeOf(pod)))) {
      this.#seenBy[node]!.push(edge);
    }
  }

  /** Any of those left: which edge is a busy one is chance. */
  #takeRate(): number {
    const at = this.#random.below(this.#rates.length);
    const rate = this.#rates[at]!;
    this.#rates[at] = this.#rates.at(-1)!;
    this.#rates.pop();
    return rate;
  }

  #end(end: End): number {
    const { pods } = this.#cluster;
    if (end === 'pods') return this.#random.below(pods);
    if (end === 'pod') return this.#node * PODS_PER_NODE + this.#random.below(PODS_PER_NODE);
    return pods + rankAt(this.#outside, this.#random.fraction());
  }

  #portOf(destination: number): number {
    const { pods, workloadOf } = this.#cluster;
    const server = destination < pods ? workloadOf[destination]! : destination;
    return server % PORTS.length;
  }
}

/** Documentation and benchmarking ranges (RFC 5737, RFC 2544): 198.18.0.0/15 has room for all. */
export function outsideAddress(number: number): string {
  return `198.18.${number >> 8}.${number & 255}`;
}

/**
 * Connections of an edge in one window: Poisson by the edge's rate, and the same for whoever asks,
 * so that client's and server's node count the same without a word between them.
 */
export function connectionsIn(edge: number, window: number, rate: number): number {
  const fraction = hashWords(edge, window) / 2 ** 32;
  let term = Math.exp(-rate);
  if (fraction < term) return 0;
  if (rate > RATE_EXACT_MAX) return Math.round(rate * (0.5 + fraction));
  let count = 0;
  for (let sum = term; sum <= fraction && count < COUNT_MAX; sum += term) {
    count++;
    term *= rate / count;
  }
  return count;
}

/** Past it the sum above takes too long, and is near enough to evenly spread. */
const RATE_EXACT_MAX = 30;
const COUNT_MAX = 1_000;

/** Two numbers mixed into 32 bits (the finalizer of MurmurHash3). */
export function hashWords(a: number, b: number): number {
  let mixed = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
