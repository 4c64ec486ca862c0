import { afterEach, beforeEach, expect, it } from 'vitest';
import { CHECK_NAMES } from '../../../src/agent/preflight/check.ts';
import { runPreflight } from '../../../src/agent/preflight/run-preflight.ts';
import { SourceError } from '../../../src/agent/sources/source.ts';
import { CHECK_STATES } from '../../../src/flow/check.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

const prefixes = ['calico-packet'];
const readable = (): void => undefined;
const KMSG = { kind: 'kmsg', paths: ['/dev/kmsg'] } as const;
const JOURNAL = { kind: 'journal', paths: ['/var/log/journal', '/run/log/journal'] } as const;
const FILE = { kind: 'file', paths: ['/var/log/kern.log'] } as const;

it.each([KMSG, JOURNAL, FILE])('looks at this machine for $kind and tells all', async (source) => {
  const checks = await runPreflight({ source, prefixes, checkSource: readable });
  expect(checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
  for (const { state, detail } of checks) {
    expect(CHECK_STATES).toContain(state);
    expect(detail).not.toContain('\n');
    if (state !== 'ok') expect(detail).not.toBe('');
  }
});

it('knows nothing of a node that it does not see', async () => {
  const { roots, folder } = node;
  const source = { kind: 'journal', paths: [`${folder}/none`] } as const;
  const checks = await runPreflight({ source, prefixes, roots, checkSource: readable });
  const blind = checks.filter(({ state }) => state === 'unknown').map(({ name }) => name);
  expect(blind).toEqual([
    'console_loglevel',
    'nf_log_all_netns',
    'journal_retention',
    'journal_max_level',
    'journal_reads_kmsg',
    'log_disk',
    'ebpf_dataplane',
  ]);
  const console = checks.find(({ name }) => name === 'console_loglevel');
  expect(console?.detail).toBe(`${roots.proc}/sys/kernel/printk cannot be looked at (ENOENT)`);
});

it('tells why the source cannot be read, in its own words', async () => {
  const checkSource = (): never => {
    throw new SourceError('not_permitted', '/dev/kmsg cannot be opened: because');
  };
  const [check] = await runPreflight({ source: KMSG, prefixes, checkSource });
  const detail = '/dev/kmsg cannot be opened: because';
  expect(check).toEqual({ name: 'source_readable', state: 'fail', detail });
});

it('leaves out what does not matter for the source', async () => {
  const checks = await runPreflight({ source: FILE, prefixes, checkSource: readable });
  const left = checks.filter(({ detail }) => detail === 'not needed: the source is file');
  expect(left.map(({ name }) => name)).toEqual([
    'dmesg_restrict',
    'ring_span',
    'journal_persistence',
    'journal_retention',
    'journal_max_level',
    'journal_reads_kmsg',
  ]);
});
