/** The product's own ingest stage behind gRPC, with names from nowhere and no limits. */
import type { Server } from '@grpc/grpc-js';
import { Ingest, shipService } from '../../src/aggregator/ingest/ingest.ts';
import { INBOX_BYTES_MAX } from '../../src/aggregator/ingest/limits.ts';
import { createMetrics } from '../../src/aggregator/metrics.ts';
import type { Store } from '../../src/aggregator/store.ts';
import { OPEN_ACCESS } from '../../src/service/access.ts';
import { createGrpcServer } from '../../src/service/grpc-server.ts';
import { openLog } from '../../src/service/log.ts';

const unlimited = Number.POSITIVE_INFINITY;
const UNLIMITED = {
  flowsPerSecond: unlimited,
  streamAgeMs: unlimited,
  inboxBytesMax: INBOX_BYTES_MAX,
};

const NO_NAMES = { nameFlow: <Flow>(flow: Flow) => flow, settled: async () => true };

/** A server that gives every agent's batches to `store`; not bound yet. */
export function serveIngest(store: Store): Server {
  const ingest = new Ingest({
    store,
    names: NO_NAMES,
    publish: () => {},
    metrics: createMetrics(),
    log: openLog('error'),
    clusterName: 'bench',
    ...{ access: OPEN_ACCESS, peerOf: () => ({}), limits: UNLIMITED },
  });
  const server = createGrpcServer([ingest.interceptor]);
  server.addService(shipService, { ship: ingest.ship });
  return server;
}
