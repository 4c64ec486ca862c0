/**
 * What the tests with a live journald need of this machine, and what stands in the way: they run on
 * a Linux with root and systemd's programs, and say why they were left out elsewhere.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const JOURNALD = '/lib/systemd/systemd-journald';
export const JOURNAL_REMOTE = '/lib/systemd/systemd-journal-remote';

/** What stands in the way of a private journald; undefined when nothing does. */
export function journaldObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.geteuid?.() !== 0) return 'this user is not root';
  for (const path of [JOURNALD, '/etc/machine-id', '/etc/systemd']) {
    if (!existsSync(path)) return `${path} does not exist`;
  }
  const missing = ['journalctl', 'perl', 'setpriv'].find((program) => !runs(program, '--version'));
  if (missing !== undefined) return `the program '${missing}' is not installed`;
  if (!runs('unshare', '--mount', '--uts', 'true')) return 'no mount namespace can be made';
  return undefined;
}

/** What stands in the way of journals written from export texts. */
export function remoteObstacle(): string | undefined {
  if (!existsSync(JOURNAL_REMOTE)) return `${JOURNAL_REMOTE} does not exist`;
  if (!runs('journalctl', '--version')) return "the program 'journalctl' is not installed";
  return undefined;
}

function runs(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
}
