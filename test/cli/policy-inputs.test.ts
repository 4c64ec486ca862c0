import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandError } from '../../src/cli/ask.ts';
import type { CommandContext } from '../../src/cli/context.ts';
import { NoClusterError } from '../../src/cli/live-cluster.ts';
import { readPolicyInputs, readSeenEdges } from '../../src/cli/policy-inputs.ts';
import {
  addClusterOption,
  addClusterSource,
  addEdgeOptions,
} from '../../src/cli/policy-options.ts';
import { overlay } from '../../src/policy/read/read-manifests.ts';
import { EDGES } from './cli-edges.ts';
import { runDropcast } from './fake-aggregator.ts';

const policy = (name: string, rest = '') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: shop }
spec: { podSelector: {}${rest} }
---`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-policy-inputs-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

function contextWith(): { context: CommandContext; told: string[] } {
  const told: string[] = [];
  const sink = { write: (text: string) => told.push(text) };
  const terminal = { stdout: sink, stderr: sink, hasColours: false };
  const connect = () => Promise.reject(new Error('nobody is asked'));
  const signal = new AbortController().signal;
  const listCluster = () => Promise.reject(new NoClusterError('no cluster is known'));
  const pause = () => Promise.resolve();
  return { context: { terminal, connect, listCluster, nowUs: () => 0, pause, signal }, told };
}

test('policies of each layer stay apart, and a later one replaces those of its name', async () => {
  const cluster = await fileOf('cluster.yaml', policy('a') + policy('b'));
  const over = await fileOf('over.yaml', policy('b', ', policyTypes: [Egress]') + policy('c'));
  const { context } = contextWith();
  const { layers } = await readPolicyInputs({ cluster: [cluster] }, [[over]], context);
  const [base, wanted] = layers.map(({ policies }) => policies);
  const all = overlay(base!, wanted!);
  expect(all.map(({ id, ingress }) => [id.name, ingress])).toEqual([
    ['a', []],
    ['b', undefined],
    ['c', []],
  ]);
  expect(layers.map(({ objects }) => objects.length)).toEqual([2, 2]);
});

test('the world is that of all layers', async () => {
  const node = (name: string) => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} } }\n`;
  const cluster = await fileOf('nodes.yaml', node('one'));
  const over = await fileOf('more.yaml', node('two'));
  const { context } = contextWith();
  const { world } = await readPolicyInputs({ cluster: [cluster] }, [[over]], context);
  expect(world.nodes.map(({ name }) => name)).toEqual(['one', 'two']);
});

test('every mistake is told with its place, and the command ends', async () => {
  const twice = await fileOf('twice.yaml', `${policy('a')}${policy('a')}\nkind: 7\n`);
  const { context, told } = contextWith();
  const reading = readPolicyInputs({ cluster: [twice] }, [], context);
  await expect(reading).rejects.toThrow(/^2 mistakes in the manifests/);
  const place = String.raw`twice\.yaml:\d+:\d+: `;
  expect(told.join('')).toMatch(new RegExp(`${place}kind .*\n.*${place}.*also at `));
});

test('flows come from the file that is named, and nobody is asked', async () => {
  const { stdout } = await runDropcast(['flows', '-o', 'json'], { aggregator: { edges: EDGES } });
  const flows = await fileOf('flows.jsonl', stdout);
  const command = addClusterOption(addEdgeOptions(new Command()));
  const options = command.parse(['--flows', flows, '--cluster', 'a,b'], { from: 'user' }).opts();
  expect(options.cluster).toEqual(['a', 'b']);
  const edges = await readSeenEdges(options as never, contextWith().context);
  expect(edges).toHaveLength(EDGES.length);
});

test('without files a live cluster is the first layer; what it withholds is told', async () => {
  const over = await fileOf('live-over.yaml', policy('c'));
  const { context, told } = contextWith();
  const asked: unknown[] = [];
  const listCluster: CommandContext['listCluster'] = async (server) => {
    asked.push(server);
    const warnings = ['/api/v1/pods may not be listed'];
    return { files: [{ file: '/apis/x', text: policy('a').replace('---', '') }], warnings };
  };
  const options = addClusterSource(new Command())
    .parse(['--kubeconfig', 'k', '--context', 'c'], { from: 'user' })
    .opts();
  const { layers } = await readPolicyInputs(options, [[over]], { ...context, listCluster });
  expect(layers.map(({ policies }) => policies.map(({ id }) => id.name))).toEqual([['a'], ['c']]);
  expect(asked).toEqual([{ kubeconfig: 'k', context: 'c' }]);
  expect(told).toEqual(['warning: /api/v1/pods may not be listed\n']);
});

test('files are taken instead of a live cluster, and its lack is told', async () => {
  const over = await fileOf('alone.yaml', policy('c'));
  const { context, told } = contextWith();
  const { layers } = await readPolicyInputs({}, [[over]], context);
  expect(layers.map(({ objects }) => objects.length)).toEqual([0, 1]);
  expect(told.splice(0)).toEqual(['note: no cluster is known\n']);
  await readPolicyInputs({ cluster: [over] }, [], context);
  expect(told).toEqual([]);
});

test('a live cluster that cannot be asked ends the command', async () => {
  const { context } = contextWith();
  const listCluster = () => Promise.reject(new CommandError('it cannot be listed'));
  const reading = readPolicyInputs({}, [], { ...context, listCluster });
  await expect(reading).rejects.toThrow('it cannot be listed');
});
