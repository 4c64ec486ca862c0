/**
 * Generated policies on disk: a folder per namespace, as kustomize takes it. Only what was
 * generated is ever replaced or removed; everything is checked before anything is written.
 */
import { lstat, mkdir, readdir, readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { stringify } from 'yaml';
import type { GeneratedNamespace } from '../policy/generate/generate.ts';
import { fileText, GENERATED_MARK } from '../policy/generate/write-manifest.ts';
import { CommandError } from './ask.ts';

const KUSTOMIZATION = 'kustomization.yaml';

type File = Pick<GeneratedNamespace['files'][number], 'name' | 'text'>;

interface Folder {
  readonly path: string;
  readonly files: readonly File[];
  /** Names of generated files that are not among them any more. */
  readonly gone: readonly string[];
}

/**
 * Rejects with CommandError; namespaces without policies keep no folder. `merged`: paths that were
 * read, and must not be written to.
 */
export async function writeFolders(
  out: string,
  namespaces: readonly GeneratedNamespace[],
  merged: readonly string[],
): Promise<void> {
  try {
    const folders: Folder[] = [];
    for (const { namespace, files } of namespaces) {
      const path = join(out, namespace);
      await checkApart(path, merged);
      folders.push(await checkFolder(path, files));
    }
    for (const folder of folders) await writeFolder(folder);
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`the policies cannot be written (${reason})`, { cause });
  }
}

/** What needs no new rule as it stands would be gone from there. */
async function checkApart(folder: string, merged: readonly string[]): Promise<void> {
  const own = await placeOf(folder);
  for (const path of merged) {
    const other = await placeOf(path);
    if (!isWithin(own, other) && !isWithin(other, own)) continue;
    throw new CommandError(`--merge never writes to what it reads, ${path}: set another --out`);
  }
}

/** Also of what is not there yet. */
async function placeOf(path: string): Promise<string> {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  return await realpath(absolute).catch(async () =>
    parent === absolute ? absolute : join(await placeOf(parent), basename(absolute)),
  );
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

async function checkFolder(path: string, policies: readonly File[]): Promise<Folder> {
  const files = policies.length === 0 ? [] : [...policies, kustomization(policies)];
  const names = new Set(files.map(({ name }) => name));
  const there = await namesIn(path);
  for (const name of there) await checkGenerated(join(path, name));
  return { path, files, gone: there.filter((name) => !names.has(name)) };
}

/** None of a folder that is not there. */
async function namesIn(path: string): Promise<string[]> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return [];
  if (!found.isDirectory()) throw foreign(path);
  return await readdir(path);
}

async function checkGenerated(path: string): Promise<void> {
  const found = await lstat(path);
  if (!found.isFile() || !(await readFile(path, 'utf8')).startsWith(GENERATED_MARK)) {
    throw foreign(path);
  }
}

function foreign(path: string): CommandError {
  return new CommandError(
    `${path} was not generated, and nothing was written: move it, or set another --out`,
  );
}

async function writeFolder({ path, files, gone }: Folder): Promise<void> {
  if (files.length > 0) await mkdir(path, { recursive: true });
  for (const { name, text } of files) await writeFile(join(path, name), text);
  for (const name of gone) await rm(join(path, name));
  if (files.length === 0 && gone.length > 0) await rmdir(path);
}

function kustomization(policies: readonly File[]): File {
  const resources = policies.map(({ name }) => name);
  const apiVersion = 'kustomize.config.k8s.io/v1beta1';
  const text = fileText([stringify({ apiVersion, kind: 'Kustomization', resources })]);
  return { name: KUSTOMIZATION, text };
}
