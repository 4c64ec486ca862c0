/** What people read of a forecast, in which order, and what it comes to in words. */
import { timeJson } from '../flow/edge-json.ts';
import { SEVERITIES, type Severity } from '../policy/blind-spots/blind-spot.ts';
import type { Change, Fate } from '../policy/forecast/fate.ts';
import type { ForecastLine } from '../policy/forecast/forecast-line.ts';
import type { Count, Summary } from '../policy/forecast/summary.ts';
import type { ForecastReport } from '../report/forecast-report.ts';

/** Lines that are told together. */
export interface Section {
  readonly title: string;
  readonly lines: readonly ForecastLine[];
}

const FATE_TITLES: Readonly<Partial<Record<Fate, string>>> = {
  dropped: 'Would be dropped',
  unknown: 'Not known',
};

const CHANGE_TITLES: Readonly<Partial<Record<Change, string>>> = {
  newly_dropped: 'Newly dropped',
  newly_unknown: 'No longer known',
  still_dropped: 'Still dropped',
  still_unknown: 'Still not known',
  newly_allowed: 'Newly allowed',
};

/** What a person should read, in this order; empty sections are left out. */
export function sectionsOf({ lines, summary }: ForecastReport): Section[] {
  const sections =
    summary.changes === undefined
      ? sectionsBy(FATE_TITLES, lines, ({ fate }) => fate)
      : sectionsBy(CHANGE_TITLES, lines, ({ change }) => change);
  return sections.filter((section) => section.lines.length > 0);
}

function sectionsBy(
  titles: Readonly<Record<string, string>>,
  lines: readonly ForecastLine[],
  nameOf: (line: ForecastLine) => string | undefined,
): Section[] {
  return Object.entries(titles).map(([name, title]) => {
    return { title, lines: lines.filter((line) => nameOf(line) === name) };
  });
}

/** What it comes to, in a few words. */
export function headline({ fates, changes }: Summary): string {
  const [dropped, unknown] =
    changes === undefined
      ? [fates.dropped, fates.unknown]
      : [changes.newly_dropped, changes.newly_unknown];
  const newly = changes === undefined ? '' : 'newly ';
  const drops = dropped.edges === 0 ? 'nothing seen' : edges(dropped);
  const not = changes === undefined ? 'not' : 'no longer';
  const rest = unknown.edges === 0 ? '' : `, ${unknown.edges} ${not} known`;
  return `${drops} would be ${newly}dropped${rest}`;
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  breaks: 'would break',
  may_break: 'may break',
  note: 'to note',
};

/** `12 edges seen (340 connections): 3 would be dropped (20 connections), 1 not known, …` */
export function summaryText({ summary, spots }: ForecastReport): string {
  const parts = SEVERITIES.map((severity) => {
    const count = spots.filter((spot) => spot.severity === severity).length;
    return { count, text: `${count} ${SEVERITY_WORDS[severity]}` };
  }).filter(({ count }) => count > 0);
  const told = parts.map(({ text }) => text).join(', ');
  return `${seenText(summary)}${told === '' ? '' : `; blind spots: ${told}`}`;
}

function seenText({ all, fates, changes }: Summary): string {
  const seen = `${edges(all)} seen (${connections(all)})`;
  if (all.edges === 0) return 'no edge was seen: nothing is proven';
  const parts = [
    `${fates.dropped.edges} would be dropped${inConnections(fates.dropped)}`,
    `${fates.unknown.edges} not known${inConnections(fates.unknown)}`,
    `${fates.allowed.edges} allowed`,
    `${fates.not_policed.edges} not policed`,
  ];
  const text = `${seen}: ${parts.join(', ')}`;
  if (changes === undefined) return text;
  const { newly_dropped, newly_unknown, still_dropped, newly_allowed } = changes;
  return (
    `${text}; against the baseline ${newly_dropped.edges} newly dropped` +
    `${inConnections(newly_dropped)}, ${newly_unknown.edges} no longer known, ` +
    `${still_dropped.edges} still dropped, ${newly_allowed.edges} newly allowed`
  );
}

function edges({ edges: count }: Count): string {
  return count === 1 ? '1 edge' : `${count} edges`;
}

function connections({ connections: count }: Count): string {
  return count === 1 ? '1 connection' : `${count} connections`;
}

function inConnections(count: Count): string {
  return count.edges === 0 ? '' : ` (${connections(count)})`;
}

/** To the second, which is enough to look it up. */
export function secondText(us: number): string {
  return timeJson(us)?.replace(/\.\d+Z$/, 'Z') ?? '-';
}

/** How its connections ended; of those that were open before the window nobody saw the begin. */
export function endingText({ ending, isPreExisting }: ForecastLine): string {
  return isPreExisting ? 'pre-existing' : ending;
}
