import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkRingSpan, measureRing } from '../../../src/agent/preflight/ring-span.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

function giving(records: readonly string[]): () => string | undefined {
  const left = [...records];
  return () => left.shift();
}

it('measures from the oldest to the newest record', async () => {
  const read = giving(['4,17,1000000,-;one', '6,18,1500000,c;two', '12,20,61000000,-;three']);
  const expected = { records: 3, firstSequence: 17, spanUs: 60_000_000 };
  expect(await measureRing(read)).toEqual(expected);
});

it('passes over what is no record, and over a ring that overtook it', async () => {
  const read = giving(['', 'no record', '4,17,5,-;one']);
  expect(await measureRing(read)).toEqual({ records: 1, firstSequence: 17, spanUs: 0 });
});

it('reads an empty ring', async () => {
  expect(await measureRing(giving([]))).toMatchObject({ records: 0, spanUs: 0 });
});

it('ends on a ring that is written as fast as it is read', async () => {
  const { records } = await measureRing(() => '4,17,5,-;again');
  expect(records).toBe(1_000_000);
});

/** A file gives its beginning again and again, as one record. */
async function lookAt(record: string, cmdline: string) {
  node.write({ kmsg: record, 'proc/cmdline': cmdline });
  const source = { kind: 'kmsg', paths: [`${node.folder}/kmsg`] } as const;
  return checkRingSpan(node.view({ source }));
}

it.each([
  ['4,0,5,-;one\n', 'quiet', 'ok', /all since boot/],
  ['4,9,5,-;one\n', 'quiet', 'warn', /boot with log_buf_len=4M/],
  ['4,9,5,-;one\n', 'quiet log_buf_len=1M', 'warn', /more than log_buf_len=1M/],
  ['', '', 'unknown', /no record/],
] as const)('judges a ring that begins with %j (%s)', async (record, cmdline, state, detail) => {
  expect(await lookAt(record, cmdline)).toMatchObject({
    state,
    detail: expect.stringMatching(detail),
  });
});
