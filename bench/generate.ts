/**
 * Writes a corpus: a kernel log of realistic LOG lines, and beside it the truth, lines per flow.
 * The same options give the same bytes on every machine. Both files appear whole or not at all.
 * Run: node bench/generate.ts OUT [--lines N] [--header kmsg|syslog|iso|bare] [--flows F] …
 */
import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { noiseLine } from './noise.ts';
import { Random } from './random.ts';
import { HEADERS, type Header, recordHeader } from './record-header.ts';
import { createTraffic, nextLine } from './traffic.ts';
import { writeTruth } from './truth.ts';
import { cumulate, rankAt, zipfWeights } from './zipf.ts';

export interface CorpusOptions {
  readonly lines: number;
  readonly header: Header;
  readonly flows: number;
  /** Share of lines that are no LOG lines. */
  readonly noise: number;
  readonly zipf: number;
  readonly seed: number;
}

export const DEFAULT_CORPUS: CorpusOptions = {
  lines: 1_000_000,
  header: 'kmsg',
  flows: 4096,
  noise: 0.1,
  zipf: 1,
  seed: 1,
};

const FIRST_US = 86_400_000_000;
/** A million lines in half an hour. */
const GAP_MEAN_US = 1_800;
const LOG_LEVEL = 5;
const NOISE_LEVEL = 6;
const BUFFER_BYTES = 1 << 20;
const LINE_BYTES_MAX = 1_024;

/** Writes `path` and `path.truth`. */
export function generateCorpus(path: string, options: CorpusOptions): void {
  const random = new Random(options.seed);
  const flows = createTraffic(options.flows, options.zipf, random);
  const cumulative = cumulate(zipfWeights(options.flows, options.zipf));
  const file = openSync(`${path}.partial`, 'w');
  const buffer = Buffer.alloc(BUFFER_BYTES);
  let used = 0;
  let timeUs = FIRST_US;
  for (let sequence = 0; sequence < options.lines; sequence++) {
    timeUs += random.below(2 * GAP_MEAN_US);
    const isNoise = random.chance(options.noise);
    const level = isNoise ? NOISE_LEVEL : LOG_LEVEL;
    const text = isNoise
      ? noiseLine(random)
      : nextLine(flows[rankAt(cumulative, random.fraction())]!, random);
    const record = `${recordHeader(options.header, { level, sequence, timeUs })}${text}\n`;
    used += buffer.write(record, used, 'latin1');
    if (used > BUFFER_BYTES - LINE_BYTES_MAX) {
      writeSync(file, buffer, 0, used);
      used = 0;
    }
  }
  writeSync(file, buffer, 0, used);
  closeSync(file);
  const seen = flows.filter((flow) => flow.lines > 0);
  writeTruth(`${path}.truth`, new Map(seen.map((flow) => [flow.key, flow.lines])));
  renameSync(`${path}.partial`, path);
}

const USAGE = `usage: node bench/generate.ts OUT [--lines N] [--header ${HEADERS.join('|')}]
  [--flows F] [--noise 0.1] [--zipf 1.0] [--seed S]`;

/** Options of the command line over the defaults; undefined when they make no sense. */
export function parseCorpusOptions(
  values: Readonly<Record<string, string | undefined>>,
): CorpusOptions | undefined {
  const number = (name: Exclude<keyof CorpusOptions, 'header'>): number =>
    values[name] === undefined ? DEFAULT_CORPUS[name] : Number(values[name]);
  const header = HEADERS.find((known) => known === (values.header ?? DEFAULT_CORPUS.header));
  const [lines, flows, seed] = [number('lines'), number('flows'), number('seed')];
  const [noise, zipf] = [number('noise'), number('zipf')];
  const whole = [lines, flows, seed].every((value) => Number.isSafeInteger(value) && value >= 0);
  if (!header || !whole || flows < 1 || !(noise >= 0 && noise <= 1) || !(zipf >= 0))
    return undefined;
  return { lines, header, flows, noise, zipf, seed };
}

function main(): number {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { lines: text, header: text, flows: text, noise: text, zipf: text, seed: text },
  });
  const [path] = positionals;
  const options = parseCorpusOptions(values);
  if (path === undefined || positionals.length > 1 || options === undefined) {
    console.error(USAGE);
    return 2;
  }
  generateCorpus(path, options);
  return 0;
}

if (import.meta.main) process.exitCode = main();
