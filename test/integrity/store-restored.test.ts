/**
 * The promise: a store restored from a copy that was made while it was written to makes agents read
 * again what came since: nothing is counted twice, and what no source holds any more is told. The
 * commands are those of docs/store.md, run as they stand there.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { Random } from '../../bench/random.ts';
import { rotatedLog } from './rolling-logs.ts';
import { RollingNode } from './rolling-node.ts';
import { SpoolLab } from './spool-lab.ts';
import { RING_LINES } from './spool-ring.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const WRITING_MS = 1_500;

const run = promisify(execFile);

/** The page's commands, one string for each of its blocks. */
const [BACKUP = '', RESTORE = ''] = [
  ...readFileSync(join(ROOT, 'docs', 'store.md'), 'utf8').matchAll(/```sh\n(.*?)```/gs),
].map(([, block]) => block);

/** In the folder of the store, as an operator would. */
async function inShell(folder: string, commands: string): Promise<void> {
  const bin = join(ROOT, 'bin', 'dropcast.js');
  const dropcast = `dropcast() { '${process.execPath}' '${bin}' "$@"; }`;
  await run('sh', ['-euc', `${dropcast}\n${commands}`], { cwd: folder });
}

it('has agents read again what a log still holds: nothing is lost or counted twice', async () => {
  await using node = await RollingNode.open((folder) => rotatedLog(folder, new Random(5)));
  await node.startAggregator();
  await node.whileWriting(async () => {
    const before = node.startAgent();
    await delay(WRITING_MS);
    await node.untilCounted();
    await inShell(node.volume, BACKUP);
    await delay(WRITING_MS);
    await node.untilCounted();
    await node.stopAggregator('SIGTERM');
    await inShell(node.volume, RESTORE);
    await node.startAggregator();
    // A kubelet starts it again.
    const { status, lastLine } = await before.ended;
    expect({ status, lastLine }).toEqual({
      status: 1,
      lastLine: expect.stringContaining('the aggregator has another store'),
    });
    node.startAgent();
  });
  expect(await node.faults()).toEqual([]);
}, 240_000);

it('has agents tell, to the line, what a ring no longer holds', async () => {
  await using lab = await SpoolLab.open();
  await lab.startAggregator();
  const before = lab.startAgent({ spool: '' });
  lab.log(100);
  await lab.expectCounted();
  await inShell(lab.folder, BACKUP);
  lab.log(RING_LINES / 2);
  await lab.expectCounted();
  lab.log(RING_LINES);
  await lab.expectCounted();
  await lab.stopAggregator();
  await inShell(lab.folder, RESTORE);
  await lab.startAggregator();
  await before.until((line) => String(line.ended).includes('another store'));
  lab.startAgent({ spool: '' });
  await lab.expectCounted(RING_LINES / 2);
}, 120_000);
