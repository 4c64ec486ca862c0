import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  checkDmesgRestrict,
  checkNfLogAllNetns,
} from '../../../src/agent/preflight/kernel-settings.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

const ALL = 'Name:\tnode\nCapEff:\t000001ffffffffff\n';
const NO_SYSLOG = 'Name:\tnode\nCapEff:\t000001fbffffffff\n';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

it.each([
  ['0\n', NO_SYSLOG, 'ok', 0],
  ['1\n', ALL, 'ok', 1],
  ['1\n', NO_SYSLOG, 'fail', 1],
] as const)('judges dmesg_restrict %j by what the process may', async (...row) => {
  const [setting, status, state, value] = row;
  node.write({ 'proc/sys/kernel/dmesg_restrict': setting, 'proc/self/status': status });
  expect(await checkDmesgRestrict(node.view())).toMatchObject({ state, value });
});

const NF_LOG = { 'proc/sys/net/netfilter/nf_log/2': 'NONE\n' };

it.each(['0', '1'])(
  "takes the node's own rules as logged with nf_log_all_netns=%s",
  async (text) => {
    node.write({ ...NF_LOG, 'proc/sys/net/netfilter/nf_log_all_netns': `${text}\n` });
    const expected = { state: 'ok', value: Number(text) };
    expect(await checkNfLogAllNetns(node.view())).toMatchObject(expected);
  },
);

it('warns in a network namespace of its own, where the setting is not to be seen', async () => {
  node.write(NF_LOG);
  const { state, detail } = await checkNfLogAllNetns(node.view());
  expect(state).toBe('warn');
  expect(detail).toContain('hostNetwork');
});

it('knows nothing where there is no netfilter', async () => {
  expect(await checkNfLogAllNetns(node.view())).toMatchObject({ state: 'unknown' });
});
