/** A kubeconfig opens the API server in each of the ways that people have. */
import { expect, it } from 'vitest';
import type { ClusterAccess } from '../../../src/kube/credentials/cluster-access.ts';
import {
  type KubeconfigOptions,
  openKubeconfigAccess,
} from '../../../src/kube/credentials/kubeconfig.ts';
import { ask } from '../api-server/client.ts';
import { type ApiServer, openApiServer } from '../api-server/open-api-server.ts';
import { type Directory, openDirectory } from './directory.ts';

/** With no environment but the search path. */
const openAccess = (options: Omit<KubeconfigOptions, 'environment'>): ClusterAccess =>
  openKubeconfigAccess({ ...options, environment: { PATH: '/usr/bin' } });

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** JSON is YAML, too. */
function kubeconfigOf(user: object, cluster: object = {}): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    contexts: [{ name: 'here', context: { cluster: 'a', user: 'me' } }],
    clusters: [{ name: 'a', cluster: { server: 'https://192.0.2.1:6443/', ...cluster } }],
    users: [{ name: 'me', user }],
  });
}

const clusterOf = (api: ApiServer): object => ({
  server: api.url,
  'certificate-authority-data': base64(api.authority),
});

/** As whom the server knows us. */
async function userSeen(api: ApiServer, file: string): Promise<string | undefined> {
  const { server, tls, headers } = await openAccess({ files: [file] }).credentials();
  expect([server, tls.ca]).toEqual([api.url, api.authority]);
  const token = headers.authorization?.replace('Bearer ', '') ?? '';
  const { cert, key } = tls;
  await ask(api, '/api/v1/pods', { token, ...(cert && key && { identity: { cert, key } }) });
  return api.requests.last('list')?.user;
}

const pluginOf = (files: Directory, script: string): Promise<string> =>
  files.write('plugin', `#!${process.execPath}\n${script}`, 0o700);

const execOf = (command: string, more: object = {}): object => ({
  exec: { apiVersion: 'client.authentication.k8s.io/v1', command, ...more },
});

it('shows a client certificate', async () => {
  await using api = await openApiServer();
  await using files = await openDirectory();
  const { key, certificate } = api.issueClientCertificate({ commonName: 'jane' });
  const user = {
    'client-certificate-data': base64(certificate),
    'client-key': await files.write('jane.key', key),
  };
  expect(await userSeen(api, await files.write('config', kubeconfigOf(user, clusterOf(api))))).toBe(
    'jane',
  );
});

it('shows a token', async () => {
  await using api = await openApiServer({ tokens: { abc: 'jane' } });
  await using files = await openDirectory();
  const file = await files.write('config', kubeconfigOf({ token: 'abc' }, clusterOf(api)));
  expect(await userSeen(api, file)).toBe('jane');
});

it('runs a plugin, tells it what to answer with, and runs it again after a refusal', async () => {
  await using api = await openApiServer({ tokens: { 'token-1': 'jane', 'token-2': 'jane' } });
  await using files = await openDirectory();
  await files.write('runs', '');
  const plugin = await pluginOf(
    files,
    `const { appendFileSync, readFileSync } = require('node:fs');
     appendFileSync('${files.path}/runs', '.');
     const runs = readFileSync('${files.path}/runs').length;
     const { apiVersion, kind, spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
     if (spec.cluster.server !== '${api.url}') process.exit(1);
     console.log(JSON.stringify({ apiVersion, kind, status: { token: 'token-' + runs } }));`,
  );
  const user = execOf(plugin, { provideClusterInfo: true });
  const file = await files.write('config', kubeconfigOf(user, clusterOf(api)));
  expect(await userSeen(api, file)).toBe('jane');
  const access = openAccess({ files: [file] });
  const bearer = async (): Promise<string | undefined> =>
    (await access.credentials()).headers.authorization;
  expect([await bearer(), await bearer()]).toEqual(['Bearer token-2', 'Bearer token-2']);
  access.forget();
  expect(await bearer()).toBe('Bearer token-3');
});

it('asks a plugin again when its answer has ended', async () => {
  await using files = await openDirectory();
  await files.write('runs', '');
  const plugin = await pluginOf(
    files,
    `const { appendFileSync, readFileSync } = require('node:fs');
     appendFileSync('${files.path}/runs', '.');
     const token = String(readFileSync('${files.path}/runs').length);
     const expirationTimestamp = new Date(Date.now() + 3_600_000).toISOString();
     console.log(JSON.stringify({ status: { token, expirationTimestamp } }));`,
  );
  const clock = { ms: 0 };
  const file = await files.write('config', kubeconfigOf(execOf(plugin)));
  const access = openAccess({ files: [file], nowMs: () => clock.ms });
  const bearer = async (): Promise<string | undefined> =>
    (await access.credentials()).headers.authorization;
  expect(await bearer()).toBe('Bearer 1');
  clock.ms = 3_000_000;
  expect(await bearer()).toBe('Bearer 1');
  clock.ms = 3_600_001;
  expect(await bearer()).toBe('Bearer 2');
});

