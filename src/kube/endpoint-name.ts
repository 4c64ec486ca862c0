/**
 * Names one end of a flow out of the index: by its interface (certain) or by its address and time
 * (probable). Used on both ends of the wire. Several candidates are all kept; nothing is ever
 * guessed, and what is not known yet stays unnamed, so that it can be named later.
 * Hot: once per end of a flow; endpoints are made once per claim and shared (bench/names.ts).
 */
import { endpointKey } from '../flow/edge-key.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { EndpointSum } from '../flow/endpoint-sum.ts';
import { isWorkloadInterface } from '../flow/observed-side.ts';
import { claimEndpoint, podBehindInterface, sortedEndpoints } from './claim-endpoint.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { mayHold, type Span } from './history/claim.ts';

/** What an end carries over the wire; past it the oldest are left out. */
const CANDIDATES_MAX = 256;

/**
 * Names the end behind a workload interface; its address is not looked at, so reuse cannot mislead.
 * A pod that the index does not know stays a pod without a name. Undefined: no workload interface.
 */
export function nameByInterface(
  index: ClusterIndex,
  end: Endpoint,
  name: string,
  span: Span,
): Endpoint | undefined {
  const namesakes = index.pods.byInterface(name);
  if (namesakes.length === 1) return podBehindInterface(index, namesakes[0]!, end);
  if (namesakes.length > 1) {
    const { firstUs, lastUs } = span;
    const then = namesakes.filter(({ life }) => lastUs === 0 || mayHold(life, firstUs, lastUs));
    const pods = then.length > 0 ? then : namesakes;
    return sumOf(pods.map((pod) => podBehindInterface(index, pod, end)));
  }
  return isWorkloadInterface(name) ? { ...end, kind: 'pod' } : undefined;
}

/** Names the end by its address within `span`; unchanged when the index has nothing to say. */
export function nameByAddress(index: ClusterIndex, end: Endpoint, span: Span): Endpoint {
  const { ip } = end;
  if (ip === '') return end;
  const sole = index.soleHolder(ip, span);
  if (sole !== undefined) return claimEndpoint(index, sole, ip, span);
  if (index.scope === 'node') return end;
  if (!index.isTaken(ip)) return index.outsideEndpoint(ip, span) ?? end;
  const candidates = index.candidates(ip, span);
  if (candidates.length === 0) return end;
  if (span.lastUs > index.knownUntilUs) return end;
  const isComplete = index.pods.knowledge.coversHolders(span.firstUs, span.lastUs);
  const ends = candidates.map((claim) => claimEndpoint(index, claim, ip, span));
  return oneOfSeveral(ends, isComplete);
}

/**
 * Replicas of one workload are that workload, if nobody else can have been there; otherwise the end
 * keeps its candidates and no name, be there only one.
 */
function oneOfSeveral(ends: readonly Endpoint[], isComplete: boolean): Endpoint {
  const both = sumOf(ends);
  const keys = new Set(ends.map(endpointKey));
  if (isComplete && keys.size === 1 && ends.length > 1) return both;
  const kinds = new Set(ends.map((end) => end.kind));
  return {
    kind: kinds.size === 1 ? both.kind : 'unknown',
    namespace: '',
    name: '',
    workload: undefined,
    labels: {},
    ip: both.ip,
    node: both.node,
    attribution: 'ip_time',
    confidence: 'ambiguous',
    candidates: candidatesOf(ends),
  };
}

/** Each once; a candidate has no candidates of its own. */
function candidatesOf(ends: readonly Endpoint[]): Endpoint[] {
  const byName = new Map(ends.map((end) => [`${end.kind}/${end.namespace}/${end.name}`, end]));
  const candidates = [...byName.values()].slice(0, CANDIDATES_MAX);
  return sortedEndpoints(
    candidates.map((end) => ({ ...end, confidence: 'ambiguous', candidates: [] })),
  );
}

function sumOf(ends: readonly Endpoint[]): Endpoint {
  const sum = new EndpointSum(ends[0]!);
  for (const end of ends) sum.add(end);
  return sum.endpoint();
}
