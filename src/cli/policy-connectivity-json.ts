/**
 * The JSON form of connectivity, one object per row, nothing folded. Part of what users build on:
 * fields are added, never renamed.
 */
import type { ConnectivityRow } from '../policy/connectivity/connectivity.ts';
import { trafficParts } from '../policy/connectivity/traffic-set.ts';
import { jsonLine } from './print-edges.ts';

export function connectivityJson(rows: readonly ConnectivityRow[]): string {
  return rows
    .map(({ source, destination, answer }) =>
      jsonLine({
        source,
        destination,
        allowed: trafficParts(answer.allowed),
        unknown: trafficParts(answer.unknown),
        reasons: answer.reasons,
      }),
    )
    .join('');
}
