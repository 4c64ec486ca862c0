/**
 * The aggregator's end of the bench of the stream: the product's own ingest stage behind gRPC, with
 * names from nowhere. Tells its parent the port, and its CPU time whenever it is asked.
 */
import { type Server, ServerCredentials } from '@grpc/grpc-js';
import { Ingest, shipService } from '../../src/aggregator/ingest/ingest.ts';
import { createMetrics } from '../../src/aggregator/metrics.ts';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import { createGrpcServer } from '../../src/service/grpc-server.ts';
import { openLog } from '../../src/service/log.ts';
import { createCountingStore } from './counting-store.ts';
import { type AggregatorPlan, type Certificates, cpuUs } from './end.ts';
import { serveNaive } from './naive.ts';

const NO_NAMES = { nameFlow: <Flow>(flow: Flow) => flow, settled: async () => true };

function serve(server: Server, { codec, store }: AggregatorPlan): void {
  if (codec !== 'dropcast') {
    serveNaive(server, codec);
    return;
  }
  const ingest = new Ingest({
    store: store === undefined ? createCountingStore() : openSqliteStore(store),
    names: NO_NAMES,
    publish: () => {},
    metrics: createMetrics(),
    log: openLog('error'),
    clusterName: 'bench',
  });
  server.addService(shipService, { ship: ingest.ship });
}

function credentialsOf(certificates: Certificates | undefined): ServerCredentials {
  if (certificates === undefined) return ServerCredentials.createInsecure();
  const { key, certificate } = certificates;
  const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
  return ServerCredentials.createSsl(null, [pair]);
}

function main(plan: AggregatorPlan): void {
  const server = createGrpcServer();
  serve(server, plan);
  server.bindAsync('127.0.0.1:0', credentialsOf(plan.certificates), (error, port) => {
    if (error) throw error;
    process.send!({ port });
  });
  process.on('message', () => process.send!({ cpuUs: cpuUs() }));
}

main(JSON.parse(process.argv[2]!) as AggregatorPlan);
