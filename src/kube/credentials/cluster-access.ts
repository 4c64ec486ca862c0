/**
 * Where the API server is and what to show it: the contract between who finds credentials (the
 * service account of a pod, a kubeconfig) and who sends requests. Credentials change while we run;
 * ask before every request.
 */

/** What a TLS connection is opened with; PEM texts. */
export interface TlsMaterial {
  /** Undefined: the authorities that the runtime trusts. */
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** The name that the server's certificate must have, where it is not that of the address. */
  readonly servername: string | undefined;
  /** False only where a kubeconfig says `insecure-skip-tls-verify`. */
  readonly rejectUnauthorized: boolean;
}

export interface Credentials {
  /** `https://host:port`, perhaps with a path; no slash at the end. */
  readonly server: string;
  /** The same object as before as long as nothing in it changed: connections may be kept by it. */
  readonly tls: TlsMaterial;
  /** `authorization`, where there is one, and impersonation. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface ClusterAccess {
  /** For messages, such as `the pod's service account` or `context kind of ~/.kube/config`. */
  readonly origin: string;
  /** Good for a request now. Throws AccessError. */
  credentials(): Promise<Credentials>;
  /** They were refused (401), or the server's certificate was: to be read anew before use. */
  forget(): void;
}

export const ACCESS_ERROR_CODES = ['not_found', 'unreadable', 'unusable'] as const;

/** No credentials; `message` says what, where, and what to do. */
export class AccessError extends Error {
  readonly code: (typeof ACCESS_ERROR_CODES)[number];
  constructor(
    code: (typeof ACCESS_ERROR_CODES)[number],
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'AccessError';
    this.code = code;
  }
}
