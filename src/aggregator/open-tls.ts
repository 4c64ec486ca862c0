/** The aggregator's TLS, as the flags say it: plain text, a pair from files, or one of its own. */

import { openJsonApi } from '../kube/api/json-api.ts';
import { chooseAccess } from '../kube/credentials/choose-access.ts';
import { TlsFiles } from '../service/tls/tls-files.ts';
import { IssuedPair } from './authority/issued-pair.ts';
import type { AggregatorConfig } from './config.ts';

/** Undefined: plain text. Rejects with TlsError. */
export async function openTls({ tls, reviews }: AggregatorConfig): Promise<TlsFiles | undefined> {
  if (tls?.issue === undefined) return tls && TlsFiles.open(tls);
  const api = openJsonApi(chooseAccess(reviews!));
  const pair = await IssuedPair.open({ api, issue: tls.issue, nowMs: Date.now });
  return TlsFiles.open(tls, pair);
}
