/**
 * The promise: a log file is read without any privilege, by the group that may read it; and a file
 * that may not be read is told in one line, before anything is connected.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SOURCE = new URL('../../src/agent/sources/file/followed-file.ts', import.meta.url).href;

/** Prints the first record of the log, or why there is none. */
const PROGRAM = `
  import { FollowedFileSource } from ${JSON.stringify(SOURCE)};
  const source = new FollowedFileSource({ path: process.argv[1] });
  try {
    source.check();
    const abort = new AbortController();
    for await (const { bytes, index } of source.blocks('', abort.signal)) {
      const text = Buffer.from(bytes).toString('latin1', index.starts[0], index.ends[0]);
      console.log(process.getuid(), text);
      abort.abort();
    }
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }`;
const NODE = [process.execPath, '--input-type=module', '--eval', PROGRAM];

const NOBODY = 65_532;
/** Stands for adm, which has other numbers elsewhere. */
const GROUP = 4_711;

/** As a container runs that drops all: no user's rights, no capability, no way to new ones. */
function unprivileged(groups: string[]): string[] {
  const user = ['--reuid', String(NOBODY), '--regid', String(NOBODY), ...groups];
  return ['setpriv', ...user, '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
}

/** A checkout below a private home cannot be read by nobody either. */
function canDropPrivileges(): boolean {
  if (process.getuid?.() !== 0) return false;
  const load = [process.execPath, '--input-type=module', '--eval', `import '${SOURCE}'`];
  const [setpriv, ...args] = [...unprivileged(['--clear-groups']), ...load];
  return spawnSync(setpriv!, args).status === 0;
}

const GROUPS = canDropPrivileges()
  ? [
      ['a supplementary group', true],
      ['no group', false],
    ]
  : [];

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropcast-unprivileged-'));
  chmodSync(folder, 0o755);
  path = join(folder, 'kern.log');
  writeFileSync(path, 'calico-packet: IN=eth0 OUT=\n');
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(command: readonly string[]): string {
  const [program, ...args] = [...command, path];
  return execFileSync(program!, args, { encoding: 'utf8' }).trim();
}

describe('a log file', () => {
  it('is read by whoever may read it', () => {
    expect(run(NODE)).toContain('calico-packet: IN=eth0 OUT=');
  });

  it.each(GROUPS)('that is 0640 is opened without capabilities through %s: %s', (_group, may) => {
    chownSync(path, 0, GROUP);
    chmodSync(path, 0o640);
    const groups = may ? ['--groups', String(GROUP)] : ['--clear-groups'];
    const refusal = `SourceError not_permitted ${path}: no permission to read it; run as a user`;
    const expected = may ? `${NOBODY} calico-packet: IN=eth0 OUT=` : `${refusal} or group that may`;
    expect(run([...unprivileged(groups), ...NODE])).toBe(expected);
  });
});
