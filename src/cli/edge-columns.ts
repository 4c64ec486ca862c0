/** Edges as people read them: the columns of the table. */
import type { Edge } from '../flow/edge.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { type Outcome, outcomeOf } from '../flow/outcome.ts';
import { protocolName } from '../flow/protocol.ts';
import type { Verdict } from '../flow/verdict.ts';
import type { Column, Style } from './table.ts';
import type { TimeText } from './time-format.ts';

const OUTCOME_STYLES: Readonly<Partial<Record<Outcome, Style>>> = {
  answered: 'green',
  refused: 'yellow',
  unreachable: 'yellow',
  unanswered: 'yellow',
};

const VERDICT_STYLES: Readonly<Partial<Record<Verdict, Style>>> = {
  audit: 'cyan',
  dropped: 'red',
};

/** Columns of `-o table`; `told` as in outcome.ts. */
export function edgeColumns(told: ReadonlySet<string>, time: TimeText): readonly Column<Edge>[] {
  return [
    { title: 'SOURCE', text: (edge) => endText(edge.source, edge), isName: true },
    { title: 'DESTINATION', text: (edge) => endText(edge.destination, edge), isName: true },
    { title: 'PROTOCOL', text: protocolText, rank: 1 },
    { title: 'PORT', text: portText },
    { title: 'CONNECTIONS', text: ({ connections }) => `${connections}`, isNumber: true, rank: 4 },
    { title: 'LINES', text: ({ lines }) => `${lines}`, isNumber: true, rank: 6 },
    {
      title: 'OUTCOME',
      text: (edge) => endingText(edge, told),
      style: (edge) => OUTCOME_STYLES[outcomeOf(edge, told)],
      rank: 2,
    },
    {
      title: 'VERDICT',
      text: (edge) => edge.verdict,
      style: verdictStyle,
      rank: 3,
    },
    { title: 'LAST SEEN', text: (edge) => time(edge.lastSeenUs), rank: 5 },
  ];
}

/** Columns of `-o wide`: those of the table and what stands behind them. */
export function wideEdgeColumns(
  told: ReadonlySet<string>,
  time: TimeText,
): readonly Column<Edge>[] {
  return [
    ...edgeColumns(told, time),
    { title: 'FIRST SEEN', text: (edge) => time(edge.firstSeenUs) },
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

export function verdictStyle({ verdict }: Edge): Style | undefined {
  return VERDICT_STYLES[verdict];
}

/** How it ended, or that it was there before anything was logged. */
export function endingText(edge: Edge, told: ReadonlySet<string>): string {
  return edge.origin === 'conntrack' ? 'pre-existing' : outcomeOf(edge, told);
}

export function protocolText(edge: Edge): string {
  return edge.protocol === undefined ? '-' : protocolName(edge.protocol);
}

export function portText(edge: Edge): string {
  if (edge.port !== undefined) return String(edge.port);
  if (edge.icmpType === undefined) return '-';
  return edge.icmpCode === undefined ? `${edge.icmpType}` : `${edge.icmpType}/${edge.icmpCode}`;
}

function namedBy(end: Endpoint): string {
  return end.confidence === 'ambiguous' ? 'ambiguous' : end.attribution;
}

/** NAMESPACE/NAME as filters take it, or the address with what is known of it. */
export function endText(end: Endpoint, edge: Edge): string {
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
