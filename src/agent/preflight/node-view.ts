/**
 * Where the checks look: the node's file systems, at roots that a container may have mounted
 * elsewhere and that tests make up.
 */
import { readFile } from 'node:fs/promises';

/** What the agent reads from; each kind has walls of its own. */
export interface PreflightSource {
  readonly kind: 'kmsg' | 'journal' | 'file';
  /** The device, the files, or the directories of the journal. */
  readonly paths: readonly string[];
}

export interface Roots {
  /** `/proc`, which is also the view of the agent's own namespaces. */
  readonly proc: string;
  readonly sys: string;
  /** The node's own: of a container's `/etc`, `/run` and `/usr` journald knows nothing. */
  readonly etc: string;
  readonly run: string;
  readonly usr: string;
}

/** Of a file system: statfs(2). */
export interface FileSystem {
  readonly type: number;
  readonly bsize: number;
  readonly blocks: number;
  /** Blocks free to users other than root. */
  readonly bavail: number;
  /** 0 where there are no inodes to run out of. */
  readonly files: number;
  readonly ffree: number;
}

export interface NodeView {
  readonly source: PreflightSource;
  readonly prefixes: readonly string[];
  readonly roots: Roots;
  readonly statFileSystem: (path: string) => Promise<FileSystem>;
  readonly nowMs: number;
}

/** The text of a file; undefined when there is none. Throws the system's error otherwise. */
export async function readIfThere(path: string): Promise<string | undefined> {
  return unlessMissing(readFile(path, 'utf8'));
}

/** What `look` gives; undefined when there is no such file. Throws the system's error otherwise. */
export async function unlessMissing<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // ESRCH: of a process that ended meanwhile.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ESRCH') return undefined;
    throw error;
  }
}
