/**
 * Names that say nothing, loopholes in the types, notes to self, hidden state, tests that do not
 * run.
 */
import { findFunctions } from './functions.ts';
import type { SourceFile } from './source-tree.ts';

const EMPTY_FILE_NAMES =
  /(?:^|\/)(?:utils?|helpers?|common|types|shared|managers?)(?=\/|\.[^/]*$|$)/;
const EMPTY_VERBS = /^#?(?:handle|process|do|manage|init)(?=[A-Z_\d]|$)/;
const EMPTY_TYPE_NAMES = /\b(?:class|interface|type)\s+(I[A-Z][a-z]\w*|\w*(?:Impl|Manager))\b/g;
const KEBAB_CASE = /^[a-z\d]+(?:-[a-z\d]+)*(?:\.[a-z\d]+)*$/;
const ANY = /(?<![.\w$])any(?![\w$]|\s*[(:?])/g;
const SILENCED = /@ts-(?:ignore|expect-error|nocheck)|biome-ignore/g;
const NOTE_TO_SELF = /\b(?:TODO|FIXME|XXX|HACK)\b/g;
const MODULE_STATE = /^(?:export )?(?:let|var)\b.*/gm;
/** A call on a suite or test, however chained, and the old `xit` spelling. */
const SWITCHED_OFF =
  /\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo|fails|skipIf|runIf)\b|\bx(?:it|describe)\(/g;

type Text = 'code' | 'comments';

/** Every match of `pattern` in the code or the comments, with its line. */
function occurrences(files: readonly SourceFile[], text: Text, pattern: RegExp): string[] {
  return files.flatMap((file) =>
    [...file[text].matchAll(pattern)].map((match) => {
      const line = file[text].slice(0, match.index).split('\n').length;
      return `${file.path}:${line} ${match[0].trim()}`;
    }),
  );
}

const below = (files: readonly SourceFile[], folder: string): SourceFile[] =>
  files.filter(({ path }) => path.startsWith(`${folder}/`));

export function emptyFileNames(files: readonly SourceFile[]): string[] {
  return files.map(({ path }) => path).filter((path) => EMPTY_FILE_NAMES.test(path));
}

export function unkebabbedNames(files: readonly SourceFile[]): string[] {
  return files
    .map(({ path }) => path)
    .filter((path) => !path.split('/').every((part) => KEBAB_CASE.test(part)));
}

export function emptyVerbs(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, code }) =>
    findFunctions(code)
      .filter(({ name }) => EMPTY_VERBS.test(name))
      .map(({ name, line }) => `${path}:${line} ${name}`),
  );
}

export function emptyTypeNames(files: readonly SourceFile[]): string[] {
  return occurrences(files, 'code', EMPTY_TYPE_NAMES);
}

export function looseTypes(files: readonly SourceFile[]): string[] {
  return [...occurrences(files, 'code', ANY), ...occurrences(files, 'comments', SILENCED)];
}

export function notesToSelf(files: readonly SourceFile[]): string[] {
  return occurrences(files, 'comments', NOTE_TO_SELF);
}

const CORE = 'src/agent/aggregate/core/';

export function moduleState(files: readonly SourceFile[]): string[] {
  // AssemblyScript's globals are an instance's own.
  const modules = below(files, 'src').filter(({ path }) => !path.startsWith(CORE));
  return occurrences(modules, 'code', MODULE_STATE);
}

export function switchedOffTests(files: readonly SourceFile[]): string[] {
  return occurrences(below(files, 'test'), 'code', SWITCHED_OFF);
}

/** Packages that no decision names: `decisions` is the text of all of them. */
export function undecidedPackages(packages: readonly string[], decisions: string): string[] {
  return packages.filter((name) => !new RegExp(`(?<![\\w@/-])${name}(?![\\w/-])`).test(decisions));
}
