/** The blind spots that a forecast begins with: what breaks whether or not it was seen. */
import type { ManifestError } from '../manifest/manifest-text.ts';
import type { BlindSpot } from '../policy/blind-spots/blind-spot.ts';
import { findBlindSpots } from '../policy/blind-spots/find-blind-spots.ts';
import { readDeclared } from '../policy/declared/read-declared.ts';
import type { ForecastQuestion } from './forecast-question.ts';

interface FoundSpots {
  readonly spots: readonly BlindSpot[];
  /** Objects that are not understood, and so declare nothing. */
  readonly errors: readonly ManifestError[];
}

/** `namespace`: the only one that is asked about. */
export function spotsOf(question: ForecastQuestion, namespace: string | undefined): FoundSpots {
  const { declared, errors } = readDeclared(question.objects);
  const spots = findBlindSpots({ ...question, declared }).filter(
    ({ where }) =>
      namespace === undefined ||
      where.length === 0 ||
      where.some((place) => place.namespace === namespace),
  );
  return { spots, errors };
}
