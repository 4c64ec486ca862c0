import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  checkJournalMaxLevel,
  checkJournalReadsKmsg,
} from '../../../src/agent/preflight/journal-settings.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

const configure = (setting: string): void =>
  node.write({ 'etc/systemd/journald.conf': `[Journal]\n${setting}\n` });

it.each([
  ['', 'ok'],
  ['MaxLevelStore=debug', 'ok'],
  ['MaxLevelStore=6', 'ok'],
  ['MaxLevelStore=notice', 'warn'],
  ['MaxLevelStore=warning', 'warn'],
  ['MaxLevelStore=err', 'fail'],
  ['MaxLevelKMsg=emerg', 'ok'],
  ['MaxLevelStore=nonsense', 'ok'],
])('finds LOG lines stored or not with %j: %s', async (setting, state) => {
  configure(setting);
  expect(await checkJournalMaxLevel(node.view())).toMatchObject({ state });
});

it('knows nothing of a configuration that it does not see', async () => {
  expect(await checkJournalMaxLevel(node.view())).toMatchObject({ state: 'unknown' });
  expect(await checkJournalReadsKmsg(node.view())).toMatchObject({ state: 'unknown' });
});

it('fails when journald does not read the kernel log', async () => {
  configure('ReadKMsg=no');
  expect(await checkJournalReadsKmsg(node.view())).toMatchObject({ state: 'fail' });
});

const KERNEL_THREAD = { 'proc/2/comm': 'kthreadd\n' };
const JOURNALD = { 'proc/210/comm': 'systemd-journal\n' };

it.each([
  ['journald among all processes', { ...KERNEL_THREAD, ...JOURNALD }, 'ok'],
  ['no journald among all processes', KERNEL_THREAD, 'warn'],
  ['the processes of a container, which say nothing', { 'proc/1/comm': 'node\n' }, 'ok'],
])('sees %s', async (_, processes, state) => {
  configure('');
  node.write(processes);
  expect(await checkJournalReadsKmsg(node.view())).toMatchObject({ state });
});
