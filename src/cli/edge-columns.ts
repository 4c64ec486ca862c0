/** Edges as people read them: the columns of the table, and one line for a live stream. */
import type { Edge } from '../flow/edge.ts';
import { timeJson } from '../flow/edge-json.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { type Outcome, outcomeOf } from '../flow/outcome.ts';
import { protocolName } from '../flow/protocol.ts';
import type { Column, Style } from './table.ts';
import { escapeControls } from './terminal.ts';

const OUTCOME_STYLES: Readonly<Partial<Record<Outcome, Style>>> = {
  answered: 'green',
  refused: 'yellow',
  unreachable: 'yellow',
  unanswered: 'yellow',
};

/** Columns of `-o table`; `told` as in outcome.ts. */
export function edgeColumns(told: ReadonlySet<string>): readonly Column<Edge>[] {
  return [
    { title: 'SOURCE', text: (edge) => endText(edge.source, edge) },
    { title: 'DESTINATION', text: (edge) => endText(edge.destination, edge) },
    { title: 'PROTOCOL', text: protocolText },
    { title: 'PORT', text: portText },
    { title: 'CONNECTIONS', text: (edge) => String(edge.connections), isNumber: true },
    { title: 'LINES', text: (edge) => String(edge.lines), isNumber: true },
    {
      title: 'OUTCOME',
      text: (edge) => (edge.origin === 'conntrack' ? 'pre-existing' : outcomeOf(edge, told)),
      style: (edge) => OUTCOME_STYLES[outcomeOf(edge, told)],
    },
    {
      title: 'VERDICT',
      text: (edge) => edge.verdict,
      style: (edge) => (edge.verdict === 'dropped' ? 'red' : undefined),
    },
    { title: 'LAST SEEN', text: (edge) => timeText(edge.lastSeenUs) },
  ];
}

/** Columns of `-o wide`: those of the table and what stands behind them. */
export function wideEdgeColumns(told: ReadonlySet<string>): readonly Column<Edge>[] {
  return [
    ...edgeColumns(told),
    { title: 'FIRST SEEN', text: (edge) => timeText(edge.firstSeenUs) },
    { title: 'BYTES', text: (edge) => String(edge.bytes), isNumber: true },
    { title: 'SEEN BY', text: (edge) => edge.seenBy },
    { title: 'ORIGIN', text: (edge) => edge.origin },
    { title: 'PREFIX', text: (edge) => edge.prefixes.join(',') || '-' },
    { title: 'SERVICES', text: (edge) => edge.services.join(',') || '-' },
    { title: 'NODES', text: (edge) => edge.nodes.join(',') || '-' },
    { title: 'SOURCE IP', text: (edge) => edge.source.ip || '-' },
    { title: 'DESTINATION IP', text: (edge) => edge.destination.ip || '-' },
    { title: 'NAMED BY', text: (edge) => `${namedBy(edge.source)},${namedBy(edge.destination)}` },
  ];
}

/** One edge in one line, for a stream of which the widths are not known. */
export function edgeLine(edge: Edge): string {
  const ends = `${endText(edge.source, edge)} -> ${endText(edge.destination, edge)}`;
  const what = [protocolText(edge), portText(edge)].filter((text) => text !== '-').join(' ');
  const counts = `${count(edge.connections, 'connection')}, ${count(edge.lines, 'line')}`;
  const parts = [timeText(edge.lastSeenUs), ends, what || '-', edge.direction, counts];
  if (edge.isReply) parts.push('reply');
  if (edge.origin === 'conntrack') parts.push('pre-existing');
  return escapeControls(parts.join('  '));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function protocolText(edge: Edge): string {
  return edge.protocol === undefined ? '-' : protocolName(edge.protocol);
}

function portText(edge: Edge): string {
  if (edge.port !== undefined) return String(edge.port);
  if (edge.icmpType === undefined) return '-';
  return edge.icmpCode === undefined ? `${edge.icmpType}` : `${edge.icmpType}/${edge.icmpCode}`;
}

function timeText(us: number): string {
  return timeJson(us) ?? '-';
}

function namedBy(end: Endpoint): string {
  return end.confidence === 'ambiguous' ? 'ambiguous' : end.attribution;
}

/** NAMESPACE/NAME as filters take it, or the address with what is known of it. */
function endText(end: Endpoint, edge: Edge): string {
  if (end.confidence === 'ambiguous') return withRemark(end, candidatesText(end));
  if (end.kind === 'node') return withRemark({ ip: end.name }, 'node');
  if (end.kind === 'outside' && end.name !== '') return withRemark(end, end.name);
  const name = podName(end);
  if (name !== '') return end.kind === 'service' ? withRemark({ ip: name }, 'service') : name;
  if (end.kind === 'pod') return withRemark(end, 'pod');
  if (end.ip === '' && edge.overflow !== undefined) return '(many addresses)';
  return end.ip || '-';
}

function podName(end: Endpoint): string {
  if (end.name !== '') return `${end.namespace}/${end.name}`;
  if (end.workload === undefined) return '';
  return `${end.namespace}/${end.workload.name} (${end.workload.kind})`;
}

function candidatesText(end: Endpoint): string {
  return end.candidates.map((candidate) => podName(candidate) || candidate.ip).join(' or ');
}

function withRemark(end: Pick<Endpoint, 'ip'>, remark: string): string {
  return `${end.ip || '-'} (${remark})`;
}
