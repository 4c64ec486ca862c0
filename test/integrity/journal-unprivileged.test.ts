/**
 * The promise: the journal is read without any privilege but its files' group, and without that the
 * reader says what is missing.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { readThrough } from '../journald/reading.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const USER = '65532';
/** Of the journal files; any number that nobody else has. */
const GROUP = 65_511;
const LINES = 1_000;
const RUN_MS_MAX = 20_000;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

/** The repository may lie where this user may not look: it is mounted where it may. */
const ENTER = 'mount --bind "$1" /mnt && cd /mnt && shift && exec setpriv "$@"';

/** What the reader prints as a user with nothing but `groups`. */
async function readAs(lab: JournalLab, groups: readonly string[]): Promise<string> {
  const powerless = ['--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
  const user = [`--reuid=${USER}`, `--regid=${USER}`, ...groups, ...powerless];
  const node = ['node_modules/node/bin/node', 'test/journald/read-process.ts'];
  const unshare = ['--mount', '--propagation', 'private', 'sh', '-c', ENTER, 'sh', ROOT];
  const limits = { timeout: RUN_MS_MAX, maxBuffer: OUTPUT_BYTES_MAX };
  const argv = [...unshare, ...user, ...node, lab.machine.directory];
  return (await promisify(execFile)('unshare', argv, limits)).stdout;
}

describe('the reader without privilege', () => {
  inLab(
    'reads what root reads, given the group of the files',
    async (lab) => {
      await lab.start();
      await lab.kernel.write(logLines(0, LINES));
      await lab.settle();
      const options = { directories: [lab.machine.directory], follow: false };
      const { messages } = await readThrough(new JournalSource(options));
      expect(messages).toHaveLength(LINES);
      const printed = JSON.parse(await readAs(lab, [`--groups=${GROUP}`]));
      expect(printed).toEqual({ messages, capabilities: '0000000000000000', uid: Number(USER) });
    },
    { group: GROUP },
  );

  inLab(
    'says what it needs where it may not read',
    async (lab) => {
      await lab.start();
      const { error } = JSON.parse(await readAs(lab, ['--clear-groups']));
      expect(error).toMatchObject({ name: 'SourceError', code: 'not_permitted' });
      expect(error.message).toContain(lab.machine.directory);
      expect(error.message).toContain('group');
    },
    { group: GROUP },
  );
});
