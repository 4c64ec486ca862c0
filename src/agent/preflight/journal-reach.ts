/** How long the journal keeps what the agent has not read yet: over a reboot, and over hours. */
import { type Finding, found } from './check.ts';
import { type JournalFile, listJournalFiles } from './journal-files.ts';
import { readJournaldConfig } from './journald-config.ts';
import { parseSpanS } from './journald-values.ts';
import type { NodeView } from './node-view.ts';

/** An aggregator, or a node's agent, may be away for so long without a line being lost. */
const SPAN_S_MIN = 3_600;
const MEBIBYTE = 1_048_576;

/** Whether the journal outlives a reboot. */
export async function checkJournalPersistence(view: NodeView): Promise<Finding> {
  const { source, roots } = view;
  const storage = (await readJournaldConfig(view))?.get('Storage');
  if (storage === 'none') {
    const detail =
      "journald stores nothing (Storage=none); set Storage=persistent in the node's journald.conf";
    return found('fail', detail);
  }
  const files = await listJournalFiles(source.paths);
  if (files.length === 0) {
    const detail =
      `no journal in ${source.paths.join(', ')}: journald stores nothing there, or the ` +
      "directories are not the node's; mount them, or read another source";
    return found('fail', detail);
  }
  const isKept = files.some(({ path }) => !path.startsWith(`${roots.run}/`));
  if (isKept && storage !== 'volatile') return found('ok', '');
  const detail =
    `the journal is in memory only (${roots.run}/log/journal): a reboot loses what the agent ` +
    'has not read yet; create /var/log/journal or set Storage=persistent, and restart ' +
    'systemd-journald';
  return found('warn', detail);
}

/** How far back the journal reaches, and whether journald deletes too soon. */
export async function checkJournalRetention(view: NodeView): Promise<Finding> {
  const config = await readJournaldConfig(view);
  const files = await listJournalFiles(view.source.paths);
  const oldest = oldestHead(files);
  if (oldest === undefined) return found('unknown', 'no journal with entries that may be read');
  const spanS = Math.max(0, Math.round(view.nowMs / 1000 - oldest.realtimeUs / 1e6));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const reach = `${Math.round(bytes / MEBIBYTE)} MiB reach back ${spanText(spanS)}`;
  const maxS = parseSpanS(config?.get('MaxRetentionSec') ?? '') ?? 0;
  if (maxS > 0 && maxS < SPAN_S_MIN) {
    const detail =
      `journald deletes what is older than ${spanText(maxS)} (MaxRetentionSec), read or not; ` +
      "set a day or more in the node's journald.conf";
    return found('warn', detail, spanS);
  }
  // A young journal reaches back a little only, and has deleted nothing.
  if (oldest.seqnum <= 1 || spanS >= SPAN_S_MIN) return found('ok', reach, spanS);
  const bound = config?.get('SystemMaxUse') || 'a tenth of the file system, at most 4G';
  const detail =
    `${reach}, and journald has deleted what is older (SystemMaxUse is ${bound}): lines of a ` +
    "longer outage are lost; raise SystemMaxUse in the node's journald.conf, or log less";
  return found('warn', detail, spanS);
}

function oldestHead(files: readonly JournalFile[]): JournalFile['head'] {
  const heads = files.flatMap(({ head }) => head ?? []);
  return heads.sort((a, b) => a.realtimeUs - b.realtimeUs)[0];
}

function spanText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
