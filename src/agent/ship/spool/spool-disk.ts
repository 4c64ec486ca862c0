/**
 * The folder of a spool on a disk. All of it runs in libuv's pool: a disk that is slow holds up
 * whoever waits for it, and not the event loop. Every call may reject as the disk does.
 */
import { constants, type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A segment that is being written; nobody else writes to it. */
export interface SegmentWriter {
  /** Writes behind what was written before. */
  append(parts: readonly Uint8Array[]): Promise<void>;
  /** Resolves once all that was written is on the disk: fdatasync(2). */
  sync(): Promise<void>;
  /** Gives back what stands behind so many bytes. */
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

export interface SpoolDisk {
  /** Names in the folder, in no order. */
  list(): Promise<readonly string[]>;
  /** The whole file, or `length` bytes from `at`; less at its end. */
  read(name: string, range?: { readonly at: number; readonly length: number }): Promise<Uint8Array>;
  /** A new file; one of that name is overwritten. */
  create(name: string): Promise<SegmentWriter>;
  remove(name: string): Promise<void>;
  /** Resolves once names that came and went are on the disk. */
  syncFolder(): Promise<void>;
}

/** The folder at `path`, which is made if it is not there. */
export async function openDisk(path: string): Promise<SpoolDisk> {
  await makeFolder(path);
  return {
    list: () => readdir(path),
    read: (name, range) => withFile(`${path}/${name}`, (file) => readRange(file, range)),
    async create(name) {
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC;
      return segmentWriter(await open(`${path}/${name}`, flags, 0o600));
    },
    remove: (name) => unlink(`${path}/${name}`),
    syncFolder: () => withFile(path, (folder) => folder.sync()),
  };
}

/** Not by mkdir's own recursion: where nothing can be made (/proc), that never ends. */
async function makeFolder(path: string): Promise<void> {
  const make = () =>
    mkdir(path, { mode: 0o700 }).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  await make().catch(async (error) => {
    const parent = dirname(path);
    if (error.code !== 'ENOENT' || parent === path) throw error;
    await makeFolder(parent);
    await make();
  });
}

function segmentWriter(file: FileHandle): SegmentWriter {
  return {
    append: (parts) => file.writeFile(parts),
    sync: () => file.datasync(),
    truncate: (bytes) => file.truncate(bytes),
    close: () => file.close(),
  };
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

async function readRange(
  file: FileHandle,
  range: { readonly at: number; readonly length: number } | undefined,
): Promise<Uint8Array> {
  if (range === undefined) return file.readFile();
  const buffer = Buffer.allocUnsafeSlow(range.length);
  let got = 0;
  while (got < range.length) {
    const { bytesRead } = await file.read(buffer, got, range.length - got, range.at + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return buffer.subarray(0, got);
}
