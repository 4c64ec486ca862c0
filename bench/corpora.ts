/** The corpora of the bench, written into bench/data by whoever needs one first. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type CorpusOptions, generateCorpus, parseCorpusOptions } from './generate.ts';
import { generateVariety } from './variety.ts';

export interface Corpus {
  readonly name: string;
  /** `FILE.truth` lies beside it. */
  readonly file: string;
  /** Only for peers that read it within seconds. */
  readonly isLong: boolean;
}

export const CORPUS_NAMES = ['realistic', 'variety', 'long'] as const;
export type CorpusName = (typeof CORPUS_NAMES)[number];

const DATA = join(import.meta.dirname, 'data');
/** As many behind the first million as a bound on collections is given for. */
const LONG_TIMES = 5;

export interface Scale {
  readonly lines: string | undefined;
  readonly header: string | undefined;
}

/** Throws UsageError when `scale` makes no sense. */
export function provideCorpus(name: CorpusName, scale: Scale): Corpus {
  const options = parseCorpusOptions({ ...scale });
  const lines = options.lines * (name === 'long' ? LONG_TIMES : 1);
  if (name === 'variety') {
    const file = join(DATA, `${lines}-variety.log`);
    return { name, isLong: false, file: provide(file, lines, () => generateVariety(file, lines)) };
  }
  return { name, isLong: name === 'long', file: provideRealistic({ ...options, lines }) };
}

function provideRealistic(options: CorpusOptions): string {
  const file = join(DATA, `${options.lines}-${options.header}.log`);
  return provide(file, options.lines, () => generateCorpus(file, options));
}

function provide(file: string, lines: number, generate: () => void): string {
  if (existsSync(file)) return file;
  console.log(`Writing ${lines} lines to ${relative('', file)}`);
  mkdirSync(DATA, { recursive: true });
  generate();
  return file;
}
