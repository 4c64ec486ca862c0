import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkJournalPersistence,
  checkJournalRetention,
} from '../../../src/agent/preflight/journal-reach.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { createFakeNode, type FakeNode, NOW_MS } from './fake-node.ts';

const MACHINE = '0123456789abcdef0123456789abcdef';
const PERSISTENT = `var/log/journal/${MACHINE}`;
const VOLATILE = `run/log/journal/${MACHINE}`;
const GENUINE = fixtureBytes('preflight/journal-header.bin');

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

/** The genuine header with another first entry: its number, and how many seconds ago. */
function header(seqnum: number, ageS: number): Buffer {
  const bytes = Buffer.from(GENUINE);
  bytes.writeBigUInt64LE(BigInt(seqnum), 168);
  bytes.writeBigUInt64LE(BigInt((NOW_MS / 1000 - ageS) * 1e6), 184);
  return bytes;
}

const configure = (setting: string): void =>
  node.write({ 'etc/systemd/journald.conf': `[Journal]\n${setting}\n` });

describe('persistence', () => {
  const state = async () => (await checkJournalPersistence(node.view())).state;

  it('is given by files outside memory', async () => {
    node.write({ [`${PERSISTENT}/system.journal`]: GENUINE });
    expect(await state()).toBe('ok');
  });

  it('is missing when the journal is in memory only', async () => {
    node.write({ [`${VOLATILE}/system.journal`]: GENUINE });
    expect(await state()).toBe('warn');
  });

  it('is missing with Storage=volatile, whatever files are left from before', async () => {
    configure('Storage=volatile');
    node.write({ [`${PERSISTENT}/system.journal`]: GENUINE });
    expect(await state()).toBe('warn');
  });

  it('fails with Storage=none, and where there is no journal', async () => {
    expect(await state()).toBe('fail');
    configure('Storage=none');
    expect((await checkJournalPersistence(node.view())).detail).toContain('Storage=none');
  });
});

describe('retention', () => {
  const look = () => checkJournalRetention(node.view());
  const DAY_S = 86_400;

  it('reaches back to the first entry of the oldest file', async () => {
    node.write({
      [`${PERSISTENT}/system@1-a-b.journal`]: header(900, 2 * DAY_S),
      [`${PERSISTENT}/system.journal`]: header(5_000, 60),
      [`${PERSISTENT}/user-1000.journal`]: header(1, 9 * DAY_S),
      'var/log/journal/remote/system.journal': header(1, 9 * DAY_S),
    });
    const expected = { state: 'ok', value: 2 * DAY_S, detail: expect.stringContaining('48 h') };
    expect(await look()).toMatchObject(expected);
  });

  it('takes a young journal that has deleted nothing as good', async () => {
    node.write({ [`${PERSISTENT}/system.journal`]: header(1, 600) });
    expect(await look()).toMatchObject({ state: 'ok', value: 600 });
  });

  it('warns when journald has deleted what is less than an hour old', async () => {
    configure('SystemMaxUse=64M');
    node.write({ [`${PERSISTENT}/system.journal`]: header(70_000, 600) });
    const expected = { state: 'warn', value: 600, detail: expect.stringContaining('is 64M') };
    expect(await look()).toMatchObject(expected);
  });

  it('warns of a short MaxRetentionSec before anything was deleted', async () => {
    configure('MaxRetentionSec=10min');
    node.write({ [`${PERSISTENT}/system.journal`]: header(1, 300) });
    const detail = expect.stringContaining('older than 10 min');
    expect(await look()).toMatchObject({ state: 'warn', detail });
  });

  it('knows nothing of files that are none, or hold no entry', async () => {
    expect(await look()).toMatchObject({ state: 'unknown' });
    node.write({
      [`${PERSISTENT}/system.journal`]: header(0, 0),
      [`${PERSISTENT}/system@1.journal`]: 'short',
      [`${PERSISTENT}/system@2.journal`]: Buffer.alloc(300),
    });
    expect(await look()).toMatchObject({ state: 'unknown' });
  });
});
