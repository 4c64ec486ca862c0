/** What proves who is who in the manifests: files that are mounted, names that agree. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { afterEach, expect, test, vi } from 'vitest';
import { parseAgentConfig } from '../../src/agent/config.ts';
import {
  AUTHORITY_CONFIG_MAP,
  AUTHORITY_SECRET,
} from '../../src/aggregator/authority/keep-authorities.ts';
import { parseAggregatorConfig } from '../../src/aggregator/config.ts';
import type { CommandContext } from '../../src/cli/context.ts';
import { addAgent, addAggregator } from '../../src/cli/services.ts';
import { type Container, manifestsOf, podOf } from './manifests.ts';

const containerOf = (file: string, kind: string): Container =>
  podOf(manifestsOf(file), kind).containers![0]!;

const read = (file: string) =>
  readFileSync(new URL(`../../deploy/${file}`, import.meta.url), 'utf8');

afterEach(() => vi.unstubAllEnvs());

/** What the service of that file makes of its arguments and environment. */
async function configOf(file: string, kind: string) {
  const { args = [], env = [] } = containerOf(file, kind);
  for (const { name, value = '' } of env) vi.stubEnv(name, value);
  // As in a pod.
  const environment = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
  const program = new Command();
  const context = {} as CommandContext;
  const configs: (
    | ReturnType<typeof parseAgentConfig>
    | ReturnType<typeof parseAggregatorConfig>
  )[] = [];
  addAgent(
    program,
    context,
    async (flags) => void configs.push(parseAgentConfig({ ...flags, environment })),
  );
  addAggregator(
    program,
    context,
    async (flags) => void configs.push(parseAggregatorConfig({ ...flags, environment })),
  );
  await program.parseAsync([...args], { from: 'user' });
  return configs[0]!;
}

test('the agent shows a token and checks the aggregator, by files that are mounted', async () => {
  const { tls } = await configOf('daemonset.yaml', 'DaemonSet');
  const { volumeMounts: mounts = [] } = containerOf('daemonset.yaml', 'DaemonSet');
  for (const path of [tls!.ca!, tls!.token!])
    expect(mounts.some(({ mountPath }) => path.startsWith(`${mountPath}/`))).toBe(true);
});

test('the aggregator issues its certificate for the name that agents call', async () => {
  const agent = await configOf('daemonset.yaml', 'DaemonSet');
  const [host] = 'aggregators' in agent ? agent.aggregators[0]!.split(':') : [];
  const { tls } = await configOf('aggregator.yaml', 'Deployment');
  expect(tls!.issue!.names[0]).toBe(host);
  expect(tls!.issue!.namespace).toBe('dropcast');
});

test('cert-manager writes the Secret, for the name, that the others use', async () => {
  const certificate = read('cert-manager/certificates.yaml');
  const config = await configOf('daemonset.yaml', 'DaemonSet');
  const [host] = 'aggregators' in config ? config.aggregators[0]!.split(':') : [];
  expect(certificate).toContain(`- ${host}\n`);
  const aggregator = read('own-certificates/aggregator.yaml');
  const secret = /secretName: (.*)/.exec(aggregator)![1];
  expect(certificate).toContain(`secretName: ${secret}\n`);
});

test('the authority of cert-manager keeps its key, which agents trust until its end', () => {
  const found = manifestsOf('cert-manager/certificates.yaml');
  const authority = found.find(({ spec }) => (spec as { isCA?: boolean }).isCA)!;
  expect(authority.spec).toMatchObject({ privateKey: { rotationPolicy: 'Never' } });
});

test('the aggregator may read and write two objects by name, and no more', () => {
  const found = manifestsOf('aggregator.yaml');
  const role = found.find(({ kind }) => kind === 'Role')!;
  const verbs = ['get', 'update'];
  expect(role.rules).toEqual([
    { apiGroups: [''], resources: ['secrets'], resourceNames: [AUTHORITY_SECRET], verbs },
    { apiGroups: [''], resources: ['configmaps'], resourceNames: [AUTHORITY_CONFIG_MAP], verbs },
  ]);
  const named = found.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(named).toContain(`Secret ${AUTHORITY_SECRET}`);
  expect(named).toContain(`ConfigMap ${AUTHORITY_CONFIG_MAP}`);
});
