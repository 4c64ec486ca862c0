/**
 * journald's settings, out of the files that it reads itself: of the main files the first, then all
 * drop-ins in the order of their names, where one in a directory further up replaces its namesake
 * (systemd, journald.conf(5) and systemd.unit(5)).
 */
import { readdir } from 'node:fs/promises';
import { type NodeView, type Roots, readIfThere, unlessMissing } from './node-view.ts';

/** Drop-ins read at most; systems have a handful. */
const FILES_MAX = 256;
const ASSIGNMENT = /^([A-Za-z]+)\s*=\s*(.*)$/;

export interface JournaldConfig {
  /** The value of a setting of [Journal]; empty where the default holds. */
  get(name: string): string;
}

/**
 * Reads the configuration; undefined when no file of it is to be seen, as in a container without
 * mounts of it: then nothing is known, not even that the defaults hold.
 */
export async function readJournaldConfig({ roots }: NodeView): Promise<JournaldConfig | undefined> {
  const folders = foldersOf(roots);
  const texts: string[] = [];
  for (const folder of folders) {
    const text = await readIfThere(`${folder}/journald.conf`);
    if (text === undefined) continue;
    texts.push(text);
    break;
  }
  for (const path of await dropInsIn(folders)) texts.push((await readIfThere(path)) ?? '');
  if (texts.length === 0) return undefined;
  const settings = new Map(texts.flatMap(parseSettings));
  return { get: (name) => settings.get(name) ?? '' };
}

function foldersOf({ etc, run, usr }: Roots): string[] {
  return [etc, run, `${usr}/local/lib`, `${usr}/lib`].map((root) => `${root}/systemd`);
}

async function dropInsIn(folders: readonly string[]): Promise<string[]> {
  const paths = new Map<string, string>();
  for (const folder of folders) {
    const names = (await unlessMissing(readdir(`${folder}/journald.conf.d`))) ?? [];
    for (const name of names.filter((each) => each.endsWith('.conf'))) {
      if (!paths.has(name)) paths.set(name, `${folder}/journald.conf.d/${name}`);
    }
  }
  const byName = [...paths].sort(([a], [b]) => (a < b ? -1 : 1));
  return byName.slice(0, FILES_MAX).map(([, path]) => path);
}

/** Settings of [Journal] in the order of the file. */
function parseSettings(text: string): [string, string][] {
  let section = '';
  return text
    .replaceAll('\\\n', ' ')
    .split('\n')
    .flatMap((line): [string, string][] => {
      const trimmed = line.trim();
      if (trimmed.startsWith('[')) section = trimmed;
      const [, name, value] = ASSIGNMENT.exec(trimmed) ?? [];
      const isOurs = section === '[Journal]' && name !== undefined && value !== undefined;
      return isOurs ? [[name, value]] : [];
    });
}
