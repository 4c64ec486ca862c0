/** What is not understood of manifests, as whoever asked is told: with its place and field. */
import type { ManifestError } from '../../manifest/manifest-text.ts';
import { AnalysisError, type Mistake } from '../analysis.ts';

/** The name of what was posted, in places. */
export const BODY = 'body';

/** Mistakes that are told; the rest is often the same one again. */
const MISTAKES_TOLD_MAX = 50;

/** Nothing is concluded from a part; those of the asker's own are told first. */
export function notUnderstood(errors: readonly ManifestError[]): AnalysisError {
  const posted = errors.filter(({ file }) => file === BODY);
  const told = posted.length > 0 ? posted : errors;
  const count = told.length === 1 ? 'one mistake' : `${told.length} mistakes`;
  const where = posted.length > 0 ? 'the posted manifests' : "the cluster's objects";
  const message = `${count} in ${where}: nothing is concluded from a part of them`;
  const mistakes = told.slice(0, MISTAKES_TOLD_MAX).map(mistakeOf);
  return new AnalysisError(posted.length > 0 ? 'policies' : 'objects', message, { mistakes });
}

function mistakeOf({ file, place, field, what }: ManifestError): Mistake {
  return {
    source: file,
    line: place?.line ?? null,
    column: place?.column ?? null,
    field: field ?? null,
    message: what,
  };
}
