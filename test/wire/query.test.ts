import { once } from 'node:events';
import {
  credentials,
  Server,
  ServerCredentials,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Edge } from '../../src/flow/edge.ts';
import {
  type ListEdgesRequest,
  type QueryClient,
  queryClient,
  queryService,
  type Status,
} from '../../src/wire/query.ts';
import { WireError } from '../../src/wire/wire-error.ts';
import { check, count, edge, edgeFilter, loss, ruleBalance, text } from './arbitraries.ts';

const { requestSerialize, requestDeserialize, responseSerialize, responseDeserialize } =
  queryService.listEdges;

const statusArbitrary: fc.Arbitrary<Status> = fc.record({
  nodes: fc.array(
    fc.record({
      cluster: text,
      node: text,
      source: text,
      version: text,
      epoch: count,
      sequence: count,
      observedUs: count,
      lines: count,
      connected: fc.boolean(),
      losses: fc.array(loss, { maxLength: 2 }),
      checks: fc.array(check, { maxLength: 2 }),
      rules: fc.array(ruleBalance, { maxLength: 2 }),
      heardUs: count,
      coarsened: count,
      throttledUs: count,
    }),
    { maxLength: 3 },
  ),
  version: text,
  resources: fc.array(
    fc.record({ resource: text, isSynced: fc.boolean(), currentUs: count, error: text }),
    { maxLength: 2 },
  ),
});

describe('the query service', () => {
  it('brings edges back from their bytes as they were', () => {
    fc.assert(
      fc.property(edge, (value) => {
        expect(responseDeserialize(responseSerialize(value))).toEqual(value);
      }),
    );
  });

  it('brings requests back from their bytes as they were', () => {
    fc.assert(
      fc.property(edgeFilter, fc.nat(), (filter, limit) => {
        const request = { filter, limit };
        expect(requestDeserialize(requestSerialize(request))).toEqual(request);
      }),
    );
  });

  it('brings the status back from its bytes as it was', () => {
    fc.assert(
      fc.property(statusArbitrary, (value) => {
        const bytes = queryService.getStatus.responseSerialize(value);
        expect(queryService.getStatus.responseDeserialize(bytes)).toEqual(value);
      }),
    );
  });

  it('refuses random bytes with WireError and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        for (const decode of [requestDeserialize, responseDeserialize]) {
          try {
            decode(Buffer.from(bytes));
          } catch (error) {
            expect(error).toBeInstanceOf(WireError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

type EdgeCall = ServerWritableStream<ListEdgesRequest, Edge>;

/** A server of the query service on loopback, and a client of it. */
async function serve(answer: (call: EdgeCall) => void): Promise<[Server, QueryClient]> {
  const server = new Server();
  server.addService(queryService, { listEdges: answer, observeEdges: answer });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return [server, queryClient(`127.0.0.1:${port}`, credentials.createInsecure())];
}

async function collect(edges: AsyncIterable<Edge>): Promise<Edge[]> {
  const collected: Edge[] = [];
  for await (const value of edges) collected.push(value);
  return collected;
}

describe('the query client', () => {
  const example = fc.sample(edge, { numRuns: 1, seed: 7 })[0]!;
  const request = { filter: { namespace: 'shop' }, limit: 3 };
  const never = new AbortController().signal;
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function connect(answer: (call: EdgeCall) => void): Promise<QueryClient> {
    const [server, client] = await serve(answer);
    closers.push(
      () => client.close(),
      () => server.forceShutdown(),
    );
    return client;
  }

  it('lists what the server streams, for the request it was given', async () => {
    let asked: ListEdgesRequest | undefined;
    const client = await connect((call) => {
      asked = call.request;
      call.write(example);
      call.end();
    });
    expect(await collect(client.listEdges(request, never))).toEqual([example]);
    expect(asked).toEqual(request);
  });

  it('ends quietly and tells the server when its signal aborts', async () => {
    const abort = new AbortController();
    let cancelled: Promise<unknown> | undefined;
    const client = await connect((call) => {
      cancelled = once(call, 'cancelled');
      call.write(example);
    });
    const seen: Edge[] = [];
    for await (const value of client.observeEdges(request, abort.signal)) {
      seen.push(value);
      abort.abort();
    }
    expect(seen).toHaveLength(1);
    await cancelled;
  });

  it('tells the server when its reader leaves', async () => {
    let cancelled: Promise<unknown> | undefined;
    const client = await connect((call) => {
      cancelled = once(call, 'cancelled');
      call.write(example);
    });
    for await (const value of client.observeEdges(request, never)) {
      expect(value).toEqual(example);
      break;
    }
    await cancelled;
  });

  it('throws the error that the server gives', async () => {
    const client = await connect((call) => {
      call.emit('error', { code: status.INVALID_ARGUMENT, details: 'no such end' });
    });
    await expect(collect(client.listEdges(request, never))).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: 'no such end',
    });
  });

  it('asks for the status and rejects when nobody answers it', async () => {
    const client = await connect(() => {});
    await expect(client.getStatus()).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });
});
