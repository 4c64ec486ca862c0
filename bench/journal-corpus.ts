/**
 * Writes a corpus of journals: what a node's journald would have of LOG lines, and in the mixed one
 * as many entries of services between them. systemd-journal-remote makes the files, several of
 * them, in the format of the systemd that is installed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Random } from './random.ts';
import { createTraffic, nextLine, type TrafficFlow } from './traffic.ts';
import { cumulate, rankAt, zipfWeights } from './zipf.ts';

export const JOURNAL_REMOTE = '/lib/systemd/systemd-journal-remote';

export interface JournalCorpus {
  /** Of the kernel transport, LOG lines all of them. */
  readonly entries: number;
  /** A service's entry behind each of the kernel's. */
  readonly isMixed: boolean;
}

const FLOWS = 4_096;
const ZIPF = 1;
const SEED = 1;
const FIRST_US = Date.UTC(2026, 10, 2, 9, 15) * 1_000;
const UPTIME_US = 86_400_000_000;
const GAP_US_MAX = 3_600;
const LATENCY_US_MAX = 400;
const CHUNK_ENTRIES = 1_000;

const NODE = [
  '_BOOT_ID=6c1f0a5f5e9b4d3a9d0e8f7a6b5c4d3e',
  '_MACHINE_ID=0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  '_HOSTNAME=node-1',
].join('\n');
const KERNEL = [
  NODE,
  '_TRANSPORT=kernel',
  'PRIORITY=5',
  'SYSLOG_FACILITY=0',
  'SYSLOG_IDENTIFIER=kernel',
].join('\n');
const SERVICE = [
  NODE,
  '_TRANSPORT=stdout',
  'PRIORITY=6',
  'SYSLOG_FACILITY=3',
  'SYSLOG_IDENTIFIER=kubelet',
  '_UID=0',
  '_GID=0',
  '_COMM=kubelet',
  '_EXE=/usr/bin/kubelet',
  '_SYSTEMD_UNIT=kubelet.service',
  '_PID=812',
].join('\n');

/** The directory appears whole or not at all. Throws when systemd-journal-remote fails. */
export async function writeCorpus(directory: string, corpus: JournalCorpus): Promise<void> {
  const partial = `${directory}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const output = `--output=${join(partial, 'remote.journal')}`;
  const remote = spawn(JOURNAL_REMOTE, [output, '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
  const complaints = text(remote.stderr);
  const ended = once(remote, 'close');
  await pipeline(Readable.from(exportChunks(corpus)), remote.stdin);
  const [status] = await ended;
  if (status !== 0) throw new Error(`${JOURNAL_REMOTE} failed: ${await complaints}`);
  renameSync(partial, directory);
}

/** The corpus as an export text, a thousand entries at a time. */
export function* exportChunks({ entries, isMixed }: JournalCorpus): Generator<string> {
  const random = new Random(SEED);
  const flows = createTraffic(FLOWS, ZIPF, random);
  const next = lineSource(flows, random);
  let sinceUs = 0;
  for (let done = 0; done < entries; done += CHUNK_ENTRIES) {
    const texts: string[] = [];
    for (let i = done; i < Math.min(entries, done + CHUNK_ENTRIES); i++) {
      sinceUs += 1 + random.below(GAP_US_MAX);
      const sourceUs = UPTIME_US + sinceUs - random.below(LATENCY_US_MAX);
      const source = `_SOURCE_MONOTONIC_TIMESTAMP=${sourceUs}`;
      texts.push(`${stamp(sinceUs)}\n${KERNEL}\n${source}\nMESSAGE=${next()}\n\n`);
      if (isMixed) texts.push(`${stamp(sinceUs)}\n${SERVICE}\nMESSAGE=${serviceText(random)}\n\n`);
    }
    yield texts.join('');
  }
}

function lineSource(flows: readonly TrafficFlow[], random: Random): () => string {
  const cumulative = cumulate(zipfWeights(FLOWS, ZIPF));
  return () => nextLine(flows[rankAt(cumulative, random.fraction())]!, random);
}

function stamp(sinceUs: number): string {
  const realtime = `__REALTIME_TIMESTAMP=${FIRST_US + sinceUs}`;
  return `${realtime}\n__MONOTONIC_TIMESTAMP=${UPTIME_US + sinceUs}`;
}

function serviceText(random: Random): string {
  const pod = random.uint32().toString(16);
  return `I1102 "SyncLoop (probe)" probe="readiness" status="ready" pod="default/web-${pod}"`;
}
