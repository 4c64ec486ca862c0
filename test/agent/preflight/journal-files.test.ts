import { afterEach, beforeEach, expect, it } from 'vitest';
import { listJournalFiles } from '../../../src/agent/preflight/journal-files.ts';
import { fixtureBytes } from '../../fixtures.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

it('reads the first entry of a genuine header', async () => {
  node.write({ 'journal/system@a.journal~': fixtureBytes('preflight/journal-header.bin') });
  const [file] = await listJournalFiles([`${node.folder}/journal`]);
  expect(file?.head).toEqual({ seqnum: 1, realtimeUs: 1_764_000_000_123_456 });
  expect(file?.bytes).toBeGreaterThan(0);
});

it('finds nothing in directories that are not there', async () => {
  expect(await listJournalFiles([`${node.folder}/none`])).toEqual([]);
});
