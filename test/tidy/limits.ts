/** Ceilings, so that a file is read in one sitting and a function in one look. */
import { findFunctions } from './functions.ts';
import type { SourceFile } from './source-tree.ts';

const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 70;
const LINE_COLUMNS_MAX = 100;
const PARAMETERS_MAX = 4;

const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

export function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: linesOf(text).length }))
    .filter(({ lines }) => lines > FILE_LINES_MAX)
    .map(({ path, lines }) => `${path} has ${lines} lines (at most ${FILE_LINES_MAX})`);
}

export function longLines(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, i) =>
      line.length > LINE_COLUMNS_MAX ? [`${path}:${i + 1} has ${line.length} columns`] : [],
    ),
  );
}

/** The body of a `describe` is a heading over tests, which are measured each for itself. */
export function longFunctions(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, code }) =>
    findFunctions(code)
      .filter(({ lines, isSuite }) => lines > FUNCTION_LINES_MAX && !isSuite)
      .map(({ name, line, lines }) => `${path}:${line} ${name || 'a function'} has ${lines} lines`),
  );
}

export function longParameterLists(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, code }) =>
    findFunctions(code)
      .filter(({ parameters }) => parameters > PARAMETERS_MAX)
      .map(
        ({ name, line, parameters }) => `${path}:${line} ${name} takes ${parameters} parameters`,
      ),
  );
}
