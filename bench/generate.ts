/**
 * Writes a corpus: a kernel log of realistic LOG lines, and beside it the truth, lines per flow.
 * The same options give the same bytes on every machine. Both files appear whole or not at all.
 * Run: node bench/generate.ts OUT [--lines N] [--header kmsg|syslog|iso|bare] [--flows F] …
 */
import { fraction, readCommandLine, runProgram, UsageError, wholeNumber } from './command-line.ts';
import { writeLines } from './corpus-writer.ts';
import { noiseLine } from './noise.ts';
import { Random } from './random.ts';
import { HEADERS, type Header, recordHeader } from './record-header.ts';
import { createTraffic, nextLine, type TrafficFlow } from './traffic.ts';
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

/** Writes `path` and `path.truth`. */
export function generateCorpus(path: string, options: CorpusOptions): void {
  const random = new Random(options.seed);
  const flows = createTraffic(options.flows, options.zipf, random);
  writeLines(path, corpusLines(options, flows, random), () => {
    const seen = flows.filter((flow) => flow.lines > 0);
    writeTruth(`${path}.truth`, new Map(seen.map((flow) => [flow.key, flow.lines])));
  });
}

function* corpusLines(
  options: CorpusOptions,
  flows: readonly TrafficFlow[],
  random: Random,
): Generator<string> {
  const cumulative = cumulate(zipfWeights(options.flows, options.zipf));
  let timeUs = FIRST_US;
  for (let sequence = 0; sequence < options.lines; sequence++) {
    timeUs += random.below(2 * GAP_MEAN_US);
    const isNoise = random.chance(options.noise);
    const level = isNoise ? NOISE_LEVEL : LOG_LEVEL;
    const text = isNoise
      ? noiseLine(random)
      : nextLine(flows[rankAt(cumulative, random.fraction())]!, random);
    yield `${recordHeader(options.header, { level, sequence, timeUs })}${text}\n`;
  }
}

const USAGE = `usage: node bench/generate.ts OUT [--lines N] [--header ${HEADERS.join('|')}]
  [--flows F] [--noise 0.1] [--zipf 1.0] [--seed S]`;

/** Options of the command line over the defaults. Throws UsageError. */
export function parseCorpusOptions(
  values: Readonly<Record<string, string | undefined>>,
): CorpusOptions {
  const { lines, flows, seed, noise, zipf, header } = DEFAULT_CORPUS;
  const named = HEADERS.find((known) => known === (values.header ?? header));
  if (!named)
    throw new UsageError(`--header is one of ${HEADERS.join(', ')}, not ${values.header}`);
  return {
    header: named,
    lines: wholeNumber('lines', values.lines, { least: 1, fallback: lines }),
    flows: wholeNumber('flows', values.flows, { least: 1, fallback: flows }),
    seed: wholeNumber('seed', values.seed, { least: 0, fallback: seed }),
    noise: fraction('noise', values.noise, { most: 1, fallback: noise }),
    zipf: fraction('zipf', values.zipf, { most: 5, fallback: zipf }),
  };
}

function main(): number {
  const text = { type: 'string' } as const;
  const { values, positionals } = readCommandLine({
    allowPositionals: true,
    options: { lines: text, header: text, flows: text, noise: text, zipf: text, seed: text },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError('One file is written');
  generateCorpus(path, parseCorpusOptions(values));
  return 0;
}

if (import.meta.main) await runProgram(USAGE, main);
