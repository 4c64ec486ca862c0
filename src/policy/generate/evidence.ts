/** What speaks for a rule: the edges that need it, summed up. */
import type { Edge } from '../../flow/edge.ts';
import { formatTime } from '../../flow/time.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';

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

const FLOWS = 'dropcast.io/flows';
const CONNECTIONS = 'dropcast.io/connections';
const FIRST_SEEN = 'dropcast.io/first-seen';
const LAST_SEEN = 'dropcast.io/last-seen';

type Annotations = Readonly<Record<string, string>>;

/** Values are texts, as annotations are. */
export function evidenceAnnotations(evidence: Evidence): Annotations {
  const { flows, connections, firstSeenUs, lastSeenUs } = evidence;
  return {
    [FLOWS]: String(flows),
    [CONNECTIONS]: String(connections),
    ...(firstSeenUs > 0 && { [FIRST_SEEN]: timeText(firstSeenUs) }),
    ...(lastSeenUs > 0 && { [LAST_SEEN]: timeText(lastSeenUs) }),
  };
}

/** Whether it was generated, or got rules that were. */
export function isWithEvidence({ fields }: ManifestObject): boolean {
  return !fields.at('metadata').at('annotations').at(FLOWS).isAbsent;
}

/** Those that stood, with new evidence added to what they tell: it is for other rules. */
export function addedAnnotations(stood: Annotations, added: Annotations): Annotations {
  const sum = (key: string) => String(countOf(stood[key]) + countOf(added[key]));
  const times = (key: string) => [stood[key], added[key]].filter((time) => time).sort();
  const [first] = times(FIRST_SEEN);
  const last = times(LAST_SEEN).at(-1);
  return {
    ...stood,
    [FLOWS]: sum(FLOWS),
    [CONNECTIONS]: sum(CONNECTIONS),
    ...(first && { [FIRST_SEEN]: first }),
    ...(last && { [LAST_SEEN]: last }),
  };
}

/** 0 for what is no count: people may have written there. */
function countOf(text: string | undefined): number {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0;
}

/** Whole seconds: nobody judges a rule by less. */
function timeText(us: number): string {
  return formatTime(us).replace(/\.\d+Z$/, 'Z');
}
