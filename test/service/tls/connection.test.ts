import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ClientCredentials,
  clientCredentials,
  PLAIN_TEXT,
} from '../../../src/service/tls/client-credentials.ts';
import { explainFailure, failureWords } from '../../../src/service/tls/explain-failure.ts';
import {
  HANDSHAKE_MS_MAX,
  serverCredentials,
} from '../../../src/service/tls/server-credentials.ts';
import type { TlsOptions } from '../../../src/service/tls/tls-config.ts';
import type { TlsFiles } from '../../../src/service/tls/tls-files.ts';
import { type CertificateRequest, openAuthority } from '../../kube/api-server/certificates.ts';
import { EchoCall, type EchoServer, openEcho } from './echo-service.ts';
import { keptLog } from './log-lines.ts';
import { LOOPBACK, openFiles, TlsFolder } from './tls-folder.ts';

let scope: AsyncDisposableStack;
let folder: TlsFolder;

beforeEach(async () => {
  scope = new AsyncDisposableStack();
  folder = scope.use(await TlsFolder.open());
});

afterEach(() => scope.disposeAsync());

async function serve(
  options: TlsOptions = {},
  request: CertificateRequest = LOOPBACK,
): Promise<{ server: EchoServer; files: TlsFiles }> {
  const files = await openFiles({ ...(await folder.pair('server', request)), ...options });
  return { files, server: scope.use(await openEcho(files)) };
}

/** A minute ago: what was good for half a minute then, and was read then, is in use and ended. */
async function inThePast<T>(open: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 60_000 });
  try {
    return await open();
  } finally {
    vi.useRealTimers();
  }
}

/** Asks once; gives the answer, or the phrase for a person. */
async function ask(address: string, credentials: ClientCredentials): Promise<string> {
  using call = new EchoCall(address, credentials);
  try {
    return await call.echo('well');
  } catch (error) {
    const words = failureWords((error as { details: string }).details);
    return explainFailure(words) ?? words;
  }
}

async function askBy(port: number, options: TlsOptions, host = '127.0.0.1'): Promise<string> {
  const address = `${host}:${port}`;
  return ask(address, clientCredentials(await openFiles(options)));
}

it('in plain text goes past a proxy: what passes one is not on this machine alone', async () => {
  vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
  const server = scope.use(await openEcho(undefined));
  expect(await ask(`127.0.0.1:${server.port}`, PLAIN_TEXT)).toBe('well');
  vi.unstubAllEnvs();
});

