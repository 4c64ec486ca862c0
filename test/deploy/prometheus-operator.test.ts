/** The parts of deploy/prometheus-operator name each other, and what they belong to. */
import { expect, it } from 'vitest';
import { FILES, manifestsOf } from './manifests.ts';

const CONTAINER = 'spec.template.spec.containers.0';
const TLS = 'spec.podMetricsEndpoints.0.tlsConfig';

/** What stands at a path of keys and positions; undefined where nothing does. */
function at(manifest: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      manifest,
    );
}

const strings = (list: unknown, key: string) => (list as object[]).map((item) => at(item, key));

const [ofAgent, ofAggregator] = manifestsOf('prometheus-operator/pod-monitors.yaml');
const daemonSet = manifestsOf('daemonset.yaml').find((it) => at(it, 'kind') === 'DaemonSet');
const aggregator = manifestsOf('aggregator.yaml').find((it) => at(it, 'kind') === 'Deployment');

it('names every file but the optional one', () => {
  const [component] = manifestsOf('prometheus-operator/kustomization.yaml');
  const named = [
    ...(at(component, 'resources') as string[]),
    ...strings(at(component, 'patches'), 'path'),
    ...['cert-manager.yaml', 'kustomization.yaml'],
  ];
  const there = FILES.filter((file) => file.startsWith('prometheus-operator/'));
  expect(named.map((name) => `prometheus-operator/${name}`).sort()).toEqual(there.sort());
});

it.each([
  ['agents', ofAgent, daemonSet],
  ['the aggregator', ofAggregator, aggregator],
])('scrapes %s, at a port that it has', (_who, monitor, workload) => {
  const selected = at(monitor, 'spec.selector.matchLabels') as object;
  expect(at(workload, 'spec.template.metadata.labels')).toMatchObject(selected);
  const ports = strings(at(workload, `${CONTAINER}.ports`), 'name');
  expect(ports).toContain(at(monitor, 'spec.podMetricsEndpoints.0.port'));
});

it('shows a certificate whose user may read figures, and nothing else', () => {
  const [certificate] = manifestsOf('prometheus-operator/cert-manager.yaml');
  const [role, binding] = manifestsOf('prometheus-operator/rbac.yaml');
  const secret = at(certificate, 'spec.secretName');
  expect(at(ofAggregator, `${TLS}.cert.secret.name`)).toBe(secret);
  expect(at(ofAggregator, `${TLS}.keySecret.name`)).toBe(secret);
  // A DNS name would make it a machine, which may not read.
  expect(at(certificate, 'spec.dnsNames')).toBeUndefined();
  expect(at(binding, 'subjects.0.name')).toBe(at(certificate, 'spec.commonName'));
  expect(at(role, 'rules')).toEqual([
    { apiGroups: ['dropcast.io'], resources: ['flows'], verbs: ['get'] },
  ]);
});

it('has the aggregator take client certificates of a file that is mounted', () => {
  const [patch] = manifestsOf('prometheus-operator/aggregator.yaml');
  expect(at(patch, `${CONTAINER}.name`)).toBe(at(aggregator, `${CONTAINER}.name`));
  const folder = at(patch, `${CONTAINER}.volumeMounts.0.mountPath`);
  expect(at(patch, `${CONTAINER}.env`)).toEqual([
    { name: 'DROPCAST_TLS_CLIENT_CA', value: `${folder}/ca.crt` },
  ]);
  const volume = at(patch, 'spec.template.spec.volumes.0');
  expect(at(patch, `${CONTAINER}.volumeMounts.0.name`)).toBe(at(volume, 'name'));
  expect(at(volume, 'secret.secretName')).toBe(at(ofAggregator, `${TLS}.cert.secret.name`));
  // The key is Prometheus' own.
  expect(at(volume, 'secret.items')).toEqual([{ key: 'ca.crt', path: 'ca.crt' }]);
});
