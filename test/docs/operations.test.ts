/**
 * The commands of docs/operations.md that copy a store out of a pod and back, run as they are
 * written, with a kubectl that runs on this machine what it should run in a pod.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/aggregator/store/open-store.ts';
import { batchOf, flowOf, helloOf } from '../aggregator/examples.ts';
import { blocksOf, pathOf } from './markdown.ts';

const DOCUMENT = 'docs/operations.md';
const run = promisify(execFile);

const [backup = '', restore = '', uninstall = ''] = blocksOf(DOCUMENT)
  .filter(({ language }) => language === 'sh')
  .map(({ text }) => text);

/** `exec … -- COMMAND` runs it, with the pod's places on this machine; all else is only noted. */
const KUBECTL = `#!/bin/bash
echo "kubectl $*" >> "$FOLDER/asked"
case " $* " in *" exec "*) ;; *) exit 0 ;; esac
while [ "$1" != -- ]; do shift; done
shift
words=()
for word; do
  word=\${word//\\/usr\\/local\\/bin\\/node/$NODE}
  word=\${word//\\/dropcast\\/bin\\/dropcast.js/$DROPCAST}
  words+=("\${word//\\/var\\/lib\\/dropcast/$VOLUME}")
done
exec "\${words[@]}"
`;

describe(DOCUMENT, () => {
  let folder: string;
  let volume: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropcast-operations-'));
    volume = join(folder, 'volume');
    for (const name of ['volume', 'bin']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'bin', 'kubectl'), KUBECTL, { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function inShell(commands: string): Promise<void> {
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      ...{ FOLDER: folder, VOLUME: volume },
      ...{ NODE: process.execPath, DROPCAST: pathOf('bin/dropcast.js') },
    };
    await run('bash', ['-euc', commands], { cwd: folder, env });
  }

  async function count(store: string, lines: number): Promise<void> {
    const home = await openStore(store);
    await home.welcome(helloOf());
    await home.apply(batchOf(1, { flows: [flowOf({ lines })] }), helloOf());
    await home.close();
  }

  async function countedIn(store: string): Promise<number> {
    const home = await openStore(store);
    let lines = 0;
    for await (const some of home.flows({})) {
      lines += some.reduce((sum, { flow }) => sum + flow.lines, 0);
    }
    await home.close();
    return lines;
  }

  it('copies a store out of its pod, and back onto a volume', async () => {
    const store = join(volume, 'flows.db');
    await count(store, 7);
    await inShell(backup);
    expect(existsSync(join(volume, 'backup.db'))).toBe(false);
    writeFileSync(store, 'damaged');
    await inShell(restore);
    expect(readFileSync(`${store}.damaged`, 'latin1')).toBe('damaged');
    expect(await countedIn(store)).toBe(7);
  }, 60_000);

  it('names manifests that are there, for each thing that it applies', () => {
    const named = [...`${restore}${uninstall}`.matchAll(/ -[fk] (\S+)/g)].map(([, path]) => path!);
    expect(named.length).toBeGreaterThan(2);
    for (const path of named) expect(existsSync(pathOf(path)), path).toBe(true);
  });
});
