/**
 * The aggregator's end of the bench of the stream: the product's own ingest stage behind gRPC, with
 * names from nowhere. Tells its parent the port, and its CPU time whenever it is asked.
 */
import { readFileSync } from 'node:fs';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { openSqliteStore } from '../../src/aggregator/store/sqlite.ts';
import { MESSAGE_BYTES_MAX } from '../../src/flow/limits.ts';
import { createCountingStore } from './counting-store.ts';
import { type AggregatorPlan, cpuUs } from './end.ts';
import { serveNaive } from './naive.ts';
import { serveIngest } from './serve-ingest.ts';

function open({ codec, store }: AggregatorPlan): Server {
  if (codec !== 'dropcast') {
    const server = new Server({ 'grpc.max_receive_message_length': MESSAGE_BYTES_MAX });
    serveNaive(server, codec);
    return server;
  }
  return serveIngest(store === undefined ? createCountingStore() : openSqliteStore(store));
}

function credentialsOf({ certificate }: AggregatorPlan): ServerCredentials {
  if (certificate === undefined) return ServerCredentials.createInsecure();
  const [private_key, cert_chain] = [certificate.key, certificate.cert].map((file) =>
    readFileSync(file),
  ) as [Buffer, Buffer];
  return ServerCredentials.createSsl(null, [{ private_key, cert_chain }]);
}

function main(plan: AggregatorPlan): void {
  const server = open(plan);
  server.bindAsync('127.0.0.1:0', credentialsOf(plan), (error, port) => {
    if (error) throw error;
    process.send!({ port });
  });
  process.on('message', () => process.send!({ cpuUs: cpuUs() }));
}

main(JSON.parse(process.argv[2]!) as AggregatorPlan);
