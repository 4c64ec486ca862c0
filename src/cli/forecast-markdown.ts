/** The forecast as a report for a pull request: what changes first, what is said in one line last. */
import { workloadKey } from '../policy/coverage/subject.ts';
import type { ForecastLine } from '../policy/forecast/forecast-line.ts';
import {
  endingText,
  type ForecastReport,
  type Section,
  secondText,
  sectionsOf,
  summaryText,
} from './forecast-report.ts';
import { escapeControls } from './terminal.ts';

/** Rows of one table; a comment on a pull request holds 65,536 characters. */
const ROWS_MAX = 100;

export function forecastMarkdown(report: ForecastReport): string {
  const { isObjection, summary } = report;
  const mark = isObjection ? '❌' : '✅';
  const parts = [
    `## ${mark} Dropcast forecast\n`,
    `${escapeMarkdown(summaryText(summary))}.\n`,
    ...sectionsOf(report).map(sectionMarkdown),
  ];
  return parts.join('\n');
}

function sectionMarkdown({ title, lines }: Section): string {
  const heading = `### ${title}: ${lines.length}\n`;
  const byNamespace = Map.groupBy(lines, ({ subject }) => subject.namespace);
  const tables = [...byNamespace].map(([namespace, own]) => namespaceTable(namespace, own));
  return [heading, ...tables].join('\n');
}

function namespaceTable(namespace: string, lines: readonly ForecastLine[]): string {
  const rows = lines.slice(0, ROWS_MAX).map(row);
  const rest = lines.length - rows.length;
  return [
    `**${escapeMarkdown(namespace || 'no namespace')}**\n`,
    '| workload | forecast | outcome | connections | first seen | last seen |',
    '|---|---|---|---:|---|---|',
    ...rows,
    ...(rest > 0 ? ['', `… and ${rest} more.`] : []),
    '',
  ].join('\n');
}

function row(line: ForecastLine): string {
  const cells = [
    workloadKey(line.subject.workload) || '-',
    line.sentence,
    endingText(line),
    String(line.connections),
    secondText(line.firstSeenUs),
    secondText(line.lastSeenUs),
  ];
  return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
}

/** What names of a cluster must not become: markup, links, mentions. */
function escapeMarkdown(text: string): string {
  return escapeControls(text).replace(/[\\`*_[\]<>|#@~!]/g, '\\$&');
}
