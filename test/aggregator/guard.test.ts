import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type GuardConfig, openGuard } from '../../src/aggregator/guard.ts';
import { createMetrics } from '../../src/aggregator/metrics.ts';
import { openApiServer } from '../kube/api-server/open-api-server.ts';

const CONFIG: GuardConfig = {
  isPlainText: false,
  reviews: undefined,
  tokenAudience: 'dropcast',
  clusterName: '',
};
const CLAIM = { cluster: '', node: 'node-a' };

function guardOf(changes: Partial<GuardConfig>) {
  const metrics = createMetrics();
  const guard = openGuard({ ...CONFIG, ...changes }, metrics, pino({ level: 'silent' }));
  return { metrics, guard };
}

describe('who is asked about access', () => {
  it('is nobody over plain text', async () => {
    const { guard, metrics } = guardOf({ isPlainText: true });
    expect(await guard.agent({}, CLAIM)).toMatchObject({ who: 'anybody' });
    expect(guard.origin).toBe('nobody is asked: plain text');
    const { values } = await metrics.access.get();
    expect(values.find(({ value }) => value > 0)?.labels).toEqual({
      kind: 'agent',
      decision: 'granted',
    });
  });

  it('is nobody but certificates where there is no API server', async () => {
    const { guard } = guardOf({});
    await expect(guard.agent({ token: 'x' }, CLAIM)).rejects.toThrow('no API server can be asked');
    expect(guard.origin).toBe('client certificates');
    guard.close();
  });

  it('is the API server that the kubeconfig names', async () => {
    await using api = await openApiServer();
    const directory = await mkdtemp(join(tmpdir(), 'dropcast-guard-'));
    const kubeconfig = join(directory, 'config');
    await writeFile(kubeconfig, api.kubeconfig());
    const { guard } = guardOf({ reviews: { kubeconfig, environment: {} } });
    await expect(guard.agent({ token: 'x' }, CLAIM)).rejects.toThrow('invalid bearer token');
    expect(guard.origin).toMatch(/^client certificates and .*config/);
    guard.close();
    await rm(directory, { recursive: true });
  });
});
