/**
 * The newest files as what listeners want: grpc-js asks a certificate provider, node:https is told.
 * Connections that are open go on; new ones are answered with what is newest.
 */
import { experimental, ServerCredentials } from '@grpc/grpc-js';
import type { TlsFiles } from './tls-files.ts';

/** Whether a client without a certificate of ours is let in, to show a token, or cut at once. */
export type ClientCertificates = 'optional' | 'required';

/** A handshake takes milliseconds; what is half open for longer is there to take up room. */
export const HANDSHAKE_MS_MAX = 10_000;

/**
 * Credentials of a gRPC listener; `files` undefined: plain text. TLS 1.2 is the least (Node's
 * preset), ciphers are OpenSSL's choice.
 */
export function serverCredentials(
  files: TlsFiles | undefined,
  clients: ClientCertificates,
  handshakeTimeout = HANDSHAKE_MS_MAX,
): ServerCredentials {
  if (files === undefined) return ServerCredentials.createInsecure();
  const provider = new FilesProvider(files);
  // The parameters are named the other way round in grpc-js 1.14; the first one is the identity.
  const credentials = experimental.createCertificateProviderServerCredentials(
    provider,
    files.clientCa === undefined ? null : provider,
    clients === 'required',
  );
  Object.assign(credentials._getConstructorOptions()!, { handshakeTimeout });
  return credentials;
}

/** Options of a secure context for node:tls. */
export function secureContextOptions({ pair, clientCa }: TlsFiles) {
  return { cert: pair?.certificate, key: pair?.privateKey, ca: clientCa };
}

type CaListener = experimental.CaCertificateUpdateListener;
type IdentityListener = experimental.IdentityCertificateUpdateListener;

/**
 * grpc-js registers a listener before whom it would tell, so that the first update has to come a
 * tick later.
 */
class FilesProvider implements experimental.CertificateProvider {
  readonly #files: TlsFiles;
  readonly #silence = new Map<CaListener | IdentityListener, () => void>();

  constructor(files: TlsFiles) {
    this.#files = files;
  }

  addCaCertificateListener(listener: CaListener): void {
    this.#add(listener, () => {
      const { clientCa } = this.#files;
      listener(clientCa === undefined ? null : { caCertificate: clientCa });
    });
  }

  addIdentityCertificateListener(listener: IdentityListener): void {
    this.#add(listener, () => listener(this.#files.pair ?? null));
  }

  removeCaCertificateListener(listener: CaListener): void {
    this.#remove(listener);
  }

  removeIdentityCertificateListener(listener: IdentityListener): void {
    this.#remove(listener);
  }

  #add(listener: CaListener | IdentityListener, tell: () => void): void {
    this.#silence.set(listener, this.#files.onChange(tell));
    process.nextTick(tell);
  }

  #remove(listener: CaListener | IdentityListener): void {
    this.#silence.get(listener)?.();
    this.#silence.delete(listener);
  }
}
