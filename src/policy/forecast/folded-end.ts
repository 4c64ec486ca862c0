/**
 * An end of a line of the forecast: a workload, or several ends that a person would read as one,
 * since only their addresses tell them apart (peers outside, nodes).
 */
import { endpointKey } from '../../flow/edge-key.ts';
import type { Endpoint } from '../../flow/endpoint.ts';

export interface FoldedEnd {
  /** One of them. */
  readonly endpoint: Endpoint;
  /** Of ends that are told together: names of nodes, else addresses, sorted; empty: not kept. */
  readonly members: readonly string[];
}

/** Cannot occur in names and addresses. */
const SEPARATOR = '\n';

/** Ends with the same key are one end of a line, as long as policies treat them alike. */
export function foldKey(end: Endpoint): string {
  if (!isFolded(end)) return endpointKey(end);
  if (end.confidence !== 'ambiguous') return [end.kind, end.namespace].join(SEPARATOR);
  return ['one of', ...end.candidates.map(endpointKey).sort()].join(SEPARATOR);
}

/** Whether it is told with others, and known by its address or node alone. */
export function isFolded({ kind, name, workload, confidence }: Endpoint): boolean {
  if (confidence === 'ambiguous' || kind === 'node') return true;
  return name === '' && workload === undefined;
}

export function memberOf(end: Endpoint): string {
  return end.kind === 'node' && end.name !== '' ? end.name : end.ip;
}

/** Candidates that are named; the others are counted. */
const CANDIDATES_NAMED = 3;

/** As short as somebody who thinks of `namespace` understands it. */
export function endName({ endpoint, members }: FoldedEnd, namespace: string): string {
  const { kind, name, workload, confidence } = endpoint;
  if (confidence === 'ambiguous') return several(members);
  if (kind === 'node') return `node ${several(members)}`;
  const own = workload?.name || name;
  if (kind === 'outside') return `outside ${own === '' ? several(members) : own}`;
  if (own === '') return several(members);
  const qualified = endpoint.namespace === namespace ? own : `${endpoint.namespace}/${own}`;
  return kind === 'service' ? `service ${qualified}` : qualified;
}

/** `203.0.113.9`, `(203.0.113.9 and 4 more)` */
function several(members: readonly string[]): string {
  const [first, ...others] = members.filter((member) => member !== '');
  if (first === undefined) return 'addresses that were not kept';
  return others.length === 0 ? first : `(${first} and ${others.length} more)`;
}

/** What an ambiguous end may be: ` (shop/api or shop/job)`; empty of others. */
export function candidatesText({ endpoint }: FoldedEnd): string {
  const { candidates, confidence } = endpoint;
  if (confidence !== 'ambiguous') return '';
  const named = candidates
    .slice(0, CANDIDATES_NAMED)
    .map((candidate) => endName({ endpoint: candidate, members: [memberOf(candidate)] }, ''));
  const rest = candidates.length - named.length;
  if (rest > 0) named.push(`one of ${rest} more`);
  return ` (${named.length === 0 ? 'nobody knows whose' : named.join(' or ')})`;
}
