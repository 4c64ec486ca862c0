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
import { groupEdges, sumsOf } from '../../src/flow/edge-groups.ts';
import { GROUP_FIELDS } from '../../src/flow/group-fields.ts';
import { dropcast } from '../../src/wire/protobuf.ts';
import {
  type ListEdgesRequest,
  type ListedEdge,
  type QueryClient,
  queryClient,
  queryService,
  type Status,
} from '../../src/wire/query.ts';
import { WireError } from '../../src/wire/wire-error.ts';
import { check, count, edge, edgeFilter, loss, ruleBalance, text } from './arbitraries.ts';

const { requestSerialize, requestDeserialize, responseSerialize, responseDeserialize } =
  queryService.listEdges;

const windowArbitrary = fc.record({
  ...{ kind: text, name: text, namespaces: text, openedUs: count, endsUs: count },
  prefixes: fc.array(text, { maxLength: 2 }),
});
const clusterNodesArbitrary = fc.record({
  count: fc.nat(),
  missing: fc.array(text, { maxLength: 2 }),
  missingCount: fc.nat(),
});

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
  windows: fc.option(fc.array(windowArbitrary, { maxLength: 2 }), { nil: undefined }),
  clusterNodes: fc.option(clusterNodesArbitrary, { nil: undefined }),
});

describe('the query service', () => {
  it('brings edges back from their bytes as they were', () => {
    fc.assert(
      fc.property(edge, text, (value, cursor) => {
        const listed = { edge: value, cursor, fields: undefined };
        expect(responseDeserialize(responseSerialize(listed))).toEqual(listed);
      }),
    );
  });

  it('brings back what nodes hold now, and who did not answer, as they were', () => {
    const { listEdgesNow } = queryService;
    fc.assert(
      fc.property(edge, text, (value, other) => {
        for (const now of [
          { kind: 'edge', edge: value, cursor: other, fields: undefined },
          { kind: 'unanswered', unanswered: { cluster: other, node: other, why: other } },
        ] as const) {
          expect(listEdgesNow.responseDeserialize(listEdgesNow.responseSerialize(now))).toEqual(
            now,
          );
        }
      }),
    );
    expect(() => listEdgesNow.responseDeserialize(Buffer.alloc(0))).toThrow(WireError);
  });

  it('brings only the fields that were asked for', () => {
    fc.assert(
      fc.property(edge, (value) => {
        const listed = { edge: value, cursor: '', fields: ['port', 'firstSeenUs'] };
        const wanted = { port: value.port ?? null, firstSeenUs: value.firstSeenUs };
        const bytes = dropcast.v1.Edge.encode(wanted).finish();
        expect(responseSerialize(listed)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('brings requests back from their bytes as they were', () => {
    fc.assert(
      fc.property(edgeFilter, fc.nat(), (filter, limit) => {
        const request = { filter, limit };
        expect(requestDeserialize(requestSerialize(request))).toEqual(request);
        const page = { ...request, order: 'name', cursor: 'a', fields: ['port'] } as const;
        expect(requestDeserialize(requestSerialize(page))).toEqual(page);
      }),
    );
  });

  it('refuses a field that no edge has', () => {
    for (const name of ['ports', '$unknowns', '']) {
      const bytes = dropcast.v1.ListEdgesRequest.encode({ fields: [name] }).finish();
      expect(() => requestDeserialize(Buffer.from(bytes))).toThrow('which no edge has');
    }
    const named = dropcast.v1.ListEdgesRequest.encode({ fields: ['first_seen_us'] }).finish();
    expect(requestDeserialize(Buffer.from(named)).fields).toEqual(['firstSeenUs']);
  });

  it('brings groups, and questions for them, back from their bytes as they were', () => {
    const { listGroups } = queryService;
    fc.assert(
      fc.property(edgeFilter, fc.subarray([...GROUP_FIELDS]), fc.nat(), (filter, by, limit) => {
        const request = { filter, by, limit };
        const bytes = listGroups.requestSerialize(request);
        expect(listGroups.requestDeserialize(bytes)).toEqual(request);
      }),
    );
    fc.assert(
      fc.property(fc.array(edge), fc.subarray([...GROUP_FIELDS]), (edges, by) => {
        for (const group of groupEdges(edges, by.slice(0, 3), new Set())) {
          const bytes = listGroups.responseSerialize(group);
          expect(listGroups.responseDeserialize(bytes)).toEqual(group);
          const { listSeries } = queryService;
          const { values, isReply, isPreExisting } = group;
          const hours = [{ hour: 492_250, ...sumsOf(group) }];
          const series = { values, isReply, isPreExisting, hours };
          const seriesBytes = listSeries.responseSerialize(series);
          expect(listSeries.responseDeserialize(seriesBytes)).toEqual(series);
        }
      }),
    );
    const wrong = dropcast.v1.ListGroupsRequest.encode({ by: ['colour'] }).finish();
    expect(() => listGroups.requestDeserialize(Buffer.from(wrong))).toThrow("no field 'colour'");
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

type EdgeCall = ServerWritableStream<ListEdgesRequest, ListedEdge>;

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
  const listed = { edge: example, cursor: '', fields: undefined };
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
      call.write(listed);
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
      call.write(listed);
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
      call.write(listed);
    });
    for await (const value of client.observeEdges(request, never)) {
      expect(value).toEqual(example);
      break;
    }
    await cancelled;
  });

  it('ends what is under way when it is closed', async () => {
    const asked = Promise.withResolvers<unknown>();
    const client = await connect((call) => asked.resolve(once(call, 'cancelled')));
    const edges = collect(client.observeEdges(request, never));
    const cancelled = asked.promise;
    await client.getStatus().catch(() => {});
    client.close();
    expect(await edges).toEqual([]);
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
