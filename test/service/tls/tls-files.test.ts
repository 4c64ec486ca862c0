import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TlsError } from '../../../src/service/tls/tls-error.ts';
import { TlsFiles } from '../../../src/service/tls/tls-files.ts';
import { openAuthority } from '../../kube/api-server/certificates.ts';
import { keptLog } from './log-lines.ts';
import { LOOPBACK, openFiles, TlsFolder, tlsConfig } from './tls-folder.ts';

const TOKEN = 'abc.DEF-1_2~3+4/5=';

let folder: TlsFolder;

beforeEach(async () => {
  folder = await TlsFolder.open();
});

afterEach(async () => {
  vi.useRealTimers();
  await folder[Symbol.asyncDispose]();
});

describe('the files of TLS', () => {
  it('are read at the start', async () => {
    const pair = await folder.pair('own', { ...LOOPBACK, validMs: 60_000 });
    const tokenFile = await folder.write('token', `${TOKEN}\n`);
    const ca = await folder.trust();
    const files = await openFiles({ ...pair, tlsCa: ca, tlsClientCa: ca, tokenFile });
    expect(files.token).toBe(TOKEN);
    expect(String(files.ca)).toBe(folder.authority.certificate);
    expect(files.clientCa).toEqual(files.ca);
    expect(files.state.notAfterMs! - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it('are taken anew when they change, and whoever listens is told', async () => {
    const files = await openFiles(await folder.pair('own', LOOPBACK));
    const before = files.pair!;
    const log = keptLog();
    const heard: unknown[] = [];
    const silence = files.onChange(() => heard.push(files.pair));
    await files.look(log);
    await folder.pair('own', { ...LOOPBACK, validMs: 7_200_000 });
    await files.look(log);
    await files.look(log);
    silence();
    await folder.pair('own', LOOPBACK);
    await files.look(log);
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toBe(before);
    expect(log.lines.map(({ level }) => level)).toEqual(['info', 'info']);
  });

  it('are found behind a link that moves, as in a mounted Secret', async () => {
    const version = async (name: string) => {
      await mkdir(folder.path(name));
      await folder.pair(`${name}/tls`, LOOPBACK);
      await symlink(name, folder.path('new'));
      await rename(folder.path('new'), folder.path('data'));
    };
    await version('..1');
    const path = (name: string) => folder.path(`data/tls.${name}`);
    const files = await openFiles({ tlsCert: path('crt'), tlsKey: path('key') });
    const before = files.pair;
    await version('..2');
    await rm(folder.path('..1'), { recursive: true });
    await files.look(keptLog());
    expect(files.pair).not.toBe(before);
    expect(files.state.failures.pair).toBe(0);
  });

  it('stay as they were while certificate and key do not fit, said once', async () => {
    const files = await openFiles(await folder.pair('own', LOOPBACK));
    const before = files.pair;
    const { certificate, key } = folder.authority.issue(LOOPBACK);
    const log = keptLog();
    await folder.write('own.crt', certificate);
    await files.look(log);
    await files.look(log);
    expect(files.pair).toBe(before);
    expect(files.state.failures.pair).toBe(2);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]!.level).toBe('error');
    expect(log.lines[0]!.text).toContain('--tls-key: is not the key of the certificate');
    await folder.write('own.key', key);
    await files.look(log);
    expect(String(files.pair!.certificate)).toBe(certificate);
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info']);
  });

  it('are well again when what was there before is back', async () => {
    const ca = await folder.trust();
    const files = await openFiles({ tlsCa: ca });
    const log = keptLog();
    await rm(ca);
    await files.look(log);
    await folder.trust();
    await files.look(log);
    expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info']);
    expect(files.state.failures).toEqual({ pair: 0, client_ca: 0, ca: 1, token: 0 });
  });

  it('are told to have ended while nobody renews them', async () => {
    const files = await openFiles(await folder.pair('own', LOOPBACK));
    const log = keptLog();
    vi.useFakeTimers({ toFake: ['Date'], now: files.state.notAfterMs! });
    await files.look(log);
    await files.look(log);
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]!.text).toMatch(/--tls-cert: has expired at .*: renew it/);
    expect(files.state.failures.pair).toBe(2);
  });

  it('do not hold each other up', async () => {
    const files = await openFiles({
      ...(await folder.pair('own', LOOPBACK)),
      tokenFile: await folder.write('token', 'one'),
    });
    await folder.write('own.key', 'none');
    await folder.write('token', 'two');
    await files.look(keptLog());
    expect(files.token).toBe('two');
  });

  it('are never shown in what is said', async () => {
    const tokenFile = await folder.write('token', TOKEN);
    const files = await openFiles({ ...(await folder.pair('own', LOOPBACK)), tokenFile });
    const log = keptLog();
    await folder.write('token', `${TOKEN} secret`);
    await folder.write('own.key', 'secret');
    await files.look(log);
    expect(log.lines).toHaveLength(2);
    expect(JSON.stringify(log.lines)).not.toMatch(/secret|DEF|PRIVATE/);
  });

  it('are looked at again and again until the end', async () => {
    const tokenFile = await folder.write('token', 'one');
    const files = await TlsFiles.open({ ...tlsConfig({ tokenFile }), lookMs: 1 });
    const stop = new AbortController();
    const ran = files.run(keptLog(), stop.signal);
    await folder.write('token', 'two');
    await expect.poll(() => files.token).toBe('two');
    stop.abort();
    await ran;
  });

  it.each<readonly [string, (at: TlsFolder) => Promise<object>, RegExp]>([
    [
      'are missing',
      async () => ({ tlsCa: '/nowhere/ca' }),
      /^--tls-ca: '\/nowhere\/ca' cannot be read: no such file; check its path$/,
    ],
    [
      'are a folder',
      async (at) => ({ tokenFile: at.path('.') }),
      /^--token-file: .*: it is a directory; name a file in it$/,
    ],
    [
      'hold no certificate',
      async (at) => ({ tlsClientCa: await at.write('ca', 'x') }),
      /^--tls-client-ca: holds no certificate in PEM$/,
    ],
    [
      'hold half a certificate',
      async (at) => {
        const text = at.authority.certificate.replace(/\n.{64}\n/, '\n');
        return { tlsCa: await at.write('ca', text) };
      },
      /^--tls-ca: holds a certificate that cannot be read$/,
    ],
    [
      'hold no key',
      async (at) => ({ ...(await at.pair('own', LOOPBACK)), tlsKey: await at.trust() }),
      /^--tls-key: holds no private key/,
    ],
    [
      'are of two pairs',
      async (at) => {
        const { tlsKey } = await at.pair('other', LOOPBACK);
        return { ...(await at.pair('own', LOOPBACK)), tlsKey };
      },
      /^--tls-key: is not the key/,
    ],
    [
      'have expired',
      async (at) => at.pair('own', { ...LOOPBACK, validMs: -1_000 }),
      /^--tls-cert: has expired at/,
    ],
    [
      'are too large',
      async (at) => ({ tokenFile: await at.write('token', 'x'.repeat(1024 * 1024 + 1)) }),
      /^--token-file: .* is larger than 1048576 bytes/,
    ],
    [
      'hold two tokens',
      async (at) => ({ tokenFile: await at.write('token', 'one\ntwo') }),
      /^--token-file: holds no bearer token$/,
    ],
  ])('are refused at the start when they %s', async (_what, options, message) => {
    const opened = openFiles(await options(folder));
    await expect(opened).rejects.toThrow(TlsError);
    await expect(opened).rejects.toThrow(message);
  });

  it('may hold several authorities', async () => {
    const both = folder.authority.certificate + openAuthority('next').certificate;
    const files = await openFiles({ tlsCa: await folder.write('ca', both) });
    expect(String(files.ca)).toBe(both);
  });
});
