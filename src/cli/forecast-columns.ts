/** The columns of a forecast, for a terminal and for a pull request. */
import { workloadKey } from '../policy/coverage/subject.ts';
import { decidersOf, placeOf } from '../policy/forecast/deciders.ts';
import type { ForecastLine } from '../policy/forecast/forecast-line.ts';
import { SIDES } from '../policy/model/policy.ts';
import { endingText, secondText } from './forecast-sections.ts';
import type { Column } from './table.ts';

const NAMESPACE: Column<ForecastLine> = {
  title: 'NAMESPACE',
  text: ({ subject }) => subject.namespace || '-',
};

const EVIDENCE: readonly Column<ForecastLine>[] = [
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

const FORECAST: Column<ForecastLine> = { title: 'FORECAST', text: (line) => line.sentence };

/** Columns of `-o table`. */
export const LINE_COLUMNS: readonly Column<ForecastLine>[] = [NAMESPACE, ...EVIDENCE, FORECAST];

/** Columns of `-o wide`: where it is written that it is so, too. */
export const WIDE_LINE_COLUMNS: readonly Column<ForecastLine>[] = [
  NAMESPACE,
  ...EVIDENCE,
  { title: 'EDGES', text: (line) => String(line.edges), isNumber: true },
  { title: 'DECIDED AT', text: decidedAt },
  FORECAST,
];

/** Places that are told of one line. */
const PLACES_TOLD_MAX = 4;

/** `deny.yaml:1:1,dns.yaml:12:5` */
function decidedAt({ outcome }: ForecastLine): string {
  const strict = SIDES.filter((side) => outcome[side].verdict === outcome.verdict);
  const deciders = strict.flatMap((side) => decidersOf(outcome[side]));
  const places = [...new Set(deciders.map(placeOf))].filter((place) => place !== undefined);
  const told = places.slice(0, PLACES_TOLD_MAX).join(',');
  return `${told || '-'}${places.length > PLACES_TOLD_MAX ? ',…' : ''}`;
}
