/** A folder of certificates and keys that tests make, replace and spoil. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTls, type TlsConfig, type TlsOptions } from '../../../src/service/tls/tls-config.ts';
import { TlsError } from '../../../src/service/tls/tls-error.ts';
import { TlsFiles } from '../../../src/service/tls/tls-files.ts';
import {
  type Authority,
  type CertificateRequest,
  openAuthority,
} from '../../kube/api-server/certificates.ts';

/** Where servers of tests listen. */
export const LOOPBACK: CertificateRequest = {
  commonName: 'aggregator',
  hosts: ['127.0.0.1', 'localhost', '::1'],
};

export class TlsFolder implements AsyncDisposable {
  /** Signs what `pair` writes unless another one is named. */
  readonly authority: Authority = openAuthority('dropcast-test');
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static async open(): Promise<TlsFolder> {
    return new TlsFolder(await mkdtemp(join(tmpdir(), 'dropcast-tls-')));
  }

  path(name: string): string {
    return join(this.#path, name);
  }

  /** Gives the path. */
  async write(name: string, text: string): Promise<string> {
    await writeFile(this.path(name), text);
    return this.path(name);
  }

  /** Writes NAME.crt and NAME.key. */
  async pair(
    name: string,
    request: CertificateRequest,
    authority: Authority = this.authority,
  ): Promise<{ tlsCert: string; tlsKey: string }> {
    const { certificate, key } = authority.issue(request);
    return {
      tlsCert: await this.write(`${name}.crt`, certificate),
      tlsKey: await this.write(`${name}.key`, key),
    };
  }

  /** A file of the authority's own certificate. */
  async trust(name = 'ca.crt', authority: Authority = this.authority): Promise<string> {
    return this.write(name, authority.certificate);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#path, { recursive: true });
  }
}

export function tlsConfig(options: TlsOptions): TlsConfig {
  return parseTls(options, [], refuse)!;
}

export const openFiles = (options: TlsOptions): Promise<TlsFiles> =>
  TlsFiles.open(tlsConfig(options));

function refuse(message: string): never {
  throw new TlsError(message);
}
