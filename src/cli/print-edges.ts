/** Writes edges in the format that was asked for; data only, so that it can be piped. */
import { stringify } from 'yaml';
import type { Edge } from '../flow/edge.ts';
import { edgeJson } from '../flow/edge-json.ts';
import { outcomePrefixes } from '../flow/outcome.ts';
import { edgeColumns, wideEdgeColumns } from './edge-columns.ts';
import { formatTable } from './table.ts';
import { escapeJsonControls, type Terminal } from './terminal.ts';

export const OUTPUT_FORMATS = ['table', 'wide', 'json', 'yaml'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export function printEdges(terminal: Terminal, format: OutputFormat, edges: readonly Edge[]): void {
  const { stdout, stderr, hasColours } = terminal;
  const told = outcomePrefixes(edges);
  if (format === 'json') {
    for (const edge of edges) stdout.write(jsonLine(edgeJson(edge, told)));
  } else if (format === 'yaml') {
    stdout.write(yamlDocuments(edges.map((edge) => edgeJson(edge, told))));
  } else {
    const columns = format === 'wide' ? wideEdgeColumns(told) : edgeColumns(told);
    stdout.write(formatTable(columns, edges, hasColours));
  }
  if (edges.length === 0) stderr.write('no flows match\n');
}

/** One line of JSON. */
export function jsonLine(value: unknown): string {
  return `${escapeJsonControls(JSON.stringify(value))}\n`;
}

/** One YAML document per value, each begun with `---`. */
export function yamlDocuments(values: readonly unknown[]): string {
  return values.map((value) => `---\n${stringify(value)}`).join('');
}
