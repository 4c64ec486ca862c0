/**
 * Coverage as people read it: a table of namespaces or workloads, and what it comes to in words.
 */
import { timeJson } from '../flow/edge-json.ts';
import { HOUR_US } from '../flow/time.ts';
import type { SubjectCoverage } from '../policy/coverage/coverage.ts';
import type { Estimate } from '../policy/coverage/discovery.ts';
import type { Conclusion, Readiness } from '../policy/coverage/readiness.ts';
import { RECURRENCES } from '../policy/coverage/recurrence.ts';
import { type CoverageStatus, percent } from '../policy/coverage/status.ts';
import { workloadKey } from '../policy/coverage/subject.ts';
import type { ConcludedNamespace } from '../report/coverage-report.ts';
import { type Column, formatTable, type Style } from './table.ts';
import { escapeControls } from './terminal.ts';

interface CoverageText {
  readonly namespaces: readonly ConcludedNamespace[];
  readonly isWide: boolean;
  readonly hasColours: boolean;
  /** The workloads of each namespace, too. */
  readonly withWorkloads: boolean;
}

const BURN_DOWN_DAYS = 7;

const STATUS_STYLES: Readonly<Partial<Record<CoverageStatus, Style>>> = {
  stable: 'green',
  stabilising: 'yellow',
  learning: 'red',
};

const ENFORCE_TEXTS: Readonly<Record<Readiness, string>> = {
  now: 'now',
  wait: 'wait',
  proves_nothing: 'proves nothing',
};

export function coverageText(text: CoverageText): string {
  const { namespaces, isWide, hasColours } = text;
  if (namespaces.length === 0) return '';
  const columns = isWide ? [...SUBJECT_COLUMNS, ...WIDE_COLUMNS] : SUBJECT_COLUMNS;
  const parts = [formatTable([...NAMESPACE_COLUMNS, ...columns], namespaces, hasColours)];
  const workloads = text.withWorkloads ? namespaces.flatMap((each) => each.workloads) : [];
  if (workloads.length > 0) {
    const name: Column<(typeof workloads)[number]> = {
      title: 'WORKLOAD',
      text: ({ workload }) => workloadKey(workload),
    };
    parts.push(formatTable([name, ...columns], workloads, hasColours));
  }
  parts.push(...conclusionLines(namespaces).map((lines) => `${lines.join('\n')}\n`));
  return parts.join('\n');
}

const NAMESPACE_COLUMNS: readonly Column<ConcludedNamespace>[] = [
  { title: 'NAMESPACE', text: ({ namespace }) => namespace },
  { title: 'ENFORCE', text: ({ enforce }) => ENFORCE_TEXTS[enforce] },
];

const SUBJECT_COLUMNS: readonly Column<SubjectCoverage>[] = [
  {
    title: 'STATUS',
    text: ({ status }) => status,
    style: ({ status }) => STATUS_STYLES[status],
  },
  { title: 'OBSERVED', text: ({ watch }) => percent(watch.share), isNumber: true },
  { title: 'EDGES', text: ({ discovery }) => String(discovery.edges), isNumber: true },
  { title: 'NEW IN 24H', text: ({ newLastDay }) => String(newLastDay), isNumber: true },
  { title: 'NEW PER DAY', text: (each) => estimateText(each, each.discovery.newPerDay, amount) },
  { title: 'CHANCE OF NEW', text: (each) => estimateText(each, each.discovery.chance, percent) },
  { title: 'RECURRENCE', text: recurrenceText },
];

const WIDE_COLUMNS: readonly Column<SubjectCoverage>[] = [
  { title: 'NEW BY DAY', text: newByDayText },
  { title: 'LAST NEW', text: ({ newEdges }) => hourText(newEdges.at(-1)?.hour) },
  { title: 'SIGHTINGS', text: ({ discovery }) => String(discovery.sightings), isNumber: true },
  { title: 'SEEN ONCE', text: ({ discovery }) => String(discovery.once), isNumber: true },
  { title: 'ADDRESSES', text: ({ addresses }) => String(addresses.addresses), isNumber: true },
  { title: 'OPEN BEFORE', text: ({ openBefore }) => String(openBefore), isNumber: true },
  { title: 'NODES', text: ({ watch }) => watch.nodes.join(',') || '-' },
];

/**
 * `0.4 (0–1.9)`: the estimate and the bounds that hold 95 times in 100; none where all is silent.
 */
function estimateText(
  { status }: SubjectCoverage,
  estimate: Estimate | undefined,
  text: (value: number) => string,
): string {
  if (estimate === undefined || status === 'silent') return '-';
  const { value, low, high } = estimate;
  return `${text(value)} (${text(low).replace(' %', '')}–${text(high)})`;
}

function amount(value: number): string {
  return String(Number(value < 10 ? value.toPrecision(2) : value.toFixed(0)));
}

/** `constant 12, daily 3`. */
function recurrenceText({ recurrence }: SubjectCoverage): string {
  const parts = RECURRENCES.filter((name) => recurrence[name] > 0).map(
    (name) => `${name.replace('_', '-')} ${recurrence[name]}`,
  );
  return parts.join(', ') || '-';
}

/** The burn-down of the last days, the last of them up to now: `9,2,0,0`. */
function newByDayText({ newEdges, endHour }: SubjectCoverage): string {
  const days = Array.from({ length: BURN_DOWN_DAYS }, () => 0);
  for (const { hour, edges } of newEdges) {
    const daysAgo = Math.ceil((endHour - hour) / 24);
    if (daysAgo <= BURN_DOWN_DAYS) days[BURN_DOWN_DAYS - daysAgo]! += edges;
  }
  return days.join(',');
}

function hourText(hour: number | undefined): string {
  return hour === undefined ? '-' : (timeJson(hour * HOUR_US) ?? '-');
}

/** Paragraphs, each begun with its heading; those that say nothing are left out. */
function conclusionLines(namespaces: readonly ConcludedNamespace[]): string[][] {
  const named = (enforce: Readiness) => namespaces.filter((each) => each.enforce === enforce);
  const ready = named('now').map(({ namespace }) => namespace);
  const paragraphs = [
    ready.length === 0 ? [] : [`May be enforced now: ${ready.join(', ')}`],
    listed('Should wait:', named('wait'), ({ reasons }) => reasons),
    listed('Enforcing proves nothing:', named('proves_nothing'), ({ reasons }) => reasons),
    listed('Worth knowing:', namespaces, ({ remarks }) => remarks),
  ];
  return paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.map(escapeControls));
}

function listed(
  heading: string,
  namespaces: readonly ConcludedNamespace[],
  remarksOf: (of: ConcludedNamespace) => Conclusion['reasons'],
): string[] {
  const lines = namespaces
    .filter((each) => remarksOf(each).length > 0)
    .map((each) => {
      const texts = remarksOf(each).map(({ text }) => text);
      return `  ${each.namespace}: ${texts.join('; ')}`;
    });
  return lines.length === 0 ? [] : [heading, ...lines];
}
