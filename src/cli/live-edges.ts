/** Edges of a stream that has no end, as they come: nobody knows yet how wide columns will be. */
import type { Edge } from '../flow/edge.ts';
import { edgeColumns, wideEdgeColumns } from './edge-columns.ts';
import { type EdgeLook, edgeFormatter } from './print-edges.ts';
import { growingTable } from './table.ts';

export async function formatLive(
  look: EdgeLook,
  told: ReadonlySet<string>,
): Promise<(edge: Edge) => string> {
  const { format, layout, time } = look;
  if (format !== 'table' && format !== 'wide') return edgeFormatter(look, told);
  const columnsOf = format === 'wide' ? wideEdgeColumns : edgeColumns;
  return growingTable(columnsOf(told, time), layout);
}
