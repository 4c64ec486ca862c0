/**
 * Pages of edges. The cursor is the name of the page's last edge in the order of names, which new
 * lines do not change: what was there before is neither repeated nor left out while more comes.
 */
import type { Edge } from './edge.ts';
import { keyOfEdge } from './edge-key.ts';
import { EdgeFilterError } from './endpoint-pattern.ts';

export interface PlacedEdge {
  readonly edge: Edge;
  /** Where the next page begins. */
  readonly cursor: string;
}

/**
 * At most `limit` (0: all) edges behind `cursor` (empty: from the first), by name. Throws
 * EdgeFilterError when the cursor is none.
 */
export function pageOf(edges: readonly Edge[], cursor: string, limit: number): PlacedEdge[] {
  const after = cursor === '' ? '' : parseCursor(cursor);
  const named = edges
    .map((edge) => ({ key: keyOfEdge(edge), edge }))
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = limit > 0 ? named.slice(0, limit) : named;
  return page.map(({ key, edge }) => ({ edge, cursor: formatCursor(key) }));
}

function formatCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function parseCursor(cursor: string): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const isWhole = /^[\w-]+$/.test(cursor) && bytes.toString('base64url') === cursor;
  if (isWhole) return bytes.toString();
  throw new EdgeFilterError('the cursor is not one that an answer gave: begin again without it');
}
