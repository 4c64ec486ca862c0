/** What a question for edges is answered with: its order, its page and its fields. */
import type { Edge } from '../flow/edge.ts';
import { pageOf } from '../flow/edge-page.ts';
import { EdgeFilterError } from '../flow/endpoint-pattern.ts';
import type { EdgeNow, ListEdgesRequest, ListedEdge, UnansweredNode } from '../wire/query.ts';

/** What nodes hold of the last minutes, most lines first, and who did not answer. */
export interface EdgesNow {
  readonly edges: readonly Edge[];
  readonly unanswered: readonly UnansweredNode[];
}

/** `edges` are all that match, most lines first. Throws EdgeFilterError on a wrong cursor. */
export function listAnswer(edges: readonly Edge[], request: ListEdgesRequest): ListedEdge[] {
  const { order = 'lines', limit, cursor = '', fields } = request;
  if (cursor !== '' && order !== 'name') {
    throw new EdgeFilterError('a cursor goes with order name: other orders change as lines come');
  }
  const listed = order === 'name' ? pageOf(edges, cursor, limit) : firstOf(edges, limit);
  return listed.map((each) => ({ ...each, fields }));
}

function firstOf(edges: readonly Edge[], limit: number) {
  const first = limit > 0 ? edges.slice(0, limit) : edges;
  return first.map((edge) => ({ edge, cursor: '' }));
}

/** The edges, and behind them who did not answer. Throws EdgeFilterError as listAnswer does. */
export function nowAnswer(now: EdgesNow, request: ListEdgesRequest): EdgeNow[] {
  return [
    ...listAnswer(now.edges, request).map((edge) => ({ kind: 'edge' as const, ...edge })),
    ...now.unanswered.map((unanswered) => ({ kind: 'unanswered' as const, unanswered })),
  ];
}
