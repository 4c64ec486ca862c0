/** A flow's end after attribution: who it is, how that is known, and how surely. */

export const ENDPOINT_KINDS = ['unknown', 'pod', 'node', 'service', 'outside'] as const;
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

/** How an endpoint was named. Order is that of the wire enum. */
export const ATTRIBUTIONS = [
  'none',
  'veth_hash',
  'ip_time',
  'node_address',
  'service',
  'cidr_label',
] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** How surely; `ambiguous` keeps its candidates. Order is that of the wire enum. */
export const CONFIDENCES = ['unknown', 'ambiguous', 'probable', 'certain'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export interface Workload {
  readonly kind: string;
  readonly name: string;
}

export interface Endpoint {
  readonly kind: EndpointKind;
  /** Empty for nodes and outside peers. */
  readonly namespace: string;
  /** Pod, node or service name; empty when not known. */
  readonly name: string;
  readonly workload: Workload | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Canonical text (RFC 5952 for IPv6); empty when unknown or collapsed into an overflow flow. */
  readonly ip: string;
  /** Name of the node the endpoint runs on; empty when not known. */
  readonly node: string;
  readonly attribution: Attribution;
  readonly confidence: Confidence;
  /** All endpoints that the data allows, when `confidence` is `ambiguous`. */
  readonly candidates: readonly Endpoint[];
}

/** Shared by all ends without any: most are, and ends never change. */
export const NO_LABELS: Endpoint['labels'] = Object.freeze({});
export const NO_CANDIDATES: Endpoint['candidates'] = Object.freeze([]);

/** An end of which nothing but the address is known. */
export function unnamedEndpoint(ip: string): Endpoint {
  return {
    kind: 'unknown',
    namespace: '',
    name: '',
    workload: undefined,
    labels: NO_LABELS,
    ip,
    node: '',
    attribution: 'none',
    confidence: 'unknown',
    candidates: NO_CANDIDATES,
  };
}

/** Whether its name is what DNS gives its address: for people to read, and nobody's identity. */
export function isHostNamed({ kind, attribution }: Endpoint): boolean {
  return kind === 'outside' && attribution === 'none';
}
