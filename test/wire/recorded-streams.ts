/** Streams between agents and aggregators of earlier versions; test/fixtures/streams/ORIGIN.md. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'streams');

export interface RecordedStream {
  /** Messages of the agent, and of the aggregator. */
  readonly said: readonly Buffer[];
  readonly answered: readonly Buffer[];
}

export interface Recording {
  readonly name: string;
  /** An agent that ships the log. */
  readonly shipping: RecordedStream;
  /** Another one that says hello behind it. */
  readonly successor: RecordedStream;
  /** The first one again, which is refused. */
  readonly fenced: RecordedStream;
}

export function recordings(): Recording[] {
  return globSync('*.txt', { cwd: FOLDER })
    .sort()
    .map((name) => {
      const streams = readFileSync(join(FOLDER, name), 'latin1').split('\n\n').map(streamOf);
      const [shipping, successor, fenced] = streams;
      return { name, shipping: shipping!, successor: successor!, fenced: fenced! };
    });
}

function streamOf(text: string): RecordedStream {
  const from = (mark: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(mark))
      .map((line) => Buffer.from(line.slice(mark.length), 'base64'));
  return { said: from('> '), answered: from('< ') };
}

/** The same message with a field in it that this version does not know. */
export function withUnknownField(message: Buffer): Buffer {
  // Number 1023, three bytes.
  const field = Buffer.from([0xfa, 0x3f, 0x03, 0x6e, 0x65, 0x77]);
  return Buffer.concat([message, field]);
}

/** Lines of the log that was shipped, by source, destination, port and prefix. */
export function shippedLines(): Map<string, number> {
  const log = readFileSync(join(FOLDER, 'kern.log'), 'latin1');
  const pattern = / (\S+): IN=.* SRC=(\S+) DST=(\S+) .*PROTO=(\S+) .*DPT=(\d+) /g;
  const lines = new Map<string, number>();
  for (const [, prefix, source, destination, protocol, port] of log.matchAll(pattern)) {
    const key = `${source} > ${destination} ${protocol}/${port} ${prefix}`;
    lines.set(key, (lines.get(key) ?? 0) + 1);
  }
  return lines;
}
