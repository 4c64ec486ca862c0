/**
 * What docs/operations.md says of sizes, beside the manifests: requests cover what was measured;
 * where a size passes a limit or the claim it says so, with a patch that is enough.
 */
import { describe, expect, it } from 'vitest';
import { blocksOf, textOf } from '../docs/markdown.ts';
import { buildOf } from './kustomize.ts';
import { type KubeManifest, manifestsOf, podOf } from './manifests.ts';

const PAGE = textOf('docs/operations.md');
const GIB = 2 ** 30;
const UNITS: Readonly<Record<string, number>> = {
  ...{ '': 1, m: 1e-3, MB: 1e6, GB: 1e9, TB: 1e12 },
  ...{ Mi: 2 ** 20, Gi: GIB, '% of a core': 1e-2, '%': 1e-2, cores: 1 },
};

/** The largest of `0.7–1.1 GB`, in bytes or cores. */
function sizeOf(text: string): number {
  const [, number = '', unit = ''] = /^(?:[\d.]+–)?([\d.]+) ?(.*)$/.exec(text) ?? [];
  const factor = UNITS[unit.replace(/,.*/, '')];
  if (factor === undefined) throw new Error(`no size: ${text}`);
  return Number(number) * factor;
}

/** Rows of the table whose first column is called `first`. */
function table(first: string): string[][] {
  const [, body = ''] = PAGE.split(`\n| ${first} | `);
  const rows = body.split('\n\n')[0]!.split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function needsOf(manifests: readonly KubeManifest[]) {
  const claim = manifests.find(({ kind }) => kind === 'PersistentVolumeClaim')!;
  const { resources } = claim.spec as { resources: { requests: { storage: string } } };
  const { requests, limits } = podOf(manifests, 'Deployment').containers![0]!.resources!;
  return {
    ...{ cpu: sizeOf(requests.cpu!), memory: sizeOf(requests.memory!) },
    ...{ limit: sizeOf(limits.memory!), disk: sizeOf(resources.requests.storage) },
  };
}

const CLUSTERS = table('nodes').map(([nodes, cores, memory, , disk, applied]) => {
  const [firstHour, day] = disk!.split(' + ').map(sizeOf);
  return { nodes, cores: cores!, memory: memory!, firstHour, day, applied: applied! };
});
const ONE_FILE = CLUSTERS.filter(({ memory }) => memory !== 'ClickHouse');
const APPLIED = needsOf(manifestsOf('aggregator.yaml'));

describe('sizes', () => {
  it('of an agent at rest and at work are within what its pod asks for', () => {
    const { requests } = podOf(manifestsOf('daemonset.yaml'), 'DaemonSet').containers![0]!
      .resources!;
    const rows = table('lines a second');
    expect(rows.length).toBeGreaterThan(3);
    for (const [, cpu, memory] of rows) {
      expect(sizeOf(cpu!)).toBeLessThanOrEqual(sizeOf(requests.cpu!));
      expect(sizeOf(memory!)).toBeLessThanOrEqual(sizeOf(requests.memory!));
    }
  });

  it('of the smallest cluster are within what the aggregator asks for', () => {
    const [{ cores, memory }] = CLUSTERS as [(typeof CLUSTERS)[0]];
    expect(sizeOf(cores)).toBeLessThanOrEqual(APPLIED.cpu);
    expect(sizeOf(memory)).toBeLessThanOrEqual(APPLIED.memory);
  });

  it.each(ONE_FILE)('of $nodes nodes beside the claim and the limit', (cluster) => {
    const days = Math.floor((APPLIED.disk - cluster.firstHour!) / cluster.day!);
    expect(cluster.applied).toMatch(new RegExp(`(for|after) ${days} days`));
    const isWithin = sizeOf(cluster.memory) <= APPLIED.limit;
    expect(cluster.applied.startsWith('fits')).toBe(isWithin);
  });

  it('are told as they stand in the manifests', () => {
    expect(PAGE).toContain(
      `a claim of ${APPLIED.disk / GIB} GiB, a limit of ${APPLIED.limit / GIB} GiB`,
    );
    const asked = table('figure').map(([, figures]) => figures!.split(', ').map(sizeOf));
    const agent = podOf(manifestsOf('daemonset.yaml'), 'DaemonSet').containers![0]!.resources!;
    const ofAgent = [agent.requests.cpu!, agent.requests.memory!].map(sizeOf);
    expect(asked).toEqual([
      ...[ofAgent, [sizeOf(agent.limits.memory!)]],
      ...[[APPLIED.cpu, APPLIED.memory], [APPLIED.limit], [APPLIED.disk]],
    ]);
  });

  it('that pass the manifests are within those of the patch', ({ skip }) => {
    const [patch] = blocksOf('docs/operations.md').filter(({ language }) => language === 'yaml');
    const built = buildOf(patch!.text);
    if (built === undefined) skip('no kubectl here');
    const patched = needsOf(built!);
    const { memory, firstHour, day } = ONE_FILE.at(-1)!;
    expect(sizeOf(memory)).toBeLessThanOrEqual(patched.limit);
    expect(2 * (firstHour! + 30 * day!)).toBeLessThanOrEqual(patched.disk);
  });
});
