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
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'labels'; readonly labels: ReadonlyMap<string, string> };

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

function parseLabels(text: string): Map<string, string> {
  const labels = text.split(',').map((part): [string, string] => {
    const [, key = '', value = ''] = /^(.*?)==?(.*)$/.exec(part) ?? [];
    if (LABEL_KEY.test(key) && LABEL_VALUE.test(value)) return [key, value];
    throw new EdgeFilterError(`'${text}' names no labels: write LABEL=VALUE, several with commas`);
  });
  return new Map(labels);
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
 * Whether an endpoint is what the pattern names.
 * An ambiguous endpoint matches when one of its candidates does: the data allows it, so it is not
 * hidden.
 */
export function matchesEndpoint(pattern: EndpointPattern, endpoint: Endpoint): boolean {
  if (matchesItself(pattern, endpoint)) return true;
  if (endpoint.confidence !== 'ambiguous') return false;
  return endpoint.candidates.some((candidate) => matchesItself(pattern, candidate));
}

function matchesItself(pattern: EndpointPattern, endpoint: Endpoint): boolean {
  switch (pattern.kind) {
    case 'namespace':
      return endpoint.namespace === pattern.namespace;
    case 'name':
      return matchesName(pattern.namespace, pattern.name, endpoint);
    case 'address':
      return endpoint.ip === pattern.ip;
    case 'cidr': {
      const address = parseAddress(endpoint.ip);
      return address !== undefined && cidrContains(pattern.cidr, address);
    }
    case 'labels':
      return [...pattern.labels].every(([key, value]) => endpoint.labels[key] === value);
  }
}

function matchesName(namespace: string | undefined, name: string, endpoint: Endpoint): boolean {
  if (namespace !== undefined && endpoint.namespace !== namespace) return false;
  return endpoint.name === name || endpoint.workload?.name === name;
}
