/** Journals that systemd-journal-remote writes from an export text, and what journalctl reads. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { exportText, type Field } from './export-text.ts';
import { JOURNAL_REMOTE } from './obstacle.ts';

const BYTES_MAX = 1024 * 1024 * 1024;
const RUN_MS_MAX = 60_000;
/** systemd asks /proc for the boot; the mount ends with the program. */
const ENTER_ROOT = [
  ...['unshare', '--mount', '--propagation', 'private', 'sh', '-c'],
  'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"',
];

export interface RemoteOptions {
  /** A system tree whose programs run, `/` when left out; `path` lies below it. */
  readonly root?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Writes `entries` to the journal file at `path`, which systemd-journal-remote may rotate. */
export function writeJournal(
  path: string,
  entries: Iterable<readonly Field[]>,
  { root = '/', env = {} }: RemoteOptions = {},
): void {
  const input = `${path}.export`;
  writeFileSync(input, exportText(entries));
  const output = `--output=/${relative(root, path)}`;
  inside(root, [JOURNAL_REMOTE, output, `/${relative(root, input)}`], env);
  rmSync(input);
}

/** The kernel transport of a directory of journals, as the journalctl of `root` exports it. */
export function exportKernel(directory: string, root = '/'): Buffer {
  const where = `--directory=/${relative(root, directory)}`;
  const flags = ['--no-pager', '--quiet', '--output=export', where, '_TRANSPORT=kernel'];
  return inside(root, ['journalctl', ...flags]);
}

function inside(
  root: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Buffer {
  const command = root === '/' ? argv : [...ENTER_ROOT, root, ...argv];
  const [program = '', ...args] = command;
  return execFileSync(program, args, {
    env: { ...process.env, ...env },
    maxBuffer: BYTES_MAX,
    timeout: RUN_MS_MAX,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
