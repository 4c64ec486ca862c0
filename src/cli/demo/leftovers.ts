/**
 * What a killed demo run has left behind outside its namespaces: its services and its directory.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NAME_PREFIX } from './cast.ts';

/**
 * Ends and removes what dead runs of this user have left; a process is known by the run's
 * directory in its arguments.
 */
export function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const run = new RegExp(`^${NAME_PREFIX}(\\d+)-\\w{6}$`).exec(name)?.[1];
    if (run === undefined || existsSync(`/proc/${run}`)) continue;
    const directory = join(tmpdir(), name);
    if (statSync(directory).uid !== process.geteuid?.()) continue;
    for (const pid of processesNaming(`${directory}/`)) process.kill(pid, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
}

function processesNaming(text: string): number[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    const words = argumentsOf(pid);
    return words.includes('dropcast.js') && words.includes(text);
  });
}

/** Empty for a process that has ended meanwhile. */
function argumentsOf(pid: number): string {
  try {
    return statSync(`/proc/${pid}`).uid === process.geteuid?.()
      ? readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      : '';
  } catch {
    return '';
  }
}
