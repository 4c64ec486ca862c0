/**
 * Bytes that the hot paths allocate, which is the same on every machine, held against the figures
 * in allocation.json: a line from block to flow table, a flow into a batch, an end of a flow that
 * gets its name. Fails when one takes more. The young generation is made so large that nothing is
 * collected while it is counted.
 * Run: npm run bench:allocation [-- --write]
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { unnamedEndpoint } from '../src/flow/endpoint.ts';
import { ClusterIndex } from '../src/kube/cluster-index.ts';
import { nameByAddress } from '../src/kube/endpoint-name.ts';
import { encodeBatchContent } from '../src/wire/ingest.ts';
import { readCommandLine, runProgram } from './command-line.ts';
import { provideCorpus } from './corpora.ts';
import { addressOf, fill, podOf, SPAN } from './named-cluster.ts';
import { countFlows, type Progress } from './stages.ts';
import { makeBatches } from './stream/batches.ts';

const USAGE = 'usage: npm run bench:allocation [-- --write]';
const FILE = join(import.meta.dirname, 'allocation.json');
/** The compiler and the heap itself take something, too: the round with the least has the least. */
const ROUNDS = 10;
const TRIES_MAX = 2 * ROUNDS;
/** Part of the corpus that is not counted: tables and blocks come to their sizes. */
const UNCOUNTED_SHARE = 0.5;
const FLOWS = 2_000;
const PODS = 2_000;
const ENDS = 20_000;
/** What another machine's compiler and reads may add. */
const TOLERANCE = 0.1;
const TOLERANCE_BYTES = 1;

type Figures = Readonly<Record<string, number>>;

/** On the heap and outside of it; what asking takes is in it. */
function allocatedBytes(): number {
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics();
  return heap + outside;
}

/** What asking for `allocatedBytes` takes. */
function askingBytes(): number {
  const before = allocatedBytes();
  return allocatedBytes() - before;
}

/** Of rounds in which nothing was collected, which would be missing. */
async function leastOf(round: () => number | Promise<number>): Promise<number> {
  const kept: number[] = [];
  for (let tries = 0; kept.length < ROUNDS; tries++) {
    if (tries === TRIES_MAX) throw new Error('most rounds collect: is the young generation large?');
    const bytes = await round();
    if (bytes >= -TOLERANCE_BYTES) kept.push(bytes);
  }
  return Math.max(0, Math.round(Math.min(...kept) * 100) / 100);
}

/** From block to flow table, over the second half of `file`. */
async function bytesPerLine(file: string, bytes: number): Promise<number> {
  let from: { bytes: number; records: number } | undefined;
  let to = { bytes: 0, records: 0 };
  const onBlock = (progress: Progress) => {
    const isCounted = progress.bytes >= bytes * UNCOUNTED_SHARE;
    if (!isCounted || (from && progress.bytes < bytes)) return;
    const now = { bytes: allocatedBytes(), records: progress.records };
    if (from) to = now;
    else from = now;
  };
  await countFlows(file, { onBlock });
  return (to.bytes - from!.bytes - askingBytes()) / (to.records - from!.records);
}

function bytesPerFlow(): () => number {
  const [batch] = makeBatches(1, FLOWS);
  return () => {
    const before = allocatedBytes();
    encodeBatchContent(batch!);
    return (allocatedBytes() - before - askingBytes()) / FLOWS;
  };
}

/** An address that has been named before. */
function bytesPerName(): () => number {
  const index = new ClusterIndex();
  fill(
    index,
    Array.from({ length: PODS }, (_, i) => podOf(i)),
  );
  const ends = Array.from({ length: ENDS }, (_, i) => unnamedEndpoint(addressOf(i % PODS)));
  return () => {
    let named = 0;
    const before = allocatedBytes();
    for (let i = 0; i < ENDS; i++) if (nameByAddress(index, ends[i]!, SPAN) !== ends[i]) named++;
    const bytes = allocatedBytes() - before - askingBytes();
    if (named !== ENDS) throw new Error(`${named} of ${ENDS} ends were named`);
    return bytes / ENDS;
  };
}

async function figures(): Promise<Figures> {
  const { file } = provideCorpus('realistic', { lines: '100000', header: undefined });
  const { size } = statSync(file);
  return {
    'line, parsed and aggregated': await leastOf(() => bytesPerLine(file, size)),
    'flow, encoded': await leastOf(bytesPerFlow()),
    'end, named again': await leastOf(bytesPerName()),
  };
}

/** Prints each figure beside the one in the file; whether none takes more. */
function compare(measured: Figures, allowed: Figures): boolean {
  let isKept = true;
  for (const [name, bytes] of Object.entries(measured)) {
    const most = (allowed[name] ?? 0) * (1 + TOLERANCE) + TOLERANCE_BYTES;
    const word = bytes <= most ? 'kept' : 'MORE';
    if (bytes > most) isKept = false;
    const figure = `${bytes.toFixed(2).padStart(9)} B`;
    console.log(`${word} ${name.padEnd(30)} ${figure}, at most ${most.toFixed(2)} B`);
  }
  return isKept;
}

async function main(): Promise<number> {
  const { values } = readCommandLine({ options: { write: { type: 'boolean' } } });
  const measured = await figures();
  if (values.write) writeFileSync(FILE, `${JSON.stringify(measured, undefined, 2)}\n`);
  return compare(measured, JSON.parse(readFileSync(FILE, 'utf8')) as Figures) ? 0 : 1;
}

await runProgram(USAGE, main);
