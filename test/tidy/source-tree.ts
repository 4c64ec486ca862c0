/**
 * Reads the tree once for all rules: every TypeScript file of ours, masked, with what it imports.
 */
import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { mask } from './mask.ts';

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly comments: string;
  /** Paths from the root for our own files, package names for the rest (`node:` ones included). */
  readonly imports: readonly string[];
}

const PATTERNS = [
  ...['src/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts', 'vitest.config.ts'],
  ...['web/**/*.ts', 'web/**/*.tsx'],
];
const IMPORT = /\b(?:from|import)\s*\(?\s*(['"])( *)\1/g;

/** All files under `root`, generated ones left out. */
export function readSourceTree(root: string): SourceFile[] {
  const paths = globSync(PATTERNS, { cwd: root }).map((path) => path.replaceAll('\\', '/'));
  return paths
    .filter((path) => !path.startsWith('src/wire/generated/'))
    .sort()
    .map((path) => sourceFile(path, readFileSync(posix.join(root, path), 'utf8')));
}

export function sourceFile(path: string, text: string): SourceFile {
  const { code, comments } = mask(text);
  return { path, text, code, comments, imports: importsOf(path, text, code) };
}

function importsOf(path: string, text: string, code: string): string[] {
  return [...code.matchAll(IMPORT)].map((match) => {
    const end = match.index + match[0].length - 1;
    const specifier = text.slice(end - match[2]!.length, end);
    if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
    return packageName(specifier);
  });
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
