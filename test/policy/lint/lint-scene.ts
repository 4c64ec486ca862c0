/** Manifests under the lint: what it finds in them, alone or beside a cluster. */
import type { Finding } from '../../../src/policy/lint/finding.ts';
import { lint } from '../../../src/policy/lint/lint.ts';
import { readLayers } from '../../../src/policy/read/read-manifests.ts';

/** Documents of one file each, `policies-0.yaml` and so on. */
export function findingsIn(documents: readonly string[], cluster?: readonly string[]): Finding[] {
  const inputs = documents.map((text, i) => ({ file: `policies-${i}.yaml`, text }));
  const known = [{ file: 'cluster.yaml', text: (cluster ?? []).join('\n---\n') }];
  const { layers, world, errors } = readLayers([known, inputs]);
  const [ofCluster, asked] = layers;
  return lint({ asked: asked!, cluster: cluster && ofCluster, world, errors });
}

/** `id name`, where the name is the last part of the policy's: `dns-missing default-deny`. */
export function briefly({ id, policy }: Finding): string {
  return `${id} ${policy.split(/[ /]/).at(-1)}`.trimEnd();
}
