/**
 * Counts every decision, and tells the log of refusals: boundedly, since strangers decide how often
 * and in what words they are refused.
 */
import type { Counter } from 'prom-client';
import { type Access, AccessRefusal, type Grant } from '../../service/access.ts';
import type { Log } from '../../service/log.ts';

/** A person reads as many in a minute; beyond them the number says more. */
export const REFUSALS_TOLD_MAX = 20;
const TOLD_MS = 60_000;

type AccessKind = 'agent' | 'reader';

export interface AccountedAccessOptions {
  readonly decisions: Counter<'kind' | 'decision'>;
  readonly log: Pick<Log, 'warn'>;
  readonly nowMs: () => number;
}

export function accountedAccess(access: Access, options: AccountedAccessOptions): Access {
  const tell = refusalTeller(options);
  async function accounted(kind: AccessKind, grant: Promise<Grant>): Promise<Grant> {
    try {
      const granted = await grant;
      options.decisions.inc({ kind, decision: 'granted' });
      return granted;
    } catch (error) {
      if (!(error instanceof AccessRefusal)) throw error;
      options.decisions.inc({ kind, decision: error.code });
      tell(kind, error);
      throw error;
    }
  }
  return {
    agent: (peer, claim) => accounted('agent', access.agent(peer, claim)),
    reader: (peer, question) => accounted('reader', access.reader(peer, question)),
  };
}

function refusalTeller({ log, nowMs }: AccountedAccessOptions) {
  let sinceMs = Number.NEGATIVE_INFINITY;
  let refusals = 0;
  return (kind: AccessKind, { code, message }: AccessRefusal): void => {
    if (nowMs() - sinceMs >= TOLD_MS) {
      if (refusals > REFUSALS_TOLD_MAX) {
        log.warn({ refusals: refusals - REFUSALS_TOLD_MAX }, 'more were refused, untold');
      }
      sinceMs = nowMs();
      refusals = 0;
    }
    if (++refusals <= REFUSALS_TOLD_MAX) log.warn({ kind, code }, `${kind} refused: ${message}`);
  };
}
