/**
 * Findings that the author of an object has looked at and wants as they are, by annotation: a line
 * for each, the id of the finding and then why.
 */
import type { FieldPath, Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import { isMap } from './raw-fields.ts';

export const IGNORE_ANNOTATION = 'dropcast.io/lint-ignore';

export interface Ignores {
  /** Reasons by id. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Lines that silence nothing, and why not. */
  readonly mistakes: readonly string[];
  readonly path: FieldPath;
}

/** `known`: ids of findings. */
export function readIgnores({ fields }: ManifestObject, known: ReadonlySet<string>): Ignores {
  const annotations = fields.at('metadata').at('annotations');
  const path = [...annotations.path, IGNORE_ANNOTATION];
  const reasons = new Map<string, string>();
  const mistakes: string[] = [];
  for (const line of linesOf(annotations)) {
    const [, id = '', reason = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    if (!known.has(id)) mistakes.push(`names the finding ${id}, which does not exist`);
    else if (reason === '') mistakes.push(`gives no reason for ${id}`);
    else reasons.set(id, reason);
  }
  return { reasons, mistakes, path };
}

function linesOf(annotations: Fields): string[] {
  const value = isMap(annotations) ? annotations.at(IGNORE_ANNOTATION).value : undefined;
  if (typeof value !== 'string') return [];
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
