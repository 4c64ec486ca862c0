/** `dropcast window` against the test API server with Calico's resources, by a kubeconfig. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CalicoOptions, calicoResources } from '../kube/api-server/calico.ts';
import type { Resource } from '../kube/api-server/kube-object.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { type Run, type RunOptions, runDropcast } from './fake-aggregator.ts';

const ALSO: readonly Resource[] = [
  ['serviceaccounts', 'ServiceAccount', ''],
  ['networkpolicies', 'NetworkPolicy', 'networking.k8s.io'],
].map(([plural = '', kind = '', group = '']) => {
  return { plural, kind, group, version: 'v1', namespaced: true, selectable: [] };
});

export interface WindowLab extends AsyncDisposable {
  readonly api: ApiServer;
  window(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** `KIND NAME` of what Calico has, policies and tiers. */
  objects(): string[];
}

/** A cluster of two namespaces with a pod in each, on Calico 3 of this minor version. */
export async function openWindowLab(options: CalicoOptions): Promise<WindowLab> {
  const customResources = [...ALSO, ...calicoResources(options)];
  const api = await openApiServer({ customResources });
  const folder = await mkdtemp(join(tmpdir(), 'dropcast-window-'));
  const KUBECONFIG = join(folder, 'config');
  await writeFile(KUBECONFIG, api.kubeconfig());
  fill(api, options);
  return {
    api,
    window: (args, more = {}) =>
      runDropcast(['window', ...args], { ...more, parts: { environment: { KUBECONFIG } } }),
    objects: () =>
      [...api.objects('tiers'), ...api.objects('globalnetworkpolicies')].map(
        ({ kind, metadata }) => `${kind} ${metadata.name}`,
      ),
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true });
      await api[Symbol.asyncDispose]();
    },
  };
}

function fill(api: ApiServer, { minor }: CalicoOptions): void {
  const calicoVersion = `v3.${minor}.1`;
  api.put('clusterinformations', { metadata: { name: 'default' }, spec: { calicoVersion } });
  const address = { type: 'InternalIP', address: '192.0.2.1' };
  api.put('nodes', { metadata: { name: 'n1' }, status: { addresses: [address] } });
  for (const [i, name] of ['shop', 'bank'].entries()) {
    api.put('namespaces', { metadata: { name } });
    api.put('pods', {
      metadata: { namespace: name, name: 'web', labels: { app: 'web' } },
      spec: { nodeName: 'n1', containers: [{ name: 'main' }] },
      status: { podIP: `10.0.0.${i + 1}`, phase: 'Running' },
    });
  }
}
