/**
 * The end of an edge out of the ends of its flows (edge-sum.ts): what all agree on stays, what
 * differs between replicas goes, and the best evidence for the name wins. The order in which ends
 * are added never shows.
 */
import { endpointKey } from './edge-key.ts';
import { ATTRIBUTIONS, CONFIDENCES, type Endpoint, type EndpointKind } from './endpoint.ts';

/** From least to most telling: an interface that shows a pod outweighs what an address suggests. */
const KINDS_BY_EVIDENCE: readonly EndpointKind[] = ['unknown', 'outside', 'service', 'node', 'pod'];

/** Sums endpoints that have one `endpointKey`. */
export class EndpointSum {
  #first: Endpoint;
  #last: Endpoint;
  #best: Endpoint;
  #kind: EndpointKind;
  #labels: Endpoint['labels'];
  readonly #names = new Agreement();
  readonly #ips = new Agreement();
  readonly #nodes = new Agreement();
  /** Most ends have none. */
  #candidates: Map<string, EndpointSum> | undefined;

  constructor(first: Endpoint) {
    this.#first = first;
    this.#last = first;
    this.#best = first;
    this.#kind = first.kind;
    this.#labels = first.labels;
    this.#take(first);
  }

  add(endpoint: Endpoint): void {
    if (endpoint === this.#last) return;
    this.#last = endpoint;
    if (evidence(endpoint) > evidence(this.#best)) this.#best = endpoint;
    if (kindRank(endpoint.kind) > kindRank(this.#kind)) this.#kind = endpoint.kind;
    this.#labels = commonLabels(this.#labels, endpoint.labels);
    this.#take(endpoint);
  }

  #take(endpoint: Endpoint): void {
    this.#names.add(endpoint.name);
    this.#ips.add(endpoint.ip);
    this.#nodes.add(endpoint.node);
    for (const candidate of endpoint.candidates) this.#addCandidate(candidate);
  }

  #addCandidate(candidate: Endpoint): void {
    this.#candidates ??= new Map();
    const key = endpointKey(candidate);
    const known = this.#candidates.get(key);
    if (known === undefined) this.#candidates.set(key, new EndpointSum(candidate));
    else known.add(candidate);
  }

  endpoint(): Endpoint {
    return {
      kind: this.#kind,
      namespace: this.#first.namespace,
      name: this.#names.value(),
      workload: this.#first.workload,
      labels: this.#labels,
      ip: this.#ips.value(),
      node: this.#nodes.value(),
      attribution: this.#best.attribution,
      confidence: this.#best.confidence,
      candidates: this.#sortedCandidates(),
    };
  }

  #sortedCandidates(): Endpoint[] {
    return [...(this.#candidates ?? [])]
      .sort(([keyA], [keyB]) => (keyA < keyB ? -1 : 1))
      .map(([, sum]) => sum.endpoint());
  }
}

/** The one value that was told; empty when none was, or several. */
class Agreement {
  #value = '';
  #isBroken = false;

  add(value: string): void {
    if (value === '' || value === this.#value) return;
    if (this.#value === '') this.#value = value;
    else this.#isBroken = true;
  }

  value(): string {
    return this.#isBroken ? '' : this.#value;
  }
}

function kindRank(kind: EndpointKind): number {
  return KINDS_BY_EVIDENCE.indexOf(kind);
}

function evidence(endpoint: Endpoint): number {
  const confidence = CONFIDENCES.indexOf(endpoint.confidence);
  return confidence * ATTRIBUTIONS.length - ATTRIBUTIONS.indexOf(endpoint.attribution);
}

function commonLabels(a: Endpoint['labels'], b: Endpoint['labels']): Endpoint['labels'] {
  if (a === b) return a;
  const labels = Object.entries(a).filter(([key, value]) => b[key] === value);
  return Object.fromEntries(labels);
}
