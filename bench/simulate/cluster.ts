/**
 * The cluster that is simulated: nodes with their pods, workloads of which few have many replicas,
 * and pods that are replaced. A pod's successor gets an address that another pod of the node had a
 * while ago, as address pools give them.
 */
import { type Endpoint, unnamedEndpoint } from '../../src/flow/endpoint.ts';
import type { ObservationPoint } from '../../src/flow/flow.ts';
import { Random } from '../random.ts';
import { cumulate, rankAt, zipfWeights } from '../zipf.ts';

export const PODS_PER_NODE = 30;
const NAMESPACES_MAX = 120;
const REPLICAS = 5;
/** Shares of replicas: the largest of 30,000 workloads has some hundred. */
const REPLICAS_EXPONENT = 0.6;
/** Addresses of a node that rest before they are given again. */
const ADDRESSES_RESTING = 2;
const FIRST_ADDRESS = 2;
const PREFIX = 'calico-packet';
const OUTWARD = 'eth0';

export class Cluster {
  readonly nodes: number;
  readonly pods: number;
  readonly workloads: number;
  readonly namespaces: number;
  /** Of each pod. */
  readonly workloadOf: Uint32Array;
  readonly #generation: Uint16Array;
  readonly #address: Uint8Array;
  /** Of each node, the longest rested first. */
  readonly #resting: readonly number[][];
  readonly #ends: Endpoint[];
  readonly #points = new Map<string, ObservationPoint>();

  constructor(nodes: number, seed: number) {
    const random = new Random(seed);
    this.nodes = nodes;
    this.pods = nodes * PODS_PER_NODE;
    this.workloads = Math.ceil(this.pods / REPLICAS);
    this.namespaces = Math.min(NAMESPACES_MAX, this.workloads);
    const shares = cumulate(zipfWeights(this.workloads, REPLICAS_EXPONENT));
    this.workloadOf = Uint32Array.from({ length: this.pods }, () =>
      rankAt(shares, random.fraction()),
    );
    this.#generation = new Uint16Array(this.pods);
    this.#address = Uint8Array.from(
      { length: this.pods },
      (_, pod) => FIRST_ADDRESS + (pod % PODS_PER_NODE),
    );
    this.#resting = Array.from({ length: nodes }, () =>
      Array.from({ length: ADDRESSES_RESTING }, (_, i) => FIRST_ADDRESS + PODS_PER_NODE + i),
    );
    this.#ends = Array.from({ length: this.pods }, (_, pod) => this.#podEnd(pod));
  }

  nodeOf(pod: number): number {
    return Math.floor(pod / PODS_PER_NODE);
  }

  namespaceOf(workload: number): string {
    return `team-${workload % this.namespaces}`;
  }

  /** How often the pod was replaced so far. */
  generationOf(pod: number): number {
    return this.#generation[pod]!;
  }

  /** The pod as its own node names it; one object until it is replaced. */
  end(pod: number): Endpoint {
    return this.#ends[pod]!;
  }

  /** Where its node sees a packet from `source` to `destination`; undefined: beyond the node. */
  point(source: number | undefined, destination: number | undefined): ObservationPoint {
    const inInterface = interfaceOf(source);
    const outInterface = interfaceOf(destination);
    const key = `${inInterface} ${outInterface}`;
    const known = this.#points.get(key) ?? { prefix: PREFIX, inInterface, outInterface };
    this.#points.set(key, known);
    return known;
  }

  /** The pod goes, and another one of its workload comes. */
  replace(pod: number): void {
    const resting = this.#resting[this.nodeOf(pod)]!;
    resting.push(this.#address[pod]!);
    this.#address[pod] = resting.shift()!;
    this.#generation[pod]!++;
    this.#ends[pod] = this.#podEnd(pod);
  }

  #podEnd(pod: number): Endpoint {
    const node = this.nodeOf(pod);
    const workload = this.workloadOf[pod]!;
    const name = `api-${workload}`;
    const hash = (this.#generation[pod]! * this.pods + pod).toString(36).padStart(5, '0');
    return {
      ...unnamedEndpoint(`10.${node >> 8}.${node & 255}.${this.#address[pod]}`),
      kind: 'pod',
      namespace: this.namespaceOf(workload),
      name: `${name}-5d9c7b9f4-${hash}`,
      workload: { kind: 'Deployment', name },
      labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' },
      node: nodeName(node),
      attribution: 'veth_hash',
      confidence: 'certain',
    };
  }
}

export function nodeName(node: number): string {
  return `node-${node}`;
}

function interfaceOf(pod: number | undefined): string {
  return pod === undefined ? OUTWARD : `cali${pod.toString(16).padStart(11, '0')}`;
}
