import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { edgeJson } from '../../src/flow/edge-json.ts';
import { readManifestFiles } from '../../src/manifest/manifest-files.ts';
import { readManifests } from '../../src/policy/read/read-manifests.ts';
import { SHOP_CLUSTER, SHOP_EDGES } from '../policy/generate/shop-window.ts';
import { runDropcast } from './fake-aggregator.ts';

let folder = '';
let sources: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-generate-'));
  const [cluster, flows] = [join(folder, 'cluster.yaml'), join(folder, 'flows.jsonl')];
  const told = new Set(['calico-packet']);
  await writeFile(cluster, SHOP_CLUSTER);
  await writeFile(flows, SHOP_EDGES.map((e) => `${JSON.stringify(edgeJson(e, told))}\n`).join(''));
  sources = ['policy', 'generate', '--cluster', cluster, '--flows', flows];
});
afterEach(() => rm(folder, { recursive: true }));

const run = (...args: readonly string[]) => runDropcast([...sources, ...args]);
const golden = (name: string) =>
  readFile(new URL(`../fixtures/cli/${name}`, import.meta.url), 'utf8');

describe('policy generate', () => {
  test.each(['kubernetes', 'calico'])('prints policies of %s', async (format) => {
    const { exit, stdout } = await run('-n', 'shop', '--format', format);
    expect(exit).toBe(0);
    expect(stdout).toBe(await golden(`policy-generate.${format}.yaml`));
  });

  test('tells on stderr what stays open and what is left out', async () => {
    const { stderr } = await run('-n', 'shop');
    expect(stderr).toBe(await golden('policy-generate.stderr'));
  });

  test('asks the aggregator where no file is given', async () => {
    const asked = ['policy', 'generate', '--cluster', join(folder, 'cluster.yaml'), '-n', 'shop'];
    const { stdout, requests } = await runDropcast(asked, { aggregator: { edges: SHOP_EDGES } });
    expect(requests).toHaveLength(1);
    expect(stdout).toBe(await golden('policy-generate.kubernetes.yaml'));
  });

  test('leaves the namespaces of the system alone until they are named', async () => {
    const all = await run();
    expect(all.stdout).toContain('namespace: monitoring');
    expect(all.stdout).not.toContain('namespace: kube-system');
    expect(all.stderr).toContain('kube-system: left alone');
    const named = await run('-n', 'kube-system,shop');
    expect(named.stdout).toContain('namespace: kube-system');
    expect(named.stderr).not.toContain('left alone');
  });

  test('counts what it does not tell', async () => {
    const edge = SHOP_EDGES.find(({ refused }) => refused > 0)!;
    const edges = Array.from({ length: 103 }, (_, i) => ({ ...edge, port: 1_000 + i }));
    const asked = ['policy', 'generate', '--cluster', join(folder, 'cluster.yaml'), '-n', 'shop'];
    const { stderr } = await runDropcast(asked, { aggregator: { edges } });
    expect(stderr).toContain('shop: left open, all that was seen of it is left out:');
    expect(stderr).toContain('  and 3 more\n');
  });

  test('says whose place a policy would take, unless its rules are kept', async () => {
    const standing = join(folder, 'standing.yaml');
    const policy = (annotations: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop, annotations: { ${annotations} } }
spec: { podSelector: { matchLabels: { app: web } }, egress: [{ ports: [{ port: 443 }] }] }
`;
    const asked = ['-n', 'shop', '--cluster', standing];
    await writeFile(standing, policy(''));
    const words = 'NetworkPolicy shop/web of the cluster has the name of a generated one';
    expect((await run(...asked)).stderr).toContain(words);
    expect((await run(...asked, '--merge', standing)).stderr).not.toContain(words);
    await writeFile(standing, policy('dropcast.io/flows: "1"'));
    expect((await run(...asked)).stderr).not.toContain(words);
  });

  test('says of a namespace that nothing is there', async () => {
    const { stdout, stderr } = await run('-n', 'nowhere');
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: 'nowhere: has no pods and no flows\n',
    });
  });

  test.each([
    [['-n', 'Shop'], "'Shop' is not a namespace"],
    [['--format', 'cilium'], 'Allowed choices are kubernetes, calico'],
  ])('refuses %j', async (args, words) => {
    const { exit, stderr } = await run(...args);
    expect(exit).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('policy generate --out', () => {
  const out = () => join(folder, 'policies');
  const shop = (name: string) => join(out(), 'shop', name);

  test('writes a folder for kustomize per namespace, which can be read as policies', async () => {
    const { exit, stdout } = await run('--out', out());
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(await readdir(out())).toEqual(['ingress', 'monitoring', 'shop']);
    expect((await readdir(join(out(), 'shop'))).sort()).toEqual([
      'allow-baseline-ingress.yaml',
      'allow-dns.yaml',
      'api.yaml',
      'backup.yaml',
      'db.yaml',
      'default-deny.yaml',
      'kustomization.yaml',
      'web.yaml',
    ]);
    expect(await readFile(shop('kustomization.yaml'), 'utf8')).toContain('  - default-deny.yaml\n');
    const { policies, errors } = readManifests(await readManifestFiles([out()]));
    expect([policies.length, errors]).toEqual([11, []]);
  });

  test('replaces what it wrote before, and removes what is gone', async () => {
    await run('-n', 'shop', '--out', out());
    const before = await readFile(shop('db.yaml'), 'utf8');
    await writeFile(shop('old.yaml'), before);
    await writeFile(shop('db.yaml'), before.replace('5432', '1'));
    expect((await run('-n', 'shop', '--out', out())).exit).toBe(0);
    expect(await readFile(shop('db.yaml'), 'utf8')).toBe(before);
    expect(await readdir(join(out(), 'shop'))).not.toContain('old.yaml');
  });

  test.each<[string, () => Promise<void>]>([
    ['a file that somebody wrote', () => writeFile(shop('mine.yaml'), 'kind: ConfigMap\n')],
    ['a link', () => symlink(shop('elsewhere.yaml'), shop('link.yaml'))],
    ['a folder', () => mkdir(shop('base')).then(() => undefined)],
  ])('writes nothing beside %s', async (_claim, put) => {
    await mkdir(join(out(), 'shop'), { recursive: true });
    await put();
    const { exit, stderr } = await run('--out', out());
    expect(exit).toBe(1);
    expect(stderr).toMatch(/was not generated, and nothing was written/);
    expect(await readdir(out())).toEqual(['shop']);
    expect(await readdir(join(out(), 'shop'))).toHaveLength(1);
  });

  test('leaves no folder to a namespace that has no policies any more', async () => {
    await run('--out', out());
    await writeFile(join(folder, 'flows.jsonl'), '');
    expect((await run('-n', 'shop', '--out', out())).exit).toBe(0);
    expect(await readdir(out())).toEqual(['ingress', 'monitoring']);
  });

  test('writes nothing through a link, and nothing into a file', async () => {
    await mkdir(out());
    await writeFile(join(out(), 'shop'), '');
    expect((await run('-n', 'shop', '--out', out())).exit).toBe(1);
    await rm(join(out(), 'shop'));
    await symlink(folder, join(out(), 'shop'));
    expect((await run('-n', 'shop', '--out', out())).exit).toBe(1);
  });

  test('says so when the disk refuses', async () => {
    const { exit, stderr } = await run('-n', 'shop', '--out', join(folder, 'flows.jsonl'));
    expect(exit).toBe(1);
    expect(stderr).toContain('the policies cannot be written');
  });
});

describe('policy generate --merge', () => {
  test('adds rules to what was generated from a shorter window', async () => {
    const out = join(folder, 'policies');
    await run('-n', 'shop', '--out', out);
    const nothing = await run('-n', 'shop', '--merge', out);
    expect(nothing.stdout).toBe('');
    const { stdout } = await run('-n', 'shop', '--merge', out, '--refused');
    expect(stdout.match(/^ {2}name: .*$/gm)).toEqual(['  name: db', '  name: web']);
    expect(stdout).toContain('# Deployment/web: 12 connections');
  });

  test.each(['policies', 'link'])('never writes to what it reads, %s', async (place) => {
    const out = join(folder, 'policies');
    await run('-n', 'shop', '--out', out);
    await symlink(out, join(folder, 'link'));
    const before = await readdir(join(out, 'shop'));
    const args = ['-n', 'shop', '--merge', out, '--refused', '--out', join(folder, place)];
    const { exit, stderr } = await run(...args);
    expect([exit, stderr]).toEqual([1, expect.stringContaining('set another --out')]);
    expect(await readdir(join(out, 'shop'))).toEqual(before);
  });

  test('writes beside what it reads', async () => {
    const out = join(folder, 'policies');
    await run('-n', 'shop', '--out', join(out, 'standing'));
    const args = ['-n', 'shop', '--merge', join(out, 'standing'), '--refused', '--out', out];
    expect(await run(...args)).toMatchObject({ exit: 0 });
    expect(await readdir(out)).toEqual(['shop', 'standing']);
  });
});
