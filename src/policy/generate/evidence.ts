/** What speaks for a rule: the edges that need it, summed up. */
import type { Edge } from '../../flow/edge.ts';
import { formatTime } from '../../flow/time.ts';

export interface Evidence {
  readonly flows: number;
  readonly connections: number;
  /** 0: no record told. */
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
}

/** An edge counts once, whichever of its sides needs rules. */
export function evidenceOf(edges: Iterable<Edge>): Evidence {
  let [connections, firstSeenUs, lastSeenUs] = [0, 0, 0];
  const distinct = new Set(edges);
  for (const edge of distinct) {
    connections += edge.connections;
    const isFirst = firstSeenUs === 0 || edge.firstSeenUs < firstSeenUs;
    if (edge.firstSeenUs > 0 && isFirst) firstSeenUs = edge.firstSeenUs;
    lastSeenUs = Math.max(lastSeenUs, edge.lastSeenUs);
  }
  return { flows: distinct.size, connections, firstSeenUs, lastSeenUs };
}

/** `12 connections, 2026-02-26T10:00:00Z to 2026-03-02T09:00:00Z` */
export function evidenceText({ connections, firstSeenUs, lastSeenUs }: Evidence): string {
  const count = connections === 1 ? '1 connection' : `${connections} connections`;
  if (firstSeenUs === 0) return count;
  const [first, last] = [timeText(firstSeenUs), timeText(lastSeenUs)];
  return first === last ? `${count}, ${first}` : `${count}, ${first} to ${last}`;
}

/** Values are texts, as annotations are. */
export function evidenceAnnotations(evidence: Evidence): Record<string, string> {
  const { flows, connections, firstSeenUs, lastSeenUs } = evidence;
  return {
    'dropcast.io/flows': String(flows),
    'dropcast.io/connections': String(connections),
    ...(firstSeenUs > 0 && { 'dropcast.io/first-seen': timeText(firstSeenUs) }),
    ...(lastSeenUs > 0 && { 'dropcast.io/last-seen': timeText(lastSeenUs) }),
  };
}

/** Whole seconds: nobody judges a rule by less. */
function timeText(us: number): string {
  return formatTime(us).replace(/\.\d+Z$/, 'Z');
}
