/** What a forecast found, before it is told: the same for people, programs and pull requests. */
import type { ManifestError } from '../manifest/manifest-text.ts';
import type { BlindSpot } from '../policy/blind-spots/blind-spot.ts';
import { forecastOf } from '../policy/forecast/forecast.ts';
import type { ForecastLine } from '../policy/forecast/forecast-line.ts';
import { type Summary, summaryOf } from '../policy/forecast/summary.ts';
import type { ForecastQuestion } from './forecast-question.ts';
import { spotsOf } from './forecast-spots.ts';
import { type Unused, unusedOf } from './forecast-unused.ts';
import { severalClusters } from './several-clusters.ts';

export interface ForecastReport {
  /** It should stop whoever asked. */
  readonly isObjection: boolean;
  readonly spots: readonly BlindSpot[];
  readonly lines: readonly ForecastLine[];
  readonly summary: Summary;
  /** Undefined: not asked for. */
  readonly unused: Unused | undefined;
}

export interface ReportOptions {
  readonly namespace: string | undefined;
  /** Tells what is allowed and was never seen, too. */
  readonly withUnused: boolean;
  /** Objects also to what is not known. */
  readonly isStrict: boolean;
  /** Objects not to what was refused or never answered. */
  readonly ignoresUnanswered: boolean;
}

export interface ReportedForecast {
  readonly report: ForecastReport;
  /** What has to be known beside it, in sentences. */
  readonly notes: readonly string[];
}

export function reportForecast(
  question: ForecastQuestion,
  { namespace, withUnused, isStrict, ignoresUnanswered }: ReportOptions,
): ReportedForecast {
  const lines = forecastOf(question);
  const weighed = ignoresUnanswered ? lines.filter(mayHaveWorked) : lines;
  const { spots, errors } = spotsOf(question, namespace);
  const report = {
    isObjection: objectsTo(summaryOf(weighed), isStrict),
    spots,
    lines,
    summary: summaryOf(lines),
    unused: withUnused ? unusedOf(question, namespace) : undefined,
  };
  const notes = [...errors.map(notUnderstood), ...policyNotes(question)];
  return { report, notes: [...severalClusters(question.edges), ...notes] };
}

/** Where Calico logs no responses, anything may have. */
function mayHaveWorked({ ending }: ForecastLine): boolean {
  return ending === 'answered' || ending === 'unknown';
}

/** Against a baseline only what gets worse counts. */
function objectsTo({ fates, changes }: Summary, isStrict: boolean): boolean {
  const dropped = changes?.newly_dropped ?? fates.dropped;
  const unknown = changes?.newly_unknown ?? fates.unknown;
  return dropped.edges > 0 || (isStrict && unknown.edges > 0);
}

function notUnderstood({ message }: ManifestError): string {
  return `declares nothing, as it is not understood: ${message}`;
}

function policyNotes({ policies }: ForecastQuestion): string[] {
  return policies.length === 0 ? ['no policy is there that could drop'] : [];
}
