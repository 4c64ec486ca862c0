/** Reads back the ends of an edge (edge-json.ts), each with its candidates where it has some. */
import { ATTRIBUTIONS, CONFIDENCES, ENDPOINT_KINDS, type Endpoint } from './endpoint.ts';
import type { JsonValue } from './json-value.ts';

/** An end and its candidates; a candidate has none of its own. */
const DEPTH_MAX = 2;

/** The end that a JSON object tells of. Throws JsonValueError. */
export function readEndpointJson(end: JsonValue, depth = 1): Endpoint {
  const candidates = end.at('candidates').items();
  if (depth === DEPTH_MAX && candidates.length > 0) {
    throw end.error('is a candidate and cannot have candidates');
  }
  return {
    kind: end.at('kind').name(ENDPOINT_KINDS, 'unknown'),
    namespace: end.at('namespace').text(),
    name: end.at('name').text() || end.at('pod').text(),
    workload: readWorkload(end.at('workload')),
    labels: end.at('labels').textMap(),
    ip: end.at('ip').text(),
    node: end.at('node').text(),
    attribution: end.at('attribution').name(ATTRIBUTIONS, 'none'),
    confidence: end.at('confidence').name(CONFIDENCES, 'unknown'),
    candidates: candidates.map((candidate) => readEndpointJson(candidate.required(), depth + 1)),
  };
}

function readWorkload(workload: JsonValue): Endpoint['workload'] {
  if (workload.isAbsent) return undefined;
  return { kind: workload.at('kind').text(), name: workload.at('name').text() };
}
