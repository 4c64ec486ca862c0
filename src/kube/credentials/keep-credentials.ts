/**
 * Keeps credentials for a minute, then reads them again: tokens and authorities are replaced under
 * a running process. What was read stays in use when reading fails, until it is refused.
 */
import type { ClusterAccess, Credentials, TlsMaterial } from './cluster-access.ts';

const FRESH_MS = 60_000;

interface Kept {
  readonly credentials: Credentials;
  readonly readMs: number;
}

/** `nowMs` is a monotonic clock. */
export function keepCredentials(
  read: () => Promise<Credentials>,
  nowMs: () => number = () => performance.now(),
): Pick<ClusterAccess, 'credentials' | 'forget'> {
  const state: { kept: Kept | undefined; reading: Promise<Credentials> | undefined } = {
    kept: undefined,
    reading: undefined,
  };
  let tls: TlsMaterial | undefined;

  async function refresh(kept: Kept | undefined): Promise<Credentials> {
    const found = await read().catch((error: unknown) => {
      if (kept === undefined) throw error;
      return kept.credentials;
    });
    tls = tls !== undefined && isSame(tls, found.tls) ? tls : found.tls;
    return { ...found, tls };
  }

  return {
    async credentials() {
      const { kept, reading } = state;
      if (reading !== undefined) return reading;
      if (kept !== undefined && nowMs() - kept.readMs < FRESH_MS) return kept.credentials;
      const started = refresh(kept);
      state.reading = started;
      try {
        const credentials = await started;
        if (state.reading === started) state.kept = { credentials, readMs: nowMs() };
        return credentials;
      } finally {
        if (state.reading === started) state.reading = undefined;
      }
    },
    forget() {
      state.kept = undefined;
      state.reading = undefined;
    },
  };
}

const TLS_FIELDS = ['ca', 'cert', 'key', 'servername', 'rejectUnauthorized'] as const;

const isSame = (a: TlsMaterial, b: TlsMaterial): boolean =>
  TLS_FIELDS.every((field) => a[field] === b[field]);
