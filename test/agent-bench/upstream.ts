/**
 * What the agent talks to, in this process: an API server with its node's pods, and the product's
 * own ingest stage with a home that counts what it is given. Both speak TLS.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import { createCountingStore } from '../../bench/stream/counting-store.ts';
import { serveIngest } from '../../bench/stream/serve-ingest.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { openAuthority } from '../kube/api-server/certificates.ts';
import { type ApiServer, openApiServer } from '../kube/api-server/open-api-server.ts';
import { nodeObject, nodePods } from './node-lines.ts';

/** What came in batches, all told. */
export interface Counted {
  batches: number;
  /** Records that the agent says it read. */
  read: number;
  /** LOG lines that the flows stand for. */
  lines: number;
  /** Records that the agent says were lost. */
  lost: number;
  /** Ends of flows, and those of them that have a name. */
  ends: number;
  named: number;
  /** Flows of the largest batch. */
  flowsMax: number;
  /** When the first flow was here, by Date.now(); 0: not yet. */
  firstFlowMs: number;
}

export interface Upstream extends AsyncDisposable {
  readonly api: ApiServer;
  readonly counted: Readonly<Counted>;
  /** HOST:PORT. */
  readonly address: string;
  /** PEM, of the authority that the aggregator's certificate is from. */
  readonly caFile: string;
}

/** Files go to `folder`. */
export async function openUpstream(folder: string): Promise<Upstream> {
  const api = await openApiServer();
  api.put('nodes', nodeObject());
  for (const pod of nodePods()) api.put('pods', pod);
  const counted: Counted = {
    ...{ batches: 0, read: 0, lines: 0, lost: 0 },
    ...{ ends: 0, named: 0, flowsMax: 0, firstFlowMs: 0 },
  };
  const server = serveIngest(countingStore(counted));
  const authority = openAuthority('bench');
  const { key, certificate } = authority.issue({ commonName: 'aggregator', hosts: ['localhost'] });
  const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.bindAsync('127.0.0.1:0', ServerCredentials.createSsl(null, [pair]), (error, port) =>
    error ? reject(error) : resolve(port),
  );
  const caFile = join(folder, 'ca.crt');
  writeFileSync(caFile, authority.certificate);
  return {
    ...{ api, counted, caFile, address: `localhost:${await promise}` },
    [Symbol.asyncDispose]: async () => {
      server.forceShutdown();
      await api[Symbol.asyncDispose]();
    },
  };
}

function countingStore(counted: Counted) {
  const store = createCountingStore();
  const apply: typeof store.apply = async (batch, agent) => {
    const applied = await store.apply(batch, agent);
    if (applied !== 'applied') return applied;
    const { flows, account, losses } = batch;
    if (flows.length > 0) counted.firstFlowMs ||= Date.now();
    counted.batches += 1;
    counted.read += account.read;
    counted.lost += losses.reduce((sum, { count }) => sum + (count ?? 0), 0);
    counted.flowsMax = Math.max(counted.flowsMax, flows.length);
    for (const flow of flows) countFlow(counted, flow);
    return applied;
  };
  return { ...store, apply };
}

function countFlow(counted: Counted, { lines, source, destination }: Flow): void {
  counted.lines += lines;
  counted.ends += 2;
  for (const { kind } of [source, destination]) counted.named += Number(kind !== 'unknown');
}
