/**
 * The query service for this node alone: what the aggregator answers for all nodes, over the flows
 * remembered here.
 */
import { RECENT_FLOWS_MAX } from '../../flow/limits.ts';
import { OPEN_ACCESS } from '../../service/access.ts';
import { certificateAccess } from '../../service/certificate-access.ts';
import { closeGrpc, createGrpcServer, listenGrpc } from '../../service/grpc-server.ts';
import { HubbleObserver } from '../../service/hubble/observer.ts';
import type { LiveEdges } from '../../service/live-edges.ts';
import { peerOfCall, peerOfHubbleCall } from '../../service/peer.ts';
import { Query } from '../../service/query.ts';
import { QuestionGate } from '../../service/question-gate.ts';
import { QUESTION_LIMITS } from '../../service/question-limits.ts';
import type { SocketAddress } from '../../service/socket-address.ts';
import { serverCredentials } from '../../service/tls/server-credentials.ts';
import type { TlsFiles } from '../../service/tls/tls-files.ts';
import type { Status } from '../../wire/query.ts';
import { serveNode } from './node-service.ts';
import type { RecentFlows } from './recent-flows.ts';

export interface QueryServerOptions {
  readonly address: SocketAddress;
  /** Undefined: plain text, and anybody may ask. */
  readonly tls: TlsFiles | undefined;
  /** DNS names of the aggregator's certificate, with which it asks. */
  readonly aggregatorNames: readonly string[];
  readonly recent: RecentFlows;
  readonly liveEdges: LiveEdges;
  readonly getStatus: () => Status;
  /** Hears of faults that are not the asker's. */
  readonly onError: (error: unknown) => void;
}

export interface QueryServer extends AsyncDisposable {
  readonly port: number;
}

/**
 * Listens until disposed of. Rejects with ListenError when the address is taken or not ours. An
 * agent has nobody to ask about a token or a role: its clients show a certificate of a reader, or
 * its aggregator's, or are not let in.
 */
export async function openQueryServer(options: QueryServerOptions): Promise<QueryServer> {
  const { address, tls, recent, liveEdges, getStatus, onError } = options;
  const server = createGrpcServer();
  const gate = new QuestionGate({ limits: QUESTION_LIMITS });
  const readers = options.aggregatorNames;
  const certificates = certificateAccess({ clusterName: '', nowMs: Date.now, readers });
  const access = tls === undefined ? OPEN_ACCESS : certificates;
  const asked = {
    ...{ liveEdges, gate, access, onError, onQuestion: () => {} },
    getStatus: async () => getStatus(),
  };
  const query = new Query({
    ...asked,
    listEdges: async (filter, { takeEdges }) => recent.list(filter, takeEdges),
    peerOf: peerOfCall,
  });
  query.serve(server);
  const observer = new HubbleObserver({
    ...asked,
    eachReport: async (filter, _signal, take) => recent.eachReport(filter, take),
    held: () => ({ flows: recent.count, flowsMax: RECENT_FLOWS_MAX }),
    peerOf: peerOfHubbleCall,
    nowMs: Date.now,
  });
  observer.serve(server);
  serveNode(server, { recent, access, gate, onError });
  const port = await listenGrpc(server, address, serverCredentials(tls, 'required'));
  return {
    port,
    async [Symbol.asyncDispose]() {
      query.close();
      observer.close();
      await closeGrpc(server);
    },
  };
}
