/**
 * Who is asked about access, as the flags say it: nobody over plain text, else certificates, and
 * the API server where there is one.
 */
import { type AccessOptions, chooseAccess } from '../kube/credentials/choose-access.ts';
import { type Access, OPEN_ACCESS } from '../service/access.ts';
import type { Log } from '../service/log.ts';
import { accountedAccess } from './access/accounted-access.ts';
import { openAccess } from './access/open-access.ts';
import type { AggregatorMetrics } from './metrics.ts';

export interface GuardConfig {
  readonly isPlainText: boolean;
  /** How the API server is reached; undefined: certificates alone count. */
  readonly reviews: AccessOptions | undefined;
  /** What tokens must be meant for. */
  readonly tokenAudience: string;
  readonly clusterName: string;
}

export interface Guard extends Access {
  /** For people: what decides. */
  readonly origin: string;
  close(): void;
}

export function openGuard(config: GuardConfig, metrics: AggregatorMetrics, log: Log): Guard {
  const nowMs = Date.now;
  const accounts = { decisions: metrics.access, log, nowMs };
  if (config.isPlainText) {
    const origin = 'nobody is asked: plain text';
    return { ...accountedAccess(OPEN_ACCESS, accounts), origin, close: () => {} };
  }
  const { reviews, tokenAudience: audience, clusterName } = config;
  const api = reviews && chooseAccess(reviews);
  const access = openAccess({ api, audience, clusterName, nowMs });
  const origin =
    api === undefined ? 'client certificates' : `client certificates and ${api.origin}`;
  return { ...accountedAccess(access, accounts), origin, close: () => access.close() };
}
