/**
 * Edges one after the other, as `hubble observe` prints flows: a line each (`-o compact`), or a
 * block of keys and values (`-o dict`). An edge is not a packet: where Hubble tells of one, the
 * summary says of how many connections and lines this is.
 */
import { isIPv6 } from 'node:net';
import type { Edge } from '../flow/edge.ts';
import { endingText, endText, portText, protocolText, verdictStyle } from './edge-columns.ts';
import { styled } from './table.ts';
import { escapeControls } from './terminal.ts';
import type { TimeText } from './time-format.ts';

export interface LineLook {
  readonly time: TimeText;
  readonly hasColours: boolean;
  /** As in outcome.ts. */
  readonly told: ReadonlySet<string>;
}

/** `TIME: SOURCE -> DESTINATION:PORT DIRECTION VERDICT (SUMMARY)`; a reply has its client left. */
export function compactLine(edge: Edge, look: LineLook): string {
  const [client, server] = edge.isReply
    ? [endText(edge.destination, edge), endText(edge.source, edge)]
    : [endText(edge.source, edge), destinationText(edge)];
  const arrow = edge.isReply ? '<-' : '->';
  const ends = escapeControls(`${look.time(edge.lastSeenUs)}: ${client} ${arrow} ${server}`);
  const what = `${edge.direction} ${verdictText(edge, look)}`;
  return `${ends} ${what} (${escapeControls(summaryText(edge, look.told))})\n`;
}

/** Between blocks. */
export const DICT_SEPARATOR = '------------\n';

/** The keys are Hubble's, right-aligned as there. */
export function dictBlock(edge: Edge, look: LineLook): string {
  const values = {
    TIMESTAMP: look.time(edge.lastSeenUs),
    NODE: edge.nodes.join(', ') || '-',
    SOURCE: endText(edge.source, edge),
    DESTINATION: destinationText(edge),
    TYPE: edge.direction,
  };
  const lines = Object.entries(values).map(([key, value]) => dictLine(key, escapeControls(value)));
  lines.push(dictLine('VERDICT', verdictText(edge, look)));
  lines.push(dictLine('SUMMARY', escapeControls(summaryText(edge, look.told))));
  return lines.join('');
}

const KEY_COLUMNS = 'DESTINATION'.length;

const dictLine = (key: string, value: string): string => `${key.padStart(KEY_COLUMNS)}: ${value}\n`;

/** With the port behind it, as in `shop/db-0:5432`, unless that is one of ICMP's numbers. */
function destinationText(edge: Edge): string {
  const { destination, port } = edge;
  const text = endText(destination, edge);
  if (port === undefined || edge.isReply) return text;
  const [, name = text, remark = ''] = /^([^\s(]+)( \(.*\))?$/.exec(text) ?? [];
  return `${name === destination.ip && isIPv6(name) ? `[${name}]` : name}:${port}${remark}`;
}

/** In capitals, as Hubble has it. */
function verdictText(edge: Edge, { hasColours }: LineLook): string {
  const text = edge.verdict.toUpperCase();
  const style = hasColours ? verdictStyle(edge) : undefined;
  return style === undefined ? text : styled(style, text);
}

function summaryText(edge: Edge, told: ReadonlySet<string>): string {
  const icmp = edge.port === undefined ? portText(edge) : '-';
  const protocol = [protocolText(edge), icmp].filter((text) => text !== '-').join(' ');
  const parts = [count(edge.connections, 'connection'), count(edge.lines, 'line')];
  const ending = endingText(edge, told);
  const rest = [
    protocol || 'protocol not known',
    parts.join(', '),
    ...(ending === 'unknown' ? [] : [ending]),
    ...(edge.isReply ? ['reply'] : []),
  ];
  return rest.join('; ');
}

/** `1 line`, `2 lines`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
