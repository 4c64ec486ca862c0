import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpListener, listenHttp } from '../../src/service/http-listener.ts';
import { type Peer, peerOfRequest } from '../../src/service/peer.ts';
import type { TlsFiles } from '../../src/service/tls/tls-files.ts';
import { openAuthority } from '../kube/api-server/certificates.ts';
import { keptLog } from './tls/log-lines.ts';
import { LOOPBACK, openFiles, TlsFolder } from './tls/tls-folder.ts';

let folder: TlsFolder;
let files: TlsFiles;
let listener: HttpListener;
const peers: Peer[] = [];

beforeEach(async () => {
  folder = await TlsFolder.open();
  const pair = await folder.pair('server', LOOPBACK);
  files = await openFiles({ ...pair, tlsClientCa: await folder.trust() });
  peers.length = 0;
  const address = { host: '127.0.0.1', port: 0 };
  listener = await listenHttp(
    address,
    (asked, response) => {
      peers.push(peerOfRequest(asked));
      response.end('well');
    },
    files,
  );
});

afterEach(async () => {
  await listener[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

interface Shown {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
  readonly auth?: string;
  /** With one, sessions are resumed. */
  readonly agent?: Agent;
}

/** On a connection of its own. */
function get(shown: Shown): Promise<string> {
  const at = { host: '127.0.0.1', port: listener.port, agent: false };
  return new Promise((resolve, reject) => {
    request({ ...at, ...shown }, (response) => resolve(text(response)))
      .once('error', reject)
      .end();
  });
}

describe('the HTTP listener', () => {
  it('speaks TLS to whom it shows its certificate, and sees certificates and tokens', async () => {
    const ca = folder.authority.certificate;
    const { certificate: cert, key } = folder.authority.issue({ commonName: 'prometheus' });
    const strange = openAuthority('strange').issue({ commonName: 'x' });
    expect(await get({ ca })).toBe('well');
    expect(await get({ ca, cert, key })).toBe('well');
    expect(await get({ ca, cert: strange.certificate, key: strange.key })).toBe('well');
    expect(await get({ ca, auth: 'any:a.token' })).toBe('well');
    const [nobody, known, stranger, browser] = peers;
    expect([nobody, stranger, browser]).toEqual([{}, {}, { token: 'a.token' }]);
    expect(known?.certificate?.commonName).toBe('prometheus');
  });

  it('shows a new certificate without being opened again', async () => {
    const next = openAuthority('next');
    await folder.pair('server', LOOPBACK, next);
    await files.look(keptLog());
    expect(await get({ ca: next.certificate })).toBe('well');
    await expect(get({ ca: folder.authority.certificate })).rejects.toThrow(/certificate/);
  });

  it('trusts no session that rests on an authority of the past', async () => {
    const ca = folder.authority.certificate;
    const { certificate: cert, key } = folder.authority.issue({ commonName: 'prometheus' });
    const agent = new Agent({ keepAlive: false });
    const again = () => get({ ca, cert, key, agent });
    await again();
    await again();
    await folder.trust('ca.crt', openAuthority('next'));
    await files.look(keptLog());
    await again();
    await again();
    const names = peers.map(({ certificate }) => certificate?.commonName);
    expect(names).toEqual(['prometheus', 'prometheus', undefined, undefined]);
  });

  it('gives no answer in plain text', async () => {
    await expect(fetch(`http://127.0.0.1:${listener.port}/`)).rejects.toThrow();
    expect(peers).toEqual([]);
  });
});
