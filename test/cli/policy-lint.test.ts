import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FINDING_KINDS } from '../../src/policy/lint/lint-rules.ts';
import { runDropcast } from './fake-aggregator.ts';
import { sarifMistakes } from './sarif-shape.ts';

const POLICIES = 'test/fixtures/policies';
const ROLLOUT = `${POLICIES}/rollout`;
const DENY = `${POLICIES}/calico/dont-try-this.yaml`;
const RIGHT = `${POLICIES}/calico/deny-app-policy.yaml`;
const HINT = `${POLICIES}/zero-trust/deny-all.yaml`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropcast-lint-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

const lint = (...args: readonly string[]) => runDropcast(['policy', 'lint', ...args]);

const IGNORED = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  annotations: { dropcast.io/lint-ignore: "dns-missing the pods know addresses alone" }
spec: { podSelector: {}, policyTypes: [Egress] }
`;

describe('findings as text', () => {
  test('stand at their places, each with what to do', async () => {
    const run = await lint(ROLLOUT);
    const golden = new URL('../fixtures/cli/policy-lint.txt', import.meta.url);
    expect(run).toMatchObject({ exit: 0, stderr: '3 warnings, 1 hint\n', requests: [] });
    expect(run.stdout).toBe(await readFile(golden, 'utf8'));
  });

  test('are none where nothing is wrong', async () => {
    expect(await lint(RIGHT)).toMatchObject({ exit: 0, stdout: '', stderr: 'nothing found\n' });
  });

  test('are none in what is deployed with the agent', async () => {
    // The rest of the folder is for Prometheus and Grafana, and no object of the API.
    const entries = await readdir('deploy', { withFileTypes: true });
    const paths = entries
      .filter(({ name }) => !['grafana', 'prometheus'].includes(name))
      .map(({ name }) => `deploy/${name}`);
    const { stdout, stderr } = await lint('--strict', ...paths);
    expect(stderr).toBe('1 hint\n');
    expect(stdout).toContain('dns-too-broad');
  });

  test('show their severity in colour on a terminal', async () => {
    const run = await runDropcast(['policy', 'lint', DENY], { hasColours: true });
    expect(run.stdout).toContain('\u001b[31merror\u001b[39m system-namespaces-denied');
  });

  test('do not lie by control characters', async () => {
    const file = await fileOf('odd.yaml', 'kind: "a\\u001b[2J\\u202eNetworkPolicy"\n');
    const { stdout } = await lint(file);
    expect(stdout).toContain('manifest-error: kind a\\x1b[2J\\u202eNetworkPolicy of');
  });

  test('of what is ignored are counted alone', async () => {
    const file = await fileOf('ignored.yaml', IGNORED);
    expect(await lint('-n', 'shop', file)).toMatchObject({
      exit: 0,
      stdout: '',
      stderr: 'nothing found; 1 ignored\n',
    });
  });
});

describe('the exit status', () => {
  test.each([
    [[DENY], 3],
    [[`${ROLLOUT}/02-log-unmatched.yaml`], 3],
    [[ROLLOUT], 0],
    [['--strict', ROLLOUT], 3],
    [['--strict', HINT], 0],
    [['--strict', RIGHT], 0],
  ])('of %j is %i', async (args, exit) => {
    expect((await lint(...args)).exit).toBe(exit);
  });

  test('is 0 for what is ignored, even with --strict', async () => {
    const file = await fileOf('ignored.yaml', IGNORED);
    expect((await lint('--strict', '-n', 'shop', file)).exit).toBe(0);
  });

  test.each([
    [[], 2, "missing required argument 'path'"],
    [['-o', 'table', RIGHT], 2, 'text, json, sarif'],
    [['-n', 'a/b', RIGHT], 2, 'namespace'],
    [['no-such-file.yaml'], 1, 'no-such-file.yaml: cannot be read'],
  ])('of %j is %i', async (args, exit, message) => {
    const run = await lint(...args);
    expect(run).toMatchObject({ exit, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});

describe('manifests with mistakes', () => {
  test('are findings, and the others are looked at all the same', async () => {
    const broken = await fileOf('broken.yaml', `${IGNORED.replace('{}', '[]')}---\nx: 1\n`);
    const none = await fileOf('none.yaml', 'a: [');
    const { exit, stdout } = await lint('-n', 'shop', broken, none, DENY, '-o', 'json');
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exit).toBe(3);
    expect(found.map(({ id, file, line }) => [id, file, line])).toEqual([
      ['manifest-error', broken, 6],
      ['manifest-error', broken, 8],
      ['manifest-error', none, 1],
      ['system-namespaces-denied', DENY, 7],
    ]);
  });

  test('that name no namespace need one', async () => {
    const file = await fileOf('ignored.yaml', IGNORED);
    const { exit, stdout } = await lint(file);
    expect(exit).toBe(3);
    expect(stdout).toMatch(/:4:3: error manifest-error: metadata.namespace is missing/);
  });
});

test('findings as JSON are one object per line', async () => {
  const file = await fileOf('ignored.yaml', IGNORED);
  const { stdout } = await lint('-n', 'shop', '-o', 'json', file);
  expect(JSON.parse(stdout)).toEqual({
    id: 'dns-missing',
    severity: 'warning',
    file,
    line: 6,
    column: 22,
    policy: 'NetworkPolicy shop/deny',
    message: 'isolates egress of pods in namespace shop, and nothing allows them DNS',
    fix: 'allow UDP and TCP 53 to the pods with k8s-app=kube-dns of kube-system',
    ignored: 'the pods know addresses alone',
  });
});

describe('with a cluster', () => {
  test('more is found: what it lacks, and what its own policies isolate', async () => {
    const cluster = await fileOf(
      'cluster.yaml',
      `{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } } } }
---
${IGNORED.replace('name: deny', 'name: deny\n  namespace: shop')}`,
    );
    const policies = await fileOf(
      'policies.yaml',
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app: api } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }]
`,
    );
    const ids = async (...args: readonly string[]) =>
      (await lint('-o', 'json', policies, ...args)).stdout.match(/(?<="id":")[^"]+/g);
    expect(await ids()).toBeNull();
    expect(await ids('--cluster', cluster)).toEqual(['selects-nothing', 'one-sided-allow']);
  });
});

describe('findings as SARIF', () => {
  test('have the form that the standard asks for', async () => {
    const { stdout, exit } = await lint('-o', 'sarif', POLICIES);
    expect(exit).toBe(3);
    expect(sarifMistakes(JSON.parse(stdout))).toEqual([]);
  });

  test('name rules, places and levels, and what is ignored with its reason', async () => {
    const file = await fileOf('ignored policy.yaml', IGNORED);
    const { stdout } = await lint('-n', 'shop', '-o', 'sarif', file, HINT);
    const [run] = JSON.parse(stdout).runs;
    expect(run.tool.driver).toMatchObject({ name: 'dropcast', version: '1.2.3' });
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(
      FINDING_KINDS.map(({ id }) => id),
    );
    const [ignored, hint] = run.results;
    expect(ignored).toMatchObject({
      ruleId: 'dns-missing',
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: pathToFileURL(file).href },
            region: { startLine: 6, startColumn: 22 },
          },
        },
      ],
      suppressions: [{ kind: 'inSource', justification: 'the pods know addresses alone' }],
    });
    expect(run.tool.driver.rules[ignored.ruleIndex].id).toBe('dns-missing');
    expect(hint).toMatchObject({
      level: 'note',
      locations: [{ physicalLocation: { artifactLocation: { uri: HINT } } }],
      suppressions: [],
    });
  });
});
