/**
 * A reader of the follow bench in a process of its own: ours, or the npm package `tail`. Reads
 * until its standard input ends, then judges what it saw and prints that and its CPU time as JSON.
 * Run: node bench/follow-reader.ts ours|tail|tail-poll PATH LINES
 */
import { Tail } from 'tail';
import { FollowedFileSource } from '../src/agent/sources/file/followed-file.ts';
import { type Judgement, judge, textOf } from './follow-line.ts';

export const READERS = ['ours', 'tail', 'tail-poll'] as const;
export type Reader = (typeof READERS)[number];

export interface ReaderResult extends Judgement {
  readonly cpuMs: number;
}

const POLL_MS = 100;

async function follow(path: string, texts: string[], signal: AbortSignal): Promise<void> {
  for await (const { bytes, index } of new FollowedFileSource({ path }).blocks('', signal)) {
    const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < index.count; i++) {
      texts.push(textOf(block.toString('latin1', index.starts[i], index.ends[i])));
    }
  }
}

async function tail(path: string, useWatchFile: boolean, texts: string[]): Promise<void> {
  const fsWatchOptions = useWatchFile ? { interval: POLL_MS } : {};
  const watched = new Tail(path, { fromBeginning: true, useWatchFile, fsWatchOptions });
  watched.on('line', (line) => texts.push(textOf(line)));
  watched.on('error', () => {});
}

async function main(reader: Reader, path: string, lines: number): Promise<void> {
  const texts: string[] = [];
  const ended = new AbortController();
  const before = process.cpuUsage();
  const reading =
    reader === 'ours'
      ? follow(path, texts, ended.signal)
      : tail(path, reader === 'tail-poll', texts);
  process.stdout.write('ready\n');
  for await (const _chunk of process.stdin);
  const { user, system } = process.cpuUsage(before);
  ended.abort();
  await reading;
  const result: ReaderResult = { ...judge(texts, lines), cpuMs: (user + system) / 1_000 };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit();
}

if (import.meta.main) {
  const [reader, path = '', lines] = process.argv.slice(2);
  await main(reader as Reader, path, Number(lines));
}
