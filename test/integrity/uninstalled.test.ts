/**
 * The promise: nothing of Dropcast is left where it was uninstalled. On a node: whatever an agent
 * has written is removed by what deploy/uninstall runs. In the API: nothing is written but what
 * docs/operations.md says how to remove.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILES, manifestsOf, podOf, podsOf } from '../deploy/manifests.ts';
import { SpoolLab } from './spool-lab.ts';
import { startSpoolAgent } from './spool-process.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Folders of a node that a manifest lets its pods write to. */
function writable(file: string): string[] {
  return podsOf(manifestsOf(file)).flatMap(([, { volumes = [], containers = [] }]) => {
    const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
    return volumes
      .filter(({ name }) => mounts.some((mount) => mount.name === name && !mount.readOnly))
      .flatMap(({ hostPath }) => hostPath?.path ?? []);
  });
}

describe('on a node', () => {
  it('agents may write to no folder of the host but that of the spool', () => {
    expect([...new Set(FILES.flatMap(writable))]).toEqual(['/var/lib/dropcast']);
  });

  it('nothing is left of what an agent has written', async () => {
    const host = mkdtempSync(join(tmpdir(), 'dropcast-host-'));
    await using lab = await SpoolLab.open();
    try {
      const spool = join(host, 'dropcast', 'spool');
      await using agent = startSpoolAgent({ ring: lab.ring, spool, aggregator: '127.0.0.1:9' });
      await agent.until((line) => 'pid' in line);
      await expect.poll(() => globSync('dropcast/spool/*', { cwd: host })).not.toEqual([]);
      await agent.end('SIGKILL');
      const { initContainers } = podOf(manifestsOf('uninstall/daemonset.yaml'), 'DaemonSet');
      const [node, ...rest] = initContainers![0]!.command!.map((word) =>
        word.replace('/host/var/lib', host),
      );
      expect(node).toBe('/usr/local/bin/node');
      execFileSync(process.execPath, rest);
      expect(readdirSync(host)).toEqual([]);
      // A node that never had one.
      execFileSync(process.execPath, rest);
    } finally {
      rmSync(host, { recursive: true });
    }
  });
});

describe('in the API', () => {
  it('nothing writes but reviews, Events and windows', () => {
    const writers = globSync('src/**/*.ts', { cwd: ROOT }).filter((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return /\b(?:JsonApi|WriteApi)\b/.test(text) && /\.(?:post|apply|delete)\(/.test(text);
    });
    expect(writers.sort()).toEqual([
      // Answers without an object that stays.
      'src/aggregator/access/access-reviews.ts',
      'src/aggregator/access/token-reviews.ts',
      // Events, which end with the time that the API server keeps them for.
      'src/aggregator/events/send-events.ts',
      // Logging windows.
      'src/kube/api/write-objects.ts',
    ]);
  });
});