describe('a TLS connection', () => {
  it.each(['127.0.0.1', 'localhost'])('is made to %s', async (host) => {
    const { server } = await serve();
    expect(await askBy(server.port, { tlsCa: await folder.trust() }, host)).toBe('well');
    expect(server.peers).toEqual([{}]);
  });

  it('is not waited for long by who listens', async () => {
    const files = await openFiles(await folder.pair('server', LOOPBACK));
    const options = serverCredentials(files, 'optional')._getConstructorOptions();
    expect(options).toMatchObject({ handshakeTimeout: HANDSHAKE_MS_MAX });
  });

  it('is made to who shows the name that was asked for', async () => {
    const { server } = await serve({}, { commonName: 'x', hosts: ['aggregator.example'] });
    const tlsServerName = 'aggregator.example';
    expect(await askBy(server.port, { tlsCa: await folder.trust(), tlsServerName })).toBe('well');
  });

  it.each<readonly [string, CertificateRequest, RegExp]>([
    [
      'shows another name',
      { commonName: '127.0.0.1', hosts: ['aggregator.example', '10.0.0.1'] },
      /^the certificate names aggregator.example, 10.0.0.1, not 127.0.0.1: --tls-server-name$/,
    ],
    [
      'is a client',
      { commonName: 'x', names: ['127.0.0.1'] },
      /^its certificate is not one of a server \(.*purpose.*\)$/,
    ],
  ])('is not made to who %s', async (_what, request, said) => {
    const { server } = await serve({}, request);
    expect(await askBy(server.port, { tlsCa: await folder.trust() })).toMatch(said);
  });

  it('is not made to whose certificate has expired', async () => {
    const { server } = await inThePast(() => serve({}, { ...LOOPBACK, validMs: 30_000 }));
    const tlsCa = await folder.trust();
    expect(await askBy(server.port, { tlsCa })).toBe('its certificate has expired');
  });

  it('is not made to whom nobody we trust has signed', async () => {
    const { server } = await serve();
    const tlsCa = await folder.trust('other.crt', openAuthority('other'));
    const said = /^its certificate is not trusted \(.*\): --tls-ca$/;
    expect(await askBy(server.port, { tlsCa })).toMatch(said);
    expect(await askBy(server.port, {})).toMatch(said);
  });

  it('is not made between TLS and plain text, and each side says so', async () => {
    const { server } = await serve();
    const plain = scope.use(await openEcho(undefined));
    expect(await ask(`127.0.0.1:${server.port}`, PLAIN_TEXT)).toBe(
      'the connection was closed at once: does it speak TLS (then without --insecure)?',
    );
    expect(await askBy(plain.port, {})).toBe('it does not speak TLS: --insecure?');
    expect(await ask(`127.0.0.1:${plain.port}`, PLAIN_TEXT)).toBe('well');
  });

  it('shows the client as far as an authority of ours has signed for it', async () => {
    const { server } = await serve({ tlsClientCa: await folder.trust() });
    const tlsCa = await folder.trust();
    const request = { commonName: 'n1', organizations: ['agents', 'x'], names: ['n1', 'n1.a'] };
    const strange = openAuthority('strange');
    await askBy(server.port, { tlsCa, ...(await folder.pair('ours', request)) });
    await askBy(server.port, { tlsCa, ...(await folder.pair('other', request, strange)) });
    await askBy(server.port, { tlsCa, ...(await folder.pair('server', LOOPBACK)) });
    const [ours, ...others] = server.peers;
    expect(ours).toEqual({
      certificate: {
        commonName: 'n1',
        organizations: ['agents', 'x'],
        dnsNames: ['n1', 'n1.a'],
        isMachine: true,
        notAfterMs: expect.closeTo(Date.now() + 3_600_000, -5),
      },
    });
    expect(others).toEqual([{}, {}]);
  });

  it('does not show a client whose certificate has expired', async () => {
    const tlsCa = await folder.trust();
    const { server } = await serve({ tlsClientCa: tlsCa });
    const request = { commonName: 'n1', names: ['n1'], validMs: 30_000 };
    const files = await inThePast(async () =>
      openFiles({ tlsCa, ...(await folder.pair('ended', request)) }),
    );
    expect(await ask(`127.0.0.1:${server.port}`, clientCredentials(files))).toBe('well');
    expect(server.peers).toEqual([{}]);
  });

  it('shows a token, the newest one', async () => {
    const { server } = await serve();
    const tokenFile = await folder.write('token', 'one\n');
    const files = await openFiles({ tlsCa: await folder.trust(), tokenFile });
    const address = `127.0.0.1:${server.port}`;
    const credentials = clientCredentials(files);
    await ask(address, credentials);
    await folder.write('token', 'two\n');
    await files.look(keptLog());
    await ask(address, credentials);
    expect(server.peers).toEqual([{ token: 'one' }, { token: 'two' }]);
  });

  it('to an agent is not made without a certificate of its authority', async () => {
    const tlsCa = await folder.trust();
    const files = await openFiles({ ...(await folder.pair('s', LOOPBACK)), tlsClientCa: tlsCa });
    const agent = scope.use(await openEcho(files, 'required'));
    const request = { commonName: 'reader' };
    const strange = openAuthority('strange');
    expect(await askBy(agent.port, { tlsCa, ...(await folder.pair('c', request)) })).toBe('well');
    expect(await askBy(agent.port, { tlsCa })).toMatch(/closed|certificate/);
    const other = await folder.pair('d', request, strange);
    expect(await askBy(agent.port, { tlsCa, ...other })).toMatch(/closed|certificate/);
    expect(agent.peers).toHaveLength(1);
  });
});

describe('when certificates are replaced', () => {
  it('open calls go on, and new ones are shown what is new', async () => {
    const next = openAuthority('next');
    const { server, files } = await serve({ tlsClientCa: await folder.trust('clients.crt') });
    const before = { tlsCa: await folder.trust() };
    const after = { tlsCa: await folder.trust('next.crt', next) };
    const address = `127.0.0.1:${server.port}`;
    using open = new EchoCall(address, clientCredentials(await openFiles(before)));
    expect(await open.echo('1')).toBe('1');

    await folder.pair('server', LOOPBACK, next);
    await folder.trust('clients.crt', next);
    await files.look(keptLog());
    expect(await open.echo('2')).toBe('2');
    expect(await askBy(server.port, before)).toMatch(/^its certificate is not trusted/);
    const old = await folder.pair('old', { commonName: 'n1' });
    const fresh = await folder.pair('fresh', { commonName: 'n2' }, next);
    expect(await askBy(server.port, { ...after, ...old })).toBe('well');
    expect(await askBy(server.port, { ...after, ...fresh })).toBe('well');
    const names = server.peers.map(({ certificate }) => certificate?.commonName);
    expect(names).toEqual([undefined, undefined, 'n2']);
    expect(await open.echo('3')).toBe('3');
  });

  it('and do not fit, new calls are shown the old ones', async () => {
    const { server, files } = await serve();
    await folder.write('server.key', folder.authority.issue(LOOPBACK).key);
    await files.look(keptLog());
    expect(files.state.failures.pair).toBe(1);
    expect(await askBy(server.port, { tlsCa: await folder.trust() })).toBe('well');
  });
});
