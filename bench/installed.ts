/**
 * Where programs are: in the PATH, or among the Debian packages that peers/install.sh unpacked
 * beside the system's, with libraries of their own.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, globSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

export interface Found {
  readonly path: string;
  /** What it needs to start from where it is. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Root of the unpacked packages. */
const UNPACKED = join(import.meta.dirname, 'data', 'peers');
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin'];
const UNPACKED_FOLDERS = ['usr/bin', 'usr/sbin', 'bin', 'sbin'];
const LIBRARIES = ['usr/lib/*-linux-gnu', 'lib/*-linux-gnu', 'usr/lib/syslog-ng'];

/** The executable `command`, which may be a path; undefined where there is none. */
export function findProgram(command: string): Found | undefined {
  if (isAbsolute(command)) return isExecutable(command) ? system(command) : undefined;
  const folders = [...(process.env.PATH ?? '').split(':').filter(isAbsolute), ...SYSTEM_FOLDERS];
  const path = folders.map((folder) => join(folder, command)).find(isExecutable);
  if (path !== undefined) return system(path);
  const unpacked = UNPACKED_FOLDERS.map((folder) => join(UNPACKED, folder, command));
  const own = unpacked.find(isExecutable);
  return own === undefined ? undefined : { path: own, environment: ownLibraries() };
}

/** What a package brings at `pattern`, the system's or the unpacked one; empty where it is not. */
export function findFile(pattern: string): string {
  return globSync(['/', UNPACKED].map((root) => join(root, pattern)))[0] ?? '';
}

/** The first line with a digit that the program says of itself; undefined when it says nothing. */
export function versionOf(command: string, args: readonly string[]): string | undefined {
  const found = findProgram(command);
  if (found === undefined) return undefined;
  const env = { ...process.env, ...found.environment };
  try {
    const said = execFileSync(
      'sh',
      ['-c', 'exec "$@" 2>&1 </dev/null', 'sh', found.path, ...args],
      {
        env,
        encoding: 'utf8',
      },
    );
    return firstNumbered(said);
  } catch (error) {
    return firstNumbered(String((error as { stdout?: string }).stdout ?? ''));
  }
}

function firstNumbered(said: string): string | undefined {
  return said
    .split('\n')
    .find((line) => /\d\.\d/.test(line))
    ?.trim();
}

function system(path: string): Found {
  return { path, environment: {} };
}

function ownLibraries(): Record<string, string> {
  const folders = LIBRARIES.flatMap((pattern) => globSync(join(UNPACKED, pattern)));
  return { LD_LIBRARY_PATH: folders.join(':') };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
