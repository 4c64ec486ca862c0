/**
 * Manifests on disk: files as they are named, and of folders every YAML and JSON file below them,
 * in the order of their names.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readFailure } from '../flow/read-failure.ts';
import { ManifestError } from './manifest-text.ts';

const EXTENSIONS = ['.yaml', '.yml', '.json'];
/** Files that one call reads; a folder of manifests has hundreds. */
const FILES_MAX = 100_000;
/** A file that is larger is no manifest. */
const FILE_BYTES_MAX = 512 * 1024 * 1024;

export interface ManifestFile {
  readonly file: string;
  readonly text: string;
}

/** Throws ManifestError for what cannot be read, and for a folder without manifests. */
export async function readManifestFiles(paths: readonly string[]): Promise<ManifestFile[]> {
  const files: string[] = [];
  for (const path of paths) files.push(...(await filesOf(path)));
  if (files.length > FILES_MAX) {
    throw new ManifestError(files[FILES_MAX]!, `is one of more than ${FILES_MAX} files`);
  }
  const read: ManifestFile[] = [];
  for (const file of files) read.push({ file, text: await readText(file) });
  return read;
}

async function filesOf(path: string): Promise<string[]> {
  const { isFolder } = await look(path);
  if (!isFolder) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && EXTENSIONS.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length > 0) return files;
  throw new ManifestError(path, `has no ${EXTENSIONS.join(', ')} files in it`);
}

async function readText(file: string): Promise<string> {
  const { bytes } = await look(file);
  if (bytes > FILE_BYTES_MAX) throw new ManifestError(file, 'is too large to be a manifest');
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

async function look(path: string): Promise<{ isFolder: boolean; bytes: number }> {
  try {
    const found = await stat(path);
    return { isFolder: found.isDirectory(), bytes: found.size };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): ManifestError {
  return new ManifestError(path, `cannot be read: ${readFailure(cause)}`, { cause });
}
