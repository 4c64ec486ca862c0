/**
 * Whether this machine lets the demo make real kernel LOG lines, and if not, why not: one
 * sentence.
 */
import { closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SWITCH_FILES } from './log-switch.ts';

const RECORD_BYTES = 8_192;

/** What stands in the way; undefined when nothing does. `path` is where programs are looked for. */
export function findObstacle(path: string): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.geteuid?.() !== 0) return 'this user is not root';
  const missing = ['ip', 'iptables'].find((program) => !isInstalled(program, path));
  if (missing !== undefined) return `the program '${missing}' is not installed`;
  if (!existsSync(SWITCH_FILES.setting)) return 'this kernel has no netfilter LOG for namespaces';
  return kmsgObstacle();
}

function isInstalled(program: string, path: string): boolean {
  return path.split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function kmsgObstacle(): string | undefined {
  try {
    const kmsg = openSync('/dev/kmsg', constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      readSync(kmsg, Buffer.alloc(RECORD_BYTES));
    } finally {
      closeSync(kmsg);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // An empty ring or one that moved on is readable all the same.
    if (code !== 'EAGAIN' && code !== 'EPIPE') return `/dev/kmsg cannot be read (${code})`;
  }
  return undefined;
}
