import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { calicoResources } from '../kube/api-server/calico.ts';
import * as faults from '../kube/api-server/faults.ts';
import { failure, notFound } from '../kube/api-server/status.ts';
import { NOW_US, runDropcast } from './fake-aggregator.ts';
import { openWindowLab } from './window-lab.ts';

interface Shown {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels: Record<string, string>;
    readonly annotations: Record<string, string>;
  };
  readonly spec: Record<string, unknown>;
}

const shown = (yaml: string): Shown[] =>
  parseAllDocuments(yaml).map((document) => document.toJS() as Shown);

const isoAt = (us: number): string => new Date(us / 1_000).toISOString().replace('Z', '000Z');
const DAY_US = 86_400_000_000;

describe('window open', () => {
  it('shows a tier before all others that hands on, and applies nothing', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const { exit, stdout, stderr } = await lab.window(['open']);
    expect([exit, lab.objects()]).toEqual([0, []]);
    const [tier, policy] = shown(stdout);
    expect(tier).toMatchObject({
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'Tier',
      metadata: {
        name: 'dropcast',
        labels: { 'app.kubernetes.io/managed-by': 'dropcast' },
        annotations: { 'dropcast.io/ends-at': isoAt(NOW_US + DAY_US) },
      },
      spec: { order: 100, defaultAction: 'Pass' },
    });
    expect(policy).toMatchObject({
      metadata: { name: 'dropcast.log-window' },
      spec: { tier: 'dropcast', ingress: [{ action: 'Log' }], egress: [{ action: 'Log' }] },
    });
    expect(stderr).toMatch(/no verdict changes \(\d+ connections compared\)\n/);
    expect(stderr).toContain('nothing was applied: add --apply');
  });

  it('applies it, and again to extend it', async () => {
    await using lab = await openWindowLab({ minor: 31, apiVersion: 'projectcalico.org/v3' });
    expect(await lab.window(['open', '--apply', '-n', 'shop'])).toMatchObject({ exit: 0 });
    expect(lab.objects()).toEqual(['Tier dropcast', 'GlobalNetworkPolicy dropcast.log-window']);
    const again = await lab.window(['open', '--apply', '-n', 'shop,bank', '--for', '7d']);
    expect(again).toMatchObject({ exit: 0, stderr: expect.stringContaining('the window is open') });
    const [policy] = lab.api.objects('globalnetworkpolicies');
    expect(policy).toMatchObject({
      metadata: { annotations: { 'dropcast.io/ends-at': isoAt(NOW_US + 7 * DAY_US) } },
      spec: { namespaceSelector: 'projectcalico.org/name in {"bank", "shop"}' },
    });
  });

  it('comes before the tiers that there are', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    lab.api.put('tiers', { metadata: { name: 'security' }, spec: { order: 5 } });
    const [tier] = shown((await lab.window(['open'])).stdout);
    expect(tier!.spec).toMatchObject({ order: 4 });
  });

  it('logs and allows on older Calico only what nothing isolates, side by side', async () => {
    await using lab = await openWindowLab({ minor: 26 });
    lab.api.put('networkpolicies', {
      metadata: { namespace: 'shop', name: 'deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    });
    const { exit, stdout, stderr } = await lab.window(['open', '--apply']);
    expect([exit, stderr]).toEqual([0, expect.stringContaining('warning: Calico before 3.29')]);
    const [egress, ingress] = shown(stdout);
    expect(egress).toMatchObject({
      metadata: { name: 'default.dropcast-log-window-egress' },
      spec: {
        selector: 'projectcalico.org/orchestrator == "k8s"',
        egress: [{ action: 'Log' }, { action: 'Allow' }],
      },
    });
    expect(ingress!.spec).toMatchObject({
      selector:
        'projectcalico.org/orchestrator == "k8s" && !(projectcalico.org/namespace in {"shop"})',
      types: ['Ingress'],
    });
    expect(lab.objects()).toEqual([
      'GlobalNetworkPolicy default.dropcast-log-window-egress',
      'GlobalNetworkPolicy default.dropcast-log-window-ingress',
    ]);
  });

  it('takes away what an earlier window of another form had', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const labels = { 'app.kubernetes.io/managed-by': 'dropcast' };
    const annotations = { 'dropcast.io/ends-at': isoAt(NOW_US) };
    const name = 'default.dropcast-log-window-egress';
    const spec = { selector: 'all()', types: ['Egress'], egress: [{ action: 'Allow' }] };
    lab.api.put('globalnetworkpolicies', { metadata: { name, labels, annotations }, spec });
    expect(await lab.window(['open', '--apply'])).toMatchObject({ exit: 0 });
    expect(lab.objects()).toEqual(['Tier dropcast', 'GlobalNetworkPolicy dropcast.log-window']);
  });

  it('believes the CRDs, not the version, when they cut a field off', async () => {
    await using lab = await openWindowLab({ minor: 26 });
    await lab.window(['open', '--apply']);
    const spec = { calicoVersion: 'v3.30.0' };
    lab.api.put('clusterinformations', { metadata: { name: 'default' }, spec });
    const failed = await lab.window(['open', '--apply']);
    expect(failed).toMatchObject({ exit: 1, stderr: expect.stringContaining('would not keep') });
    expect(lab.objects()).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('leaves nothing behind when a write fails half-way', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    lab.api.faults.next('patch', {}, 'globalnetworkpolicies');
    lab.api.faults.next('patch', faults.badGateway(), 'globalnetworkpolicies');
    const { exit, stderr } = await lab.window(['open', '--apply']);
    expect([exit, lab.objects()]).toEqual([1, []]);
    expect(stderr).toMatch(/dropcast: the API server, .*502/);
  });

  it('says that there is no Calico', async () => {
    await using lab = await openWindowLab({ minor: 30, apiVersion: 'example.org/v1' });
    const { exit, stderr } = await lab.window(['status']);
    expect([exit, stderr]).toEqual([1, expect.stringMatching(/^dropcast: no Calico at the API/)]);
  });

  it('concludes nothing from a part of the cluster', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const refused = faults.refuse(failure(403, 'pods is forbidden', { reason: 'Forbidden' }));
    lab.api.faults.next('list', refused, 'pods');
    const { exit, stdout, stderr } = await lab.window(['open']);
    expect([exit, stdout, stderr]).toEqual([1, '', expect.stringContaining('pods is forbidden')]);
  });

  it('creates where the API server of 3.32.0 finds nothing to apply to', async () => {
    await using lab = await openWindowLab({ minor: 32, apiVersion: 'projectcalico.org/v3' });
    const [, policies] = calicoResources({ minor: 32, apiVersion: 'projectcalico.org/v3' });
    const missing = faults.refuse(notFound(policies!, 'dropcast.log-window'));
    lab.api.faults.next('patch', missing, 'globalnetworkpolicies');
    lab.api.faults.next('patch', missing, 'globalnetworkpolicies');
    expect(await lab.window(['open', '--apply'])).toMatchObject({ exit: 0 });
    expect(lab.objects()).toHaveLength(2);
  });
});

