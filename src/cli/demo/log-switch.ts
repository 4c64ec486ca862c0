/**
 * net.netfilter.nf_log_all_netns, the one setting of the whole machine that the demo changes:
 * without it LOG rules inside network namespaces print nothing. Each run notes what it found in
 * /run; the last of several restores it, and a run that was killed leaves its note to the next
 * one.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAME_PREFIX } from './cast.ts';

export interface LogSwitch {
  restore(): void;
}

export interface SwitchFiles {
  /** The setting. */
  readonly setting: string;
  /** Where runs leave their notes; writable by root alone. */
  readonly notes: string;
  readonly isAlive: (run: number) => boolean;
}

export const SWITCH_FILES: SwitchFiles = {
  setting: '/proc/sys/net/netfilter/nf_log_all_netns',
  notes: '/run',
  isAlive: (run) => existsSync(`/proc/${run}`),
};

/** Switches LOG in namespaces on for run number `run`. Throws what the file system throws. */
export function switchLogOn(run: number, files: SwitchFiles = SWITCH_FILES): LogSwitch {
  const earlier = readNotes(files).find((note) => note.run !== run);
  const found = earlier?.found ?? readFileSync(files.setting, 'utf8').trim();
  const note = join(files.notes, `${NAME_PREFIX}${run}`);
  writeFileSync(note, found);
  for (const { path, run: other } of readNotes(files)) if (!files.isAlive(other)) rmSync(path);
  writeFileSync(files.setting, '1');
  return {
    restore() {
      if (!existsSync(note)) return;
      rmSync(note);
      if (!readNotes(files).some((other) => files.isAlive(other.run))) {
        writeFileSync(files.setting, found);
      }
    },
  };
}

function readNotes(files: SwitchFiles) {
  return readdirSync(files.notes)
    .filter((file) => file.startsWith(NAME_PREFIX))
    .map((file) => {
      const path = join(files.notes, file);
      return {
        path,
        run: Number(file.slice(NAME_PREFIX.length)),
        found: readFileSync(path, 'utf8'),
      };
    });
}
