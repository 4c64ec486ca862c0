/**
 * How a person names an end: `NAMESPACE/`, `NAMESPACE/POD`, `POD` or `WORKLOAD`, an address, a
 * CIDR, or labels as `app=web,tier=front`, of which it must have all. What looks like an address
 * but is none is an error, never a name that matches nothing.
 */
import { formatAddress, parseAddress } from './address.ts';
import { type Cidr, cidrContains, parseCidr } from './cidr.ts';
import type { Endpoint } from './endpoint.ts';

export type EndpointPattern =
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'name'; readonly namespace: string | undefined; readonly name: string }
  | { readonly kind: 'address'; readonly ip: string }
  | CidrPattern
  | { readonly kind: 'labels'; readonly labels: readonly Label[] };
type CidrPattern = { readonly kind: 'cidr'; readonly cidr: Cidr };
type Label = readonly [key: string, value: string];

/** A filter that cannot be understood; `message` says what is wrong and what would be right. */
export class EdgeFilterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EdgeFilterError';
  }
}

/**
 * Kubernetes: an RFC 1123 label (namespaces) and subdomain (pods, workloads, nodes); recorded logs
 * may name what no API server would take, so capitals pass in the latter.
 */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i;

const FORMS = 'NAMESPACE/, NAMESPACE/POD, POD, WORKLOAD, LABEL=VALUE, an address, or a CIDR';

/** Kubernetes: a label's key with its optional prefix, and its value. */
const LABEL_KEY = /^([a-z0-9.-]{1,253}\/)?[a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?$/i;
const LABEL_VALUE = /^([a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?)?$/i;

/** The namespace's own name; throws EdgeFilterError when it cannot be one. */
export function parseNamespace(text: string): string {
  if (LABEL.test(text)) return text;
  throw new EdgeFilterError(
    `'${text}' is not a namespace: its name has lower-case letters, digits and '-' only`,
  );
}

/** Throws EdgeFilterError when `text` is none of the forms. */
export function parseEndpointPattern(text: string): EndpointPattern {
  const address = parseAddress(text);
  if (address !== undefined) return { kind: 'address', ip: formatAddress(address) };
  if (text.includes('=')) return { kind: 'labels', labels: parseLabels(text) };
  const slash = text.indexOf('/');
  const first = slash < 0 ? text : text.slice(0, slash);
  if (looksLikeAddress(first)) return parseCidrPattern(text, slash);
  if (slash < 0) return { kind: 'name', namespace: undefined, name: checked(text, text) };
  return parseNamespaced(text, first, text.slice(slash + 1));
}

function parseLabels(text: string): Label[] {
  const labels = text.split(',').map((part): Label => {
    const [, key = '', value = ''] = /^(.*?)==?(.*)$/.exec(part) ?? [];
    if (LABEL_KEY.test(key) && LABEL_VALUE.test(value)) return [key, value];
    throw new EdgeFilterError(`'${text}' names no labels: write LABEL=VALUE, several with commas`);
  });
  const [twice] = labels.find(([key], i) => labels.findIndex((each) => each[0] === key) < i) ?? [];
  if (twice === undefined) return labels;
  throw new EdgeFilterError(`'${text}' has ${twice} twice, and an end once: write two conditions`);
}

function looksLikeAddress(text: string): boolean {
  return text.includes(':') || /^\d+(\.\d+)+$/.test(text);
}

function parseCidrPattern(text: string, slash: number): EndpointPattern {
  const cidr = parseCidr(text);
  if (cidr !== undefined) return { kind: 'cidr', cidr };
  if (slash < 0) throw new EdgeFilterError(`'${text}' is not an IPv4 or IPv6 address`);
  throw new EdgeFilterError(`'${text}' is not a CIDR: write ADDRESS/BITS, for example 10.0.0.0/8`);
}

function parseNamespaced(text: string, namespace: string, name: string): EndpointPattern {
  if (!LABEL.test(namespace)) {
    throw new EdgeFilterError(`'${text}' names no end: write ${FORMS}`);
  }
  if (name === '') return { kind: 'namespace', namespace };
  return { kind: 'name', namespace, name: checked(name, text) };
}

function checked(name: string, text: string): string {
  if (SUBDOMAIN.test(name)) return name;
  throw new EdgeFilterError(`'${text}' names no end: write ${FORMS}`);
}

/**
 * Whether an endpoint is what any of the patterns names.
 * An ambiguous endpoint matches when one of its candidates does: the data allows it, so it is not
 * hidden.
 */
export function endpointMatcher(
  patterns: readonly EndpointPattern[],
): (endpoint: Endpoint) => boolean {
  const cidrs = patterns.flatMap((pattern) => (pattern.kind === 'cidr' ? [pattern.cidr] : []));
  const others = patterns.filter((pattern) => pattern.kind !== 'cidr');
  const matches = (endpoint: Endpoint) =>
    others.some((pattern) => matchesPattern(pattern, endpoint)) || isWithin(cidrs, endpoint.ip);
  return (endpoint) =>
    matches(endpoint) || (endpoint.confidence === 'ambiguous' && endpoint.candidates.some(matches));
}

/** There may be a thousand blocks, and a question asks this of every flow: one parse for all. */
function isWithin(cidrs: readonly Cidr[], ip: string): boolean {
  if (cidrs.length === 0) return false;
  const address = parseAddress(ip);
  return address !== undefined && cidrs.some((cidr) => cidrContains(cidr, address));
}

function matchesPattern(pattern: Exclude<EndpointPattern, CidrPattern>, end: Endpoint): boolean {
  switch (pattern.kind) {
    case 'namespace':
      return end.namespace === pattern.namespace;
    case 'name':
      return matchesName(pattern.namespace, pattern.name, end);
    case 'address':
      return end.ip === pattern.ip;
    case 'labels':
      return pattern.labels.every(([key, value]) => end.labels[key] === value);
  }
}

function matchesName(namespace: string | undefined, name: string, endpoint: Endpoint): boolean {
  if (namespace !== undefined && endpoint.namespace !== namespace) return false;
  return endpoint.name === name || endpoint.workload?.name === name;
}