describe('window open --cluster', () => {
  const CLUSTER = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    {
      ...{ apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'default' } },
      spec: { order: 1_000_000, defaultAction: 'Deny' },
    },
  ];

  it('shows the window for a file, and asks no API server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dropcast-window-'));
    const file = join(folder, 'cluster.json');
    await writeFile(file, JSON.stringify({ kind: 'List', items: CLUSTER }));
    const { exit, stdout } = await runDropcast(['window', 'open', '--cluster', file]);
    expect(exit).toBe(0);
    expect(shown(stdout).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
      'projectcalico.org/v3 Tier',
      'projectcalico.org/v3 GlobalNetworkPolicy',
    ]);
    await rm(folder, { recursive: true });
  });
});

describe('window status', () => {
  it('shows what is open, where and until when', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    expect(await lab.window(['status'])).toMatchObject({ exit: 0, stderr: 'no window is open\n' });
    await lab.window(['open', '--apply', '-n', 'shop']);
    const { stdout } = await lab.window(['status']);
    expect(stdout).toMatch(/^OBJECT +NAMESPACES +OPENED +UNTIL +LEFT\n/);
    expect(stdout).toMatch(/GlobalNetworkPolicy dropcast\.log-window +shop +\S+ +\S+ +24h\n/);
    const json = await lab.window(['status', '-o', 'json']);
    expect(JSON.parse(json.stdout.split('\n')[0]!)).toMatchObject({
      kind: 'GlobalNetworkPolicy',
      namespaces: 'shop',
      until: isoAt(NOW_US + DAY_US),
      expired: false,
      prefixes: ['calico-packet'],
    });
    expect((await lab.window(['status', '-o', 'yaml'])).stdout).toContain('kind: Tier');
  });

  it('says what is past its end, and what has none that can be read', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    await lab.window(['open', '--apply']);
    const [tier] = lab.api.objects('tiers');
    const [policy] = lab.api.objects('globalnetworkpolicies');
    const at = (text: string) => ({ 'dropcast.io/ends-at': text });
    lab.api.put('tiers', { ...tier!, metadata: { ...tier!.metadata, annotations: at('soon') } });
    const past = { ...policy!.metadata, annotations: at(isoAt(NOW_US - 1)) };
    lab.api.put('globalnetworkpolicies', { ...policy!, metadata: past });
    const lines = (await lab.window(['status'])).stdout.split('\n');
    expect(lines[1]).toMatch(/expired$/);
    expect(lines[2]).toMatch(/\? +\?$/);
  });
});

describe('window close', () => {
  it('removes the window, and nothing else', async () => {
    await using lab = await openWindowLab({ minor: 30 });
    const labels = { 'app.kubernetes.io/managed-by': 'dropcast' };
    lab.api.put('globalnetworkpolicies', { metadata: { name: 'theirs', labels } });
    lab.api.put('tiers', { metadata: { name: 'security' }, spec: { order: 5 } });
    await lab.window(['open', '--apply']);
    const { exit, stdout } = await lab.window(['close']);
    expect([exit, stdout]).toEqual([
      0,
      'closed: GlobalNetworkPolicy dropcast.log-window\nclosed: Tier dropcast\n',
    ]);
    expect(lab.objects()).toEqual(['Tier security', 'GlobalNetworkPolicy theirs']);
    expect(await lab.window(['close'])).toMatchObject({ exit: 0, stderr: 'no window is open\n' });
  });
});
