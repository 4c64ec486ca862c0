/** Writes edges in the format that was asked for; data only, so that it can be piped. */
import type { Edge } from '../flow/edge.ts';
import { edgeJson } from '../flow/edge-json.ts';
import { hubbleResponse } from '../flow/hubble/to-hubble.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import type { CommandContext } from './context.ts';
import { edgeColumns, wideEdgeColumns } from './edge-columns.ts';
import { compactLine, DICT_SEPARATOR, dictBlock, type LineLook } from './edge-lines.ts';
import {
  layoutOf,
  OUTPUT_FORMATS,
  type OutputOptions,
  type TimeOptions,
  timeTextOf,
} from './print-options.ts';
import { formatTable, type TableLayout } from './table.ts';
import { escapeJsonControls, type Terminal } from './terminal.ts';
import type { TimeText } from './time-format.ts';

export const EDGE_FORMATS = [...OUTPUT_FORMATS, 'compact', 'dict', 'jsonpb'] as const;
export type EdgeFormat = (typeof EDGE_FORMATS)[number];

/** How edges are to look. */
export interface EdgeLook {
  readonly format: EdgeFormat;
  readonly layout: TableLayout;
  readonly time: TimeText;
}

export interface PrintEdgesOptions extends OutputOptions<EdgeFormat>, TimeOptions {}

/** As flags and terminal want it. */
export function edgeLook(
  { terminal, nowUs }: Pick<CommandContext, 'terminal' | 'nowUs'>,
  options: PrintEdgesOptions,
): EdgeLook {
  const isTable = options.output === 'table' || options.output === 'wide';
  const onTerminal = isTable ? 'relative' : 'StampMilli';
  return {
    format: options.output,
    layout: layoutOf(terminal, options),
    time: timeTextOf(terminal, options, { nowUs, onTerminal }),
  };
}

export async function printEdges(
  terminal: Terminal,
  edges: readonly Edge[],
  look: EdgeLook,
): Promise<void> {
  const { stdout, stderr } = terminal;
  const told = outcomePrefixes(edges);
  const { format, layout, time } = look;
  if (format === 'table' || format === 'wide') {
    const columns = format === 'wide' ? wideEdgeColumns(told, time) : edgeColumns(told, time);
    stdout.write(formatTable(columns, edges, layout));
  } else {
    const text = await edgeFormatter(look, told);
    for (const edge of edges) stdout.write(text(edge));
  }
  if (edges.length === 0) stderr.write('no flows match\n');
}

/** Edges one by one, in the formats that need not know the others; `told` may grow meanwhile. */
export async function edgeFormatter(
  { format, layout, time }: EdgeLook,
  told: ReadonlySet<string>,
): Promise<(edge: Edge) => string> {
  const look: LineLook = { time, hasColours: layout.hasColours, told };
  switch (format) {
    case 'json':
      return (edge) => jsonLine(edgeJson(edge, told));
    case 'jsonpb':
      return (edge) => jsonLine(hubbleResponse(edge));
    case 'yaml': {
      const { yamlDocuments } = await import('./yaml-documents.ts');
      return (edge) => yamlDocuments([edgeJson(edge, told)]);
    }
    case 'dict':
      return separated((edge) => dictBlock(edge, look));
    default:
      return (edge) => compactLine(edge, look);
  }
}

function separated(text: (edge: Edge) => string): (edge: Edge) => string {
  let separator = '';
  return (edge) => {
    const block = separator + text(edge);
    separator = DICT_SEPARATOR;
    return block;
  };
}

/** One line of JSON. */
export function jsonLine(value: unknown): string {
  return `${escapeJsonControls(JSON.stringify(value))}\n`;
}
