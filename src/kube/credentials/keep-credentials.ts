/**
 * Keeps credentials as long as they are fresh, then reads them again: tokens and authorities are
 * replaced under a running process. What was read stays in use when reading fails, until it is
 * refused.
 */
import type { ClusterAccess, Credentials, TlsMaterial } from './cluster-access.ts';

/** For files that somebody replaces. */
const FRESH_MS = 60_000;

export interface ReadCredentials extends Credentials {
  /** For how long they need not be read again, where that is known. */
  readonly freshMs?: number | undefined;
}

interface Kept {
  readonly credentials: Credentials;
  readonly untilMs: number;
}

/** `nowMs` is a monotonic clock. */
export function keepCredentials(
  read: () => Promise<ReadCredentials>,
  nowMs: () => number = () => performance.now(),
): Pick<ClusterAccess, 'credentials' | 'forget'> {
  const state: { kept?: Kept | undefined; reading?: Promise<Kept> | undefined } = {};
  let tls: TlsMaterial | undefined;

  async function readAgain(): Promise<Kept> {
    const { freshMs = FRESH_MS, ...found } = await read();
    tls = tls !== undefined && isSame(tls, found.tls) ? tls : found.tls;
    return { credentials: { ...found, tls }, untilMs: nowMs() + freshMs };
  }

  async function refresh(kept: Kept | undefined): Promise<Kept> {
    if (kept === undefined) return readAgain();
    return readAgain().catch(() => ({ ...kept, untilMs: nowMs() + FRESH_MS }));
  }

  return {
    async credentials() {
      if (state.kept !== undefined && nowMs() < state.kept.untilMs) return state.kept.credentials;
      const reading = state.reading ?? refresh(state.kept);
      state.reading = reading;
      try {
        const kept = await reading;
        if (state.reading === reading) state.kept = kept;
        return kept.credentials;
      } finally {
        if (state.reading === reading) state.reading = undefined;
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
