/**
 * Options or files of TLS cannot be used; `message` is one line that names the flag and what to do,
 * and never holds anything of a key or a token.
 */
export class TlsError extends Error {
  readonly code = 'config';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'TlsError';
  }
}
