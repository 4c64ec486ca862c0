/** A pod's service account is read when it is needed, and again when it may have changed. */
import { expect, it } from 'vitest';
import { chooseAccess } from '../../../src/kube/credentials/choose-access.ts';
import type { ClusterAccess } from '../../../src/kube/credentials/cluster-access.ts';
import { openInClusterAccess } from '../../../src/kube/credentials/in-cluster.ts';
import { type Directory, openDirectory } from './directory.ts';

const MINUTE_MS = 60_000;

interface Mounted extends AsyncDisposable {
  readonly files: Directory;
  readonly access: ClusterAccess;
  readonly clock: { ms: number };
}

async function mount(): Promise<Mounted> {
  const files = await openDirectory();
  await files.write('token', 'first-token\n');
  await files.write('ca.crt', 'first-authority');
  const clock = { ms: 5 };
  const options = { host: '10.96.0.1', port: '443', directory: files.path };
  const access = openInClusterAccess({ ...options, nowMs: () => clock.ms });
  return { files, access, clock, [Symbol.asyncDispose]: () => files[Symbol.asyncDispose]() };
}

const bearer = async (access: ClusterAccess): Promise<string | undefined> =>
  (await access.credentials()).headers.authorization;

it('shows the token to the address that the kubelet names', async () => {
  await using mounted = await mount();
  expect(await mounted.access.credentials()).toEqual({
    server: 'https://10.96.0.1:443',
    tls: { ca: 'first-authority', rejectUnauthorized: true },
    headers: { authorization: 'Bearer first-token' },
  });
});

it('puts an IPv6 address into brackets', async () => {
  await using mounted = await mount();
  const directory = mounted.files.path;
  const access = openInClusterAccess({ host: 'fd00::1', port: '6443', directory });
  expect((await access.credentials()).server).toBe('https://[fd00::1]:6443');
});

it('reads the token again after a minute, not before', async () => {
  await using mounted = await mount();
  const { access, clock, files } = mounted;
  await access.credentials();
  await files.write('token', 'second-token');
  clock.ms += MINUTE_MS - 1;
  expect(await bearer(access)).toBe('Bearer first-token');
  clock.ms += 1;
  expect(await bearer(access)).toBe('Bearer second-token');
});

it('reads the token again at once when the server refused it', async () => {
  await using mounted = await mount();
  const { access, files } = mounted;
  await access.credentials();
  await files.write('token', 'second-token');
  access.forget();
  expect(await bearer(access)).toBe('Bearer second-token');
});

it('lets connections be kept until the authority is another', async () => {
  await using mounted = await mount();
  const { access, clock, files } = mounted;
  const { tls } = await access.credentials();
  await files.write('token', 'second-token');
  clock.ms += MINUTE_MS;
  expect((await access.credentials()).tls).toBe(tls);
  await files.write('ca.crt', 'second-authority');
  clock.ms += MINUTE_MS;
  expect((await access.credentials()).tls.ca).toBe('second-authority');
});

it('goes on with what it has while the files cannot be read, until that is refused', async () => {
  await using mounted = await mount();
  const { access, clock, files } = mounted;
  await access.credentials();
  await files.remove('token');
  clock.ms += MINUTE_MS;
  expect(await bearer(access)).toBe('Bearer first-token');
  access.forget();
  await expect(access.credentials()).rejects.toMatchObject({ code: 'not_found' });
  await files.write('token', 'second-token');
  expect(await bearer(access)).toBe('Bearer second-token');
});

it('reads once for all who ask at the same time', async () => {
  await using mounted = await mount();
  const { access } = mounted;
  const [first, second] = await Promise.all([access.credentials(), access.credentials()]);
  expect(second).toBe(first);
});

it('does not keep what was being read when it was refused', async () => {
  await using mounted = await mount();
  const { access, files } = mounted;
  const early = access.credentials();
  access.forget();
  await early;
  await files.write('token', 'second-token');
  expect(await bearer(access)).toBe('Bearer second-token');
});

it.each([
  ['token', '\n', 'unusable', /token is empty/],
  ['token', undefined, 'not_found', /token \(ENOENT\): is automountServiceAccountToken off\?/],
  ['ca.crt', undefined, 'not_found', /ca\.crt \(ENOENT\)/],
])('says what is wrong with %s', async (name, text, code, message) => {
  await using mounted = await mount();
  if (text === undefined) await mounted.files.remove(name);
  else await mounted.files.write(name, text);
  const error = await mounted.access.credentials().catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
});

const POD = { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

it.each([
  ['a kubeconfig that is named', { kubeconfig: '/a' }, POD, 'the current context of /a'],
  ['KUBECONFIG', {}, { ...POD, KUBECONFIG: '/b:/c' }, 'the current context of /b, /c'],
  ['the service account of a pod', {}, POD, "the pod's service account"],
  ['a context, even in a pod', { context: 'x' }, POD, 'context x of /.kube/config'],
  ["a person's kubeconfig", {}, { HOME: '/me' }, 'the current context of /me/.kube/config'],
])('prefers %s', (_claim, options, environment, origin) => {
  expect(chooseAccess({ ...options, environment }).origin).toBe(origin);
});
