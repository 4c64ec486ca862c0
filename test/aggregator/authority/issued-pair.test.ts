import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IssuedPair } from '../../../src/aggregator/authority/issued-pair.ts';
import { openJsonApi } from '../../../src/kube/api/json-api.ts';
import type { TlsConfig } from '../../../src/service/tls/tls-config.ts';
import { allowOnly } from '../../kube/api-server/access.ts';
import { unavailable } from '../../kube/api-server/faults.ts';
import { type ApiServer, openApiServer } from '../../kube/api-server/open-api-server.ts';
import { accessTo } from '../../kube/watch/api-server-lab.ts';
import { tlsConfig } from '../../service/tls/tls-folder.ts';

const DAY_MS = 24 * 3_600_000;
const SERVICE = 'dropcast-aggregator.dropcast.svc';
const { issue } = tlsConfig({ tlsIssue: SERVICE }) as Required<TlsConfig>;

let api: ApiServer;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  api = await openApiServer();
  // As the manifests make them.
  api.put('secrets', { metadata: { namespace: 'dropcast', name: 'dropcast-authority' } });
  api.put('configmaps', { metadata: { namespace: 'dropcast', name: 'dropcast-ca' } });
});
afterEach(async () => {
  vi.useRealTimers();
  await api[Symbol.asyncDispose]();
});

const open = () =>
  IssuedPair.open({ api: openJsonApi(accessTo(api)), issue: issue!, nowMs: Date.now });

const certificate = ({ current }: IssuedPair) => new X509Certificate(current.certificate);

/** What agents trust. */
function trusted(): X509Certificate[] {
  const { data } = api.objects('configmaps')[0] as unknown as { data: Record<string, string> };
  const blocks = data['ca.crt']!.split(/(?=-----BEGIN)/);
  return blocks.map((block) => new X509Certificate(block));
}

const isTrusted = (pair: IssuedPair): boolean => trusted().some((ca) => signs(ca, pair));

function signs(authority: X509Certificate, pair: IssuedPair): boolean {
  const own = certificate(pair);
  return own.checkIssued(authority) && own.verify(authority.publicKey);
}

/** Lets time pass as it does: with a look now and then. */
async function pass(days: number, pairs: readonly IssuedPair[]): Promise<void> {
  for (let day = 0; day < days; day++) {
    vi.setSystemTime(Date.now() + DAY_MS);
    for (const pair of pairs) await pair.look();
  }
}

/** As if it were so many days ago that everything stood as it does. */
const leap = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);

it('names the Service and this machine, for both ends of a connection', async () => {
  const own = certificate(await open());
  for (const name of [SERVICE, `${SERVICE}.cluster.local`, 'localhost'])
    expect(own.checkHost(name)).toBe(name);
  expect(own.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(own.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
});

it('publishes what agents trust, and keeps the key to the Secret', async () => {
  const pair = await open();
  expect(isTrusted(pair)).toBe(true);
  expect(JSON.stringify(api.objects('configmaps'))).not.toContain('PRIVATE KEY');
  expect(JSON.stringify(api.objects('secrets'))).not.toContain(
    Buffer.from(pair.current.privateKey).toString('base64'),
  );
});

it('finds its authority again after a restart', async () => {
  const first = await open();
  const [authority] = trusted();
  const second = await open();
  expect(trusted()).toHaveLength(1);
  expect(signs(authority!, first) && signs(authority!, second)).toBe(true);
});

it.each([2, 5])('%s replicas that start at once have one authority', async (replicas) => {
  const pairs = await Promise.all(Array.from({ length: replicas }, open));
  expect(trusted()).toHaveLength(1);
  expect(pairs.every(isTrusted)).toBe(true);
});

it('is renewed a month before it ends, by the same authority', async () => {
  const pair = await open();
  const { current } = pair;
  await pass(59, [pair]);
  expect(pair.current).toBe(current);
  await pass(2, [pair]);
  expect(pair.current.notAfterMs).toBeGreaterThan(current.notAfterMs);
  expect(trusted()).toHaveLength(1);
});

it('what is shown is trusted a day ahead, also while the authority is replaced', async () => {
  const pairs = await Promise.all([open(), open()]);
  leap(3_280);
  let before = trusted();
  for (let day = 0; day < 380; day += 5) {
    leap(5);
    for (const pair of pairs) {
      await pair.look();
      expect(before.some((authority) => signs(authority, pair))).toBe(true);
      expect(pair.current.notAfterMs).toBeGreaterThan(Date.now());
    }
    before = trusted();
  }
  expect(before).toHaveLength(1);
  expect(before[0]!.validToDate.getTime()).toBeGreaterThan(Date.now() + 3_000 * DAY_MS);
});

describe('of what somebody did to its objects', () => {
  it('brings the ConfigMap back', async () => {
    const pair = await open();
    api.put('configmaps', {
      metadata: { namespace: 'dropcast', name: 'dropcast-ca' },
      data: { 'ca.crt': 'nothing', more: 'kept' },
    });
    await pass(1, [pair]);
    expect(isTrusted(pair)).toBe(true);
    expect(api.objects('configmaps')[0]).toMatchObject({ data: { more: 'kept' } });
  });

  it('makes a new authority for an emptied Secret, and a certificate of it', async () => {
    const pair = await open();
    const [authority] = trusted();
    api.put('secrets', { metadata: { namespace: 'dropcast', name: 'dropcast-authority' } });
    await pass(1, [pair]);
    expect(isTrusted(pair)).toBe(true);
    expect(signs(authority!, pair)).toBe(false);
  });

  it('does not take an entry that is no authority', async () => {
    const data = { 'authority-x': Buffer.from('no key').toString('base64') };
    const metadata = { namespace: 'dropcast', name: 'dropcast-authority' };
    api.put('secrets', { metadata, data });
    expect(isTrusted(await open())).toBe(true);
    expect(api.objects('secrets')[0]!.data).not.toHaveProperty('authority-x');
  });
});

describe('when the API server refuses', () => {
  it('says what is missing', async () => {
    api.delete('secrets', 'dropcast/dropcast-authority');
    await expect(open()).rejects.toThrow(/^--tls-issue: no authority \(.*dropcast-authority.* not/);
  });

  it('needs no more than to get and update two objects', async () => {
    const verbs = ['secrets', 'configmaps'].flatMap((name) => [`get ${name}`, `update ${name}`]);
    api.access.allows = allowOnly(...verbs);
    expect(isTrusted(await open())).toBe(true);
  });

  it('keeps what it has, and asks again at the next look', async () => {
    const pair = await open();
    const { current } = pair;
    leap(61);
    api.faults.next('get', unavailable());
    await expect(pair.look()).rejects.toThrow(/--tls-issue/);
    expect(pair.current).toBe(current);
    expect(await pair.look()).toBe(true);
  });
});
