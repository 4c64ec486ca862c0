/** The query service for this node alone: what the aggregator answers for all nodes, over the flows remembered here. */
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Edge } from '../../flow/edge.ts';
import { EdgeFilterError } from '../../flow/endpoint-pattern.ts';
import { type ListEdgesRequest, queryService, type Status } from '../../wire/query.ts';
import type { RecentFlows } from './recent-flows.ts';

export interface QueryServerOptions {
  /** As grpc-js binds it: HOST:PORT. */
  readonly address: string;
  readonly recent: RecentFlows;
  readonly getStatus: () => Status;
  /** Hears how many edges a follower who reads too slowly has not been given. */
  readonly onDiscarded: (edges: number) => void;
}

export interface QueryServer extends AsyncDisposable {
  readonly port: number;
}

type EdgeCall = ServerWritableStream<ListEdgesRequest, Edge>;

/** Listens until disposed of. Rejects with grpc-js's error when it cannot bind. */
export async function openQueryServer(options: QueryServerOptions): Promise<QueryServer> {
  const server = new Server();
  const methods: UntypedServiceImplementation = {
    listEdges: (call: EdgeCall) => listEdges(call, options.recent),
    observeEdges: (call: EdgeCall) => observeEdges(call, options),
    getStatus: (_call: ServerUnaryCall<unknown, Status>, answer: sendUnaryData<Status>) =>
      answer(null, options.getStatus()),
  };
  server.addService({ ...queryService }, methods);
  const port = await bind(server, options.address);
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.forceShutdown();
    },
  };
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

/** Answers at the reader's pace, and stops when the reader leaves. */
async function listEdges(call: EdgeCall, recent: RecentFlows): Promise<void> {
  const edges = attempt(call, () => recent.list(call.request));
  if (edges === undefined) return;
  for (const edge of edges) {
    if (call.cancelled) return;
    if (!call.write(edge)) await drained(call);
  }
  call.end();
}

/** A follower who does not keep up misses edges, counted; nobody waits for it. */
function observeEdges(call: EdgeCall, { recent, onDiscarded }: QueryServerOptions): void {
  let isFull = false;
  let left = call.request.limit > 0 ? call.request.limit : Number.POSITIVE_INFINITY;
  call.on('drain', () => {
    isFull = false;
  });
  const unfollow = attempt(call, () =>
    recent.follow(call.request, (edges) => {
      const wanted = edges.slice(0, left);
      const given = isFull ? [] : wanted;
      if (given.length < wanted.length) onDiscarded(wanted.length);
      for (const edge of given) isFull = !call.write(edge);
      left -= given.length;
      if (left > 0) return;
      unfollow?.();
      call.end();
    }),
  );
  call.on('cancelled', () => unfollow?.());
}

/** What `ask` gives; undefined after an answer that says what is wrong with the filter. */
function attempt<T>(call: EdgeCall, ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    const isFilter = error instanceof EdgeFilterError;
    const code = isFilter ? status.INVALID_ARGUMENT : status.INTERNAL;
    call.emit('error', { code, details: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function drained(call: EdgeCall): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      call.off('drain', go);
      call.off('cancelled', go);
      resolve();
    };
    call.once('drain', go);
    call.once('cancelled', go);
  });
}
