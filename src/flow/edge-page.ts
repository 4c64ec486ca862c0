/**
 * Pages of edges. The cursor is the name of the page's last edge in the order of names, which new
 * lines do not change: what was there before is neither repeated nor left out while more comes.
 */
import type { Edge } from './edge.ts';
import { keyOfEdge } from './edge-key.ts';
import { EdgeFilterError } from './endpoint-pattern.ts';

export interface EdgePage {
  readonly edges: readonly Edge[];
  /** Empty: there are no more. */
  readonly next: string;
}

/** At most `limit` (0: all) edges behind `cursor` (empty: from the first). */
export function pageOf(edges: readonly Edge[], cursor: string, limit: number): EdgePage {
  const after = cursor === '' ? '' : parseCursor(cursor);
  const named = edges
    .map((edge) => ({ key: keyOfEdge(edge), edge }))
    .filter(({ key }) => key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = limit > 0 ? named.slice(0, limit) : named;
  const next = page.length < named.length ? formatCursor(page.at(-1)!.key) : '';
  return { edges: page.map(({ edge }) => edge), next };
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
