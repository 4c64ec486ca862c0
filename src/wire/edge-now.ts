/** What nodes answer with when they are asked now (proto/dropcast/v1/query.proto). */
import { decoding } from './fields.ts';
import { type ListedEdge, listedEdgeMessage, readListedEdge } from './listed-edge.ts';
import { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

/** A node whose flows are not, or not all, in an answer; `why` is one line. */
export interface UnansweredNode {
  readonly cluster: string;
  readonly node: string;
  readonly why: string;
}

export type EdgeNow =
  | ({ readonly kind: 'edge' } & ListedEdge)
  | { readonly kind: 'unanswered'; readonly unanswered: UnansweredNode };

export function encodeEdgeNow(now: EdgeNow): Buffer {
  const message =
    now.kind === 'edge' ? { edge: listedEdgeMessage(now) } : { unanswered: now.unanswered };
  return Buffer.from(dropcast.v1.EdgeNow.encode(message).finish());
}

export function decodeEdgeNow(bytes: Uint8Array): EdgeNow {
  return decoding('edge', () => {
    const { edge, unanswered } = dropcast.v1.EdgeNow.decode(bytes);
    if (edge) return { kind: 'edge', ...readListedEdge(edge) };
    if (!unanswered) throw new WireError('neither edge nor unanswered');
    const { cluster, node, why } = unanswered;
    return { kind: 'unanswered', unanswered: { cluster, node, why } };
  });
}
