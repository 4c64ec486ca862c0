/**
 * A look at the node before and while its log is read: everything that is known to lose LOG lines,
 * or to make logging harm the node. Reads only.
 * Invariant: every check is told, once and in the order of CHECK_NAMES; what cannot be looked at is
 * `unknown`, never `ok`.
 */
import { statfs } from 'node:fs/promises';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { CHECK_NAMES, type CheckName, type Finding, found, type PreflightCheck } from './check.ts';
import { checkConsoleLoglevel } from './console-loglevel.ts';
import { checkEbpfDataplane } from './ebpf-dataplane.ts';
import { checkJournalPersistence, checkJournalRetention } from './journal-reach.ts';
import { checkJournalMaxLevel, checkJournalReadsKmsg } from './journal-settings.ts';
import { checkDmesgRestrict, checkNfLogAllNetns } from './kernel-settings.ts';
import { checkLogDisk } from './log-disk.ts';
import { checkLogPrefixLength } from './log-prefix-length.ts';
import type { FileSystem, NodeView, PreflightSource, Roots } from './node-view.ts';
import { checkRingSpan } from './ring-span.ts';

const ROOTS: Roots = { proc: '/proc', sys: '/sys', etc: '/etc', run: '/run', usr: '/usr' };

export interface PreflightOptions {
  readonly source: PreflightSource;
  /** Throws what is wrong when the source cannot be read now: Source.check. */
  readonly checkSource: () => void;
  /** Log prefixes that the agent watches. */
  readonly prefixes: readonly string[];
  /** Where the node's directories are to be seen; those of this process by default. */
  readonly roots?: Partial<Roots>;
  readonly statFileSystem?: (path: string) => Promise<FileSystem>;
  readonly clock?: Clock;
}

interface Look {
  /** Sources that it matters for; all by default. */
  readonly for?: readonly PreflightSource['kind'][];
  readonly check: (view: NodeView) => Promise<Finding>;
}

const LOOKS: Readonly<Record<Exclude<CheckName, 'source_readable'>, Look>> = {
  console_loglevel: { check: checkConsoleLoglevel },
  dmesg_restrict: { for: ['kmsg'], check: checkDmesgRestrict },
  nf_log_all_netns: { check: checkNfLogAllNetns },
  ring_span: { for: ['kmsg'], check: checkRingSpan },
  journal_persistence: { for: ['journal'], check: checkJournalPersistence },
  journal_retention: { for: ['journal'], check: checkJournalRetention },
  journal_max_level: { for: ['journal'], check: checkJournalMaxLevel },
  journal_reads_kmsg: { for: ['journal'], check: checkJournalReadsKmsg },
  log_disk: { for: ['journal', 'file'], check: checkLogDisk },
  log_prefix_length: { check: checkLogPrefixLength },
  ebpf_dataplane: { check: checkEbpfDataplane },
};

/** Makes all checks. Never throws. */
export async function runPreflight(options: PreflightOptions): Promise<readonly PreflightCheck[]> {
  const { source, prefixes, roots, statFileSystem = statfs, clock = SYSTEM_CLOCK } = options;
  const nowMs = clock.nowMs();
  const view = { source, prefixes, roots: { ...ROOTS, ...roots }, statFileSystem, nowMs };
  const checks: PreflightCheck[] = [];
  for (const name of CHECK_NAMES) {
    const finding =
      name === 'source_readable'
        ? checkReadable(options.checkSource)
        : await lookFor(LOOKS[name], view);
    checks.push({ name, ...finding });
  }
  return checks;
}

function checkReadable(checkSource: () => void): Finding {
  try {
    checkSource();
    return found('ok', '');
  } catch (error) {
    return found('fail', (error as Error).message);
  }
}

async function lookFor(look: Look, view: NodeView): Promise<Finding> {
  const { kind } = view.source;
  if (look.for?.includes(kind) === false) return found('ok', `not needed: the source is ${kind}`);
  try {
    return await look.check(view);
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException;
    return found('unknown', path ? `${path} cannot be looked at (${code})` : message);
  }
}
