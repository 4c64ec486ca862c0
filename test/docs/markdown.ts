/**
 * The documents of the project as data: fenced blocks, code in the text, links and anchors. Reads
 * the Markdown that is written here, not all that there could be.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

export const pathOf = (file: string) => fileURLToPath(new URL(file, ROOT));

export const textOf = (file: string) => readFileSync(pathOf(file), 'utf8');

/** Every document, as a path from the root of the project; parts of generated ones are none. */
export function documents(): string[] {
  const folders = '{bench,deploy,docs,examples,proto,src,test,web}';
  const patterns = ['*.md', `${folders}/**/*.md`];
  const exclude = ['**/node_modules/**'];
  return globSync(patterns, { cwd: pathOf('.'), exclude }).sort();
}

export interface Block {
  readonly file: string;
  /** Of the fence, from 1. */
  readonly line: number;
  /** The word behind the fence; empty where there is none. */
  readonly language: string;
  readonly text: string;
}

const FENCED = /^( *)```(\w*)\n(.*?)^\1```$/gms;

export function blocksOf(file: string, text = textOf(file)): Block[] {
  return [...text.matchAll(FENCED)].map(
    ({ index, 1: indent = '', 2: language = '', 3: body = '' }) => {
      const own = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
      return { file, line: text.slice(0, index).split('\n').length, language, text: own };
    },
  );
}

/** Without fenced blocks. */
const proseOf = (text: string) => text.replaceAll(FENCED, '');

/** What stands in backticks in the text, each once. */
export function codeIn(file: string): string[] {
  const spans = proseOf(textOf(file)).matchAll(/`([^`]+)`/g);
  return [...new Set([...spans].map(([, code = '']) => code.replaceAll('\n', ' ')))];
}

/** Where its links lead, of text and of images: no code, no addresses of the web. */
export function linksOf(file: string): string[] {
  const text = proseOf(textOf(file)).replaceAll(/`[^`]*`/g, '');
  const targets = [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** What a link may name behind `#`, as GitHub makes it of headings. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}
