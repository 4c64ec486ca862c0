/** What stands against a window, and what is only said. */
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/flow/check.ts';
import { openWindowLab } from './window-lab.ts';

describe('window open refuses', () => {
  it('eBPF, which writes no lines', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const spec = { bpfEnabled: true };
    lab.api.put('felixconfigurations', { metadata: { name: 'default' }, spec });
    const { exit, stdout, stderr } = await lab.window(['open', '--apply']);
    expect([exit, stdout, lab.objects()]).toEqual([3, '', []]);
    expect(stderr).toMatch(/^refusal: FelixConfiguration default enforces policies by eBPF/);
  });

  it('a prefix that would be cut off', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const put = (spec: object) =>
      lab.api.put('felixconfigurations', { metadata: { name: 'default' }, spec });
    put({ logPrefix: 'calico-packet %k %n' });
    const { exit, stderr } = await lab.window(['open']);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('of which 29 bytes are kept')]);
    put({ logPrefix: 'calico-packet %k %n', nftablesMode: 'Enabled' });
    expect(await lab.window(['open'])).toMatchObject({ exit: 0 });
  });

  it('what an agent knows of its node to be eBPF', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const ebpf = { name: 'ebpf_dataplane', state: 'warn' as const, detail: 'it has maps' };
    const { exit, stderr } = await lab.window(['open'], statusOf([ebpf]));
    expect([exit, stderr]).toEqual([3, 'refusal: ebpf_dataplane: it has maps (node n1)\n']);
  });

  it('to take over a tier of the same name', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    lab.api.put('tiers', { metadata: { name: 'dropcast' }, spec: { order: 7 } });
    const { exit, stderr } = await lab.window(['open', '--apply']);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('there is a Tier dropcast')]);
  });

  it('a tier in which policies of others stand: it goes when the window closes', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    expect(await lab.window(['open', '--apply'])).toMatchObject({ exit: 0 });
    const spec = { tier: 'dropcast', selector: 'all()', ingress: [{ action: 'Pass' }] };
    lab.api.put('globalnetworkpolicies', { metadata: { name: 'dropcast.guest' }, spec });
    const { exit, stderr } = await lab.window(['open', '--apply']);
    const words = 'GlobalNetworkPolicy dropcast.guest stands in tier dropcast';
    expect([exit, stderr]).toEqual([3, expect.stringContaining(words)]);
  });

  it('a namespace that is not there', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const { exit, stderr } = await lab.window(['open', '-n', 'shoop']);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('there is no namespace shoop')]);
  });

  it('an older Calico where policies select everything', async () => {
    await using lab = await openWindowLab({ minor: 28 });
    const spec = { selector: 'all()', types: ['Ingress', 'Egress'] };
    lab.api.put('globalnetworkpolicies', { metadata: { name: 'deny' }, spec });
    const { exit, stderr } = await lab.window(['open']);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('policies select every pod')]);
  });

  it('to guess the version', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    lab.api.delete('clusterinformations', 'default');
    const { exit, stderr } = await lab.window(['open']);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('--calico-version')]);
    expect(await lab.window(['open', '--calico-version', '3.30'])).toMatchObject({ exit: 0 });
  });

  it('to believe a version that the cluster denies', async () => {
    await using lab = await openWindowLab({ minor: 27 });
    const { exit, stdout } = await lab.window(['open', '--calico-version', '3.30']);
    expect([exit, stdout]).toEqual([0, expect.not.stringContaining('kind: Tier')]);
  });

  it.each([
    [['--for', '1s'], 'from 1m to 30d'],
    [['--for', '31d'], 'from 1m to 30d'],
    [['-n', 'Shop'], 'not a namespace'],
    [['--calico-version', 'new'], 'MAJOR.MINOR'],
    [['--apply', '--cluster', 'x.yaml'], 'cannot be used with'],
  ])('%s', async (args, what) => {
    await using lab = await openWindowLab({ minor: 30 });
    const { exit, stderr } = await lab.window(['open', ...args]);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(what)]);
  });
});

describe('window open says', () => {
  it('what is not checked when no aggregator answers', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const error = Object.assign(new Error('gone'), { code: 14, details: 'gone' });
    const { exit, stderr } = await lab.window(['open'], { aggregator: { error } });
    expect(exit).toBe(0);
    expect(stderr).toMatch(/^unchecked: ebpf_dataplane, console_loglevel, .*no aggregator answers/);
  });

  it('what agents warn of, with the nodes, and which nodes have none', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    lab.api.put('nodes', { metadata: { name: 'n2' } });
    const { exit, stderr } = await lab.window(
      ['open'],
      statusOf([
        { name: 'console_loglevel', state: 'warn', detail: 'a serial console' },
        { name: 'log_disk', state: 'unknown', detail: 'not mounted' },
        { name: 'clock', state: 'warn', detail: 'of no matter here' },
      ]),
    );
    expect(exit).toBe(0);
    expect(stderr.split('\n').slice(0, 3)).toEqual([
      'warning: console_loglevel: a serial console (node n1)',
      'unchecked: log_disk: not mounted (node n1)',
      'warning: no agent tells of node n2: what is logged there, nobody reads',
    ]);
  });

  it('that a rate limit loses what is rare', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const spec = { logActionRateLimit: '100/minute' };
    lab.api.put('felixconfigurations', { metadata: { name: 'default' }, spec });
    const { stderr } = await lab.window(['open']);
    expect(stderr).toMatch(/^warning: logActionRateLimit is 100\/minute/);
  });
});

/** An agent on n1 that tells these. */
function statusOf(checks: readonly Check[]) {
  const node = { cluster: '', node: 'n1', source: 'kmsg', version: '', epoch: 1, sequence: 1 };
  const counts = { lines: 0, observedUs: 0, heardUs: 0, throttledUs: 0, coarsened: 0 };
  const told = { losses: [], rules: [], checks, connected: true };
  const nodes = [{ ...node, ...counts, ...told }];
  return { aggregator: { status: { nodes, version: '', resources: [] } } };
}
