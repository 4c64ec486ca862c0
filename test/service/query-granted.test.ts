/** A question is granted before it is answered, and one that goes on is granted again. */
import { credentials, type Server, ServerCredentials, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessRefusal, type Grant, type Question } from '../../src/service/access.ts';
import {
  createGrpcServer,
  FIRST_MESSAGE_BYTES_MAX,
  listenGrpc,
} from '../../src/service/grpc-server.ts';
import { LiveEdges } from '../../src/service/live-edges.ts';
import { Query } from '../../src/service/query.ts';
import { QuestionGate } from '../../src/service/question-gate.ts';
import { QUESTION_LIMITS } from '../../src/service/question-limits.ts';
import { type QueryClient, queryClient } from '../../src/wire/query.ts';
import { flowOf } from '../aggregator/examples.ts';

const never = new AbortController().signal;

describe('a question', () => {
  const asked: Question[] = [];
  let grant: () => Promise<Grant>;
  let listEdges: () => Promise<never[]>;
  let liveEdges: LiveEdges;
  let server: Server;
  let client: QueryClient;

  beforeEach(async () => {
    asked.length = 0;
    listEdges = vi.fn(async () => []);
    liveEdges = new LiveEdges(() => {});
    const gate = new QuestionGate({ limits: QUESTION_LIMITS });
    const query = new Query({
      ...{
        listEdges,
        liveEdges,
        peerOf: () => ({}),
        gate,
        onQuestion: () => {},
        onError: () => {},
      },
      getStatus: async () => ({ version: '', nodes: [], resources: [] }),
      access: {
        reader: (_peer, question) => {
          asked.push(question);
          return grant();
        },
      },
    });
    server = createGrpcServer();
    query.serve(server);
    const plain = ServerCredentials.createInsecure();
    const port = await listenGrpc(server, { host: '127.0.0.1', port: 0 }, plain);
    client = queryClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });
  afterEach(() => {
    client.close();
    server.forceShutdown();
  });

  const follow = () => client.observeEdges({ filter: {}, limit: 0 }, never)[Symbol.asyncIterator]();

  it('is asked about with its verb and its namespace', async () => {
    grant = async () => ({ who: 'jane', untilMs: Number.POSITIVE_INFINITY });
    await client.getStatus();
    const shop = { filter: { namespace: 'shop' }, limit: 1 };
    await client.listEdges(shop, never)[Symbol.asyncIterator]().next();
    const edges = follow();
    const edge = edges.next();
    await vi.waitUntil(() => liveEdges.followers === 1);
    liveEdges.publish('node-a', [flowOf()]);
    await edge;
    await edges.return?.();
    expect(asked).toEqual([
      { verb: 'get', namespace: '' },
      { verb: 'list', namespace: 'shop' },
      { verb: 'watch', namespace: '' },
    ]);
  });

  it('that is refused is never looked into', async () => {
    grant = () => Promise.reject(new AccessRefusal('forbidden', 'jane may not'));
    const refusal = { code: status.PERMISSION_DENIED, details: 'jane may not' };
    const listed = client.listEdges({ filter: {}, limit: 0 }, never)[Symbol.asyncIterator]();
    await expect(listed.next()).rejects.toMatchObject(refusal);
    await expect(follow().next()).rejects.toMatchObject(refusal);
    await expect(client.getStatus()).rejects.toMatchObject(refusal);
    expect(listEdges).not.toHaveBeenCalled();
    expect(liveEdges.followers).toBe(0);
  });

  it('is small, or not waited for', async () => {
    const filter = { namespace: 'x'.repeat(FIRST_MESSAGE_BYTES_MAX) };
    const listed = client.listEdges({ filter, limit: 0 }, never)[Symbol.asyncIterator]();
    await expect(listed.next()).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED });
    expect(asked).toEqual([]);
  });

  it('that goes on is granted again, unseen, until it is not', async () => {
    let grants = 0;
    grant = async () => {
      if (++grants > 3) throw new AccessRefusal('unauthenticated', 'the token has expired');
      return { who: 'jane', untilMs: Date.now() };
    };
    const refusal = { code: status.UNAUTHENTICATED, details: 'the token has expired' };
    await expect(follow().next()).rejects.toMatchObject(refusal);
    expect(grants).toBe(4);
    await vi.waitUntil(() => liveEdges.followers === 0);
  });
});
