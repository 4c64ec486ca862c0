/** The forecast as people read it: tables of what is dropped and what is not known, then numbers. */
import { workloadKey } from '../policy/coverage/subject.ts';
import { decidersOf, placeOf } from '../policy/forecast/deciders.ts';
import type { ForecastLine } from '../policy/forecast/forecast-line.ts';
import { SIDES } from '../policy/model/policy.ts';
import {
  endingText,
  type ForecastReport,
  type Section,
  secondText,
  sectionsOf,
  summaryText,
} from './forecast-report.ts';
import { type Column, formatTable } from './table.ts';

const COLUMNS: readonly Column<ForecastLine>[] = [
  { title: 'NAMESPACE', text: ({ subject }) => subject.namespace || '-' },
  { title: 'WORKLOAD', text: ({ subject }) => workloadKey(subject.workload) || '-' },
  {
    title: 'OUTCOME',
    text: endingText,
    style: ({ fate, ending }) => (fate === 'dropped' && ending === 'answered' ? 'red' : undefined),
  },
  { title: 'CONNECTIONS', text: (line) => String(line.connections), isNumber: true },
  { title: 'FIRST SEEN', text: ({ firstSeenUs }) => secondText(firstSeenUs) },
  { title: 'LAST SEEN', text: ({ lastSeenUs }) => secondText(lastSeenUs) },
];

const WIDE_COLUMNS: readonly Column<ForecastLine>[] = [
  { title: 'EDGES', text: (line) => String(line.edges), isNumber: true },
  { title: 'DECIDED AT', text: decidedAt },
];

const FORECAST: Column<ForecastLine> = { title: 'FORECAST', text: (line) => line.sentence };

/** Places that are told of one line. */
const PLACES_TOLD_MAX = 4;

export interface TextOptions {
  readonly isWide: boolean;
  readonly hasColours: boolean;
}

export function forecastText(report: ForecastReport, options: TextOptions): string {
  const sections = sectionsOf(report).map((section) => sectionText(section, options));
  return [...sections, `${summaryText(report.summary)}\n`].join('\n');
}

function sectionText({ title, lines }: Section, { isWide, hasColours }: TextOptions): string {
  const columns = [...COLUMNS, ...(isWide ? WIDE_COLUMNS : []), FORECAST];
  return `${title}:\n${formatTable(columns, lines, hasColours)}`;
}

/** `deny.yaml:1:1,dns.yaml:12:5` */
function decidedAt({ outcome }: ForecastLine): string {
  const strict = SIDES.filter((side) => outcome[side].verdict === outcome.verdict);
  const deciders = strict.flatMap((side) => decidersOf(outcome[side]));
  const places = [...new Set(deciders.map(placeOf))].filter((place) => place !== undefined);
  const told = places.slice(0, PLACES_TOLD_MAX).join(',');
  return `${told || '-'}${places.length > PLACES_TOLD_MAX ? ',…' : ''}`;
}