it('shows the client certificate that a plugin gives', async () => {
  await using api = await openApiServer();
  await using files = await openDirectory();
  const { key, certificate } = api.issueClientCertificate({ commonName: 'jane' });
  const status = { clientCertificateData: certificate, clientKeyData: key };
  const plugin = await pluginOf(
    files,
    `console.log(${JSON.stringify(JSON.stringify({ status }))})`,
  );
  const file = await files.write('config', kubeconfigOf(execOf(plugin), clusterOf(api)));
  expect(await userSeen(api, file)).toBe('jane');
});

it('shows a user name and password, and whom it acts for', async () => {
  await using files = await openDirectory();
  const user = { username: 'jane', password: 'secret', as: 'system:admin' };
  const file = await files.write('config', kubeconfigOf(user));
  const { headers, server } = await openAccess({ files: [file] }).credentials();
  expect(headers).toEqual({
    authorization: `Basic ${base64('jane:secret')}`,
    'impersonate-user': 'system:admin',
  });
  expect(server).toBe('https://192.0.2.1:6443');
});

it('checks the certificate by another name, or not at all, where it is told to', async () => {
  await using files = await openDirectory();
  const tlsOf = async (cluster: object): Promise<object> => {
    const file = await files.write('config', kubeconfigOf({ token: 'abc' }, cluster));
    return (await openAccess({ files: [file] }).credentials()).tls;
  };
  expect(await tlsOf({})).toMatchObject({ rejectUnauthorized: true });
  expect(await tlsOf({ 'tls-server-name': 'api.example.org' })).toMatchObject({
    rejectUnauthorized: true,
    servername: 'api.example.org',
  });
  expect(await tlsOf({ 'insecure-skip-tls-verify': true })).toMatchObject({
    rejectUnauthorized: false,
  });
});

it('merges files, of which the first says which context is current', async () => {
  await using files = await openDirectory();
  const second = {
    'current-context': 'there',
    contexts: [{ name: 'there', context: { cluster: 'b', user: 'you' } }],
    clusters: [{ name: 'b', cluster: { server: 'https://192.0.2.2' } }],
    users: [{ name: 'you', user: { token: 'xyz' } }],
  };
  const paths = [
    `${files.path}/absent`,
    await files.write('first', kubeconfigOf({ token: 'abc' })),
    await files.write('second', JSON.stringify(second)),
  ];
  const bearer = async (context?: string): Promise<string | undefined> =>
    (await openAccess({ files: paths, context }).credentials()).headers.authorization;
  expect([await bearer(), await bearer('there')]).toEqual(['Bearer abc', 'Bearer xyz']);
});

const NO_PLUGIN = kubeconfigOf(execOf('/nonexistent/plugin', { installHint: 'Install it.' }));

it.each([
  ['a file that is no kubeconfig', 'clusters: 5', {}, 'unusable', /current context of .*config: /],
  ['a file that is not YAML', '{', {}, 'unusable', /config: /],
  [
    'an unknown context',
    kubeconfigOf({}),
    { context: 'x' },
    'unusable',
    /no context "x", only here/,
  ],
  ['a proxy', kubeconfigOf({}, { 'proxy-url': 'http://p' }), {}, 'unusable', /"a" has a proxy-url/],
  ['a plugin that is not there', NO_PLUGIN, {}, 'unusable', /n is not installed. Install it.$/],
  ['no file at all', undefined, {}, 'not_found', /no kubeconfig at .*: give one with/],
])('says what is wrong with %s', async (_claim, text, options, code, message) => {
  await using files = await openDirectory();
  if (text !== undefined) await files.write('config', text);
  const access = openAccess({ files: [`${files.path}/config`], ...options });
  const error = await access.credentials().catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
});

it('passes on what a plugin that fails has to say, and tries again when asked again', async () => {
  await using files = await openDirectory();
  const plugin = await pluginOf(files, "console.error('please log in'); process.exit(1);");
  const file = await files.write('config', kubeconfigOf(execOf(plugin)));
  const access = openAccess({ files: [file] });
  const failed = { code: 'unusable', message: expect.stringMatching(/please log in$/) };
  await expect(access.credentials()).rejects.toMatchObject(failed);
  await expect(access.credentials()).rejects.toMatchObject(failed);
});

it('is not content with a plugin that prints something else', async () => {
  await using files = await openDirectory();
  const plugin = await pluginOf(files, "console.log('Welcome!');");
  const file = await files.write('config', kubeconfigOf(execOf(plugin)));
  await expect(openAccess({ files: [file] }).credentials()).rejects.toMatchObject({
    message: expect.stringMatching(/printed neither a token nor a client certificate/),
  });
});

it('does not wait for ever for a plugin that asks a question', async () => {
  await using files = await openDirectory();
  const plugin = await pluginOf(files, 'setTimeout(() => {}, 3000);');
  const file = await files.write('config', kubeconfigOf(execOf(plugin)));
  const access = openAccess({ files: [file], pluginTimeoutMs: 50 });
  await expect(access.credentials()).rejects.toMatchObject({
    code: 'unusable',
    message: expect.stringMatching(/does it ask a question\?/),
  });
});
