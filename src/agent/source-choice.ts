/**
 * Which source the agent reads: the one that was named, or with `auto` the first that can be read,
 * in the order of what each can be trusted with and what it needs: the journal, the kernel's ring,
 * a log file.
 */
import { type Stats, statSync } from 'node:fs';
import type { AgentConfig, SourceKind } from './config.ts';
import { FileSource } from './sources/file/file.ts';
import { checkReadable, explainInputFailure } from './sources/file/file-input.ts';
import { FollowedFileSource } from './sources/file/followed-file.ts';
import { JournalSource } from './sources/journal/journal.ts';
import { KmsgSource } from './sources/kmsg/kmsg.ts';
import { type Source, SourceError } from './sources/source.ts';

/** Where syslog daemons keep the kernel's lines: Debian and Ubuntu, Fedora and RHEL, Alpine. */
const LOG_FILES = ['/var/log/kern.log', '/var/log/messages', '/var/log/syslog'];

const JOURNAL_DIRECTORIES = ['/var/log/journal', '/run/log/journal'];
const KMSG_DEVICE = '/dev/kmsg';

/** Journals and logs may reach back months: at the first start so much of them is read. */
const HISTORY_US = 24 * 3_600_000_000;

type Named = Exclude<SourceKind, 'auto'>;
type Wanted = Pick<AgentConfig, 'source' | 'path' | 'from' | 'follow'>;

export interface SourceChoice {
  readonly source: Source;
  readonly kind: Named;
  /** What it reads: the journal's directories, the device, the file. */
  readonly paths: readonly string[];
  /** Which and why, in one line. */
  readonly reason: string;
}

/** Throws SourceError when nothing can be read. What is tried is opened and closed again. */
export function chooseSource(
  wanted: Wanted,
  open: (kind: Named, wanted: Wanted) => Source = openSource,
): SourceChoice {
  if (wanted.source !== 'auto') {
    const source = open(wanted.source, wanted);
    source.check();
    const { source: kind, path } = wanted;
    return { source, kind, paths: pathsOf(kind, path), reason: `${source.kind}, as asked for` };
  }
  const refusals: string[] = [];
  for (const [kind, path] of candidates(wanted.path)) {
    try {
      const source = open(kind, { ...wanted, path });
      source.check();
      const why = wanted.path === undefined ? 'the first that can be read' : 'by its path';
      const because = [why, ...refusals].join('; ');
      return { source, kind, paths: pathsOf(kind, path), reason: `${source.kind}: ${because}` };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      refusals.push(`not ${kind}: ${error.message}`);
    }
  }
  throw new SourceError('not_permitted', `no source can be read: ${refusals.join('; ')}`);
}

/** A path tells by what it is which source can read it. */
function candidates(path: string | undefined): readonly (readonly [Named, string | undefined])[] {
  if (path !== undefined) return [[kindOf(path), path]];
  return [
    ['journal', undefined],
    ['kmsg', undefined],
    ...LOG_FILES.map((file) => ['file', file] as const),
  ];
}

function kindOf(path: string): Named {
  const stats = statsOf(path);
  if (stats?.isDirectory()) return 'journal';
  return stats?.isCharacterDevice() ? 'kmsg' : 'file';
}

function pathsOf(kind: Named, path: string | undefined): readonly string[] {
  if (path !== undefined) return [path];
  return kind === 'journal' ? JOURNAL_DIRECTORIES : [KMSG_DEVICE];
}

function openSource(kind: Named, { source, path, from, follow }: Wanted): Source {
  switch (kind) {
    case 'journal':
      return new JournalSource({
        from: from ?? HISTORY_US,
        follow,
        directories: pathsOf(kind, path),
      });
    case 'kmsg':
      return new KmsgSource({
        path: path ?? KMSG_DEVICE,
        ...(from !== undefined && { from }),
      });
    case 'file':
      // A followed file may come later; of those that might be there it has to be there.
      if (source === 'auto' && LOG_FILES.includes(path!)) checkReadable(path!);
      return openFile(path!, { from, follow });
  }
}

/** Undefined when it is not there. Throws SourceError when nobody may say. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw explainInputFailure(path, error);
  }
}

/** What is no regular file ends by itself, or never: there is nothing to follow. */
function openFile(path: string, { from, follow }: Pick<Wanted, 'from' | 'follow'>): Source {
  const stats = path === '-' ? undefined : statsOf(path);
  const isRegular = path !== '-' && (stats === undefined || stats.isFile());
  if (!follow || !isRegular) return new FileSource({ path });
  return new FollowedFileSource({ path, from: from ?? HISTORY_US });
}
