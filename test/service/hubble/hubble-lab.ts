/** A service for Hubble's clients over the flows of one node, and a client that asks it. */
import { type Server, ServerCredentials } from '@grpc/grpc-js';
import { RecentFlows } from '../../../src/agent/query/recent-flows.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { AccessRefusal, type Question } from '../../../src/service/access.ts';
import { createGrpcServer, listenGrpc } from '../../../src/service/grpc-server.ts';
import { HubbleObserver, type ObserverOptions } from '../../../src/service/hubble/observer.ts';
import { LiveEdges } from '../../../src/service/live-edges.ts';
import { type Peer, peerOfHubbleCall } from '../../../src/service/peer.ts';
import { QuestionGate } from '../../../src/service/question-gate.ts';
import { QUESTION_LIMITS } from '../../../src/service/question-limits.ts';
import type { NodeStatus } from '../../../src/wire/query.ts';
import { flowOf, HOUR_US, podEndpoint } from '../../flow/edge-fixtures.ts';
import { HubbleClient, type Plain } from './hubble-client.ts';

const WEB = podEndpoint('shop', 'web-1', '10.244.1.5', 'web');
export const DB = podEndpoint('data', 'db-0', '10.244.2.7');
export const NODE: NodeStatus = {
  ...{ cluster: '', node: 'node-a', source: 'kmsg', version: '1.2.3', epoch: 1, sequence: 1 },
  ...{ observedUs: 1, lines: 7, connected: true, losses: [], checks: [], rules: [] },
  ...{ heardUs: 0, coarsened: 0, throttledUs: 0 },
};

/** At which the clock stands at first. */
export const HOUR_S = HOUR_US / 1_000_000;

export class HubbleLab {
  readonly recent = new RecentFlows('node-a');
  discarded = 0;
  readonly liveEdges = new LiveEdges((flows) => {
    this.discarded += flows;
  });
  nodes = [NODE];
  nowMs = HOUR_US / 1_000;
  /** What was asked, and by whom. */
  readonly asked: Question[] = [];
  readonly peers: Peer[] = [];
  refuse: (question: Question) => boolean = () => false;
  readonly #observer: HubbleObserver;
  readonly #server: Server = createGrpcServer();
  #client: HubbleClient | undefined;

  constructor(options: Partial<ObserverOptions> = {}) {
    this.#observer = new HubbleObserver({
      eachReport: async (filter, _signal, take) => this.recent.eachReport(filter, take),
      getStatus: async () => ({ version: '1.2.3', nodes: this.nodes, resources: [] }),
      addressOf: ({ node }) => (node === 'node-a' ? '10.0.0.1:4000' : undefined),
      liveEdges: this.liveEdges,
      access: { reader: (peer, question) => this.#grant(peer, question) },
      gate: new QuestionGate({ limits: QUESTION_LIMITS }),
      peerOf: peerOfHubbleCall,
      nowMs: () => this.nowMs,
      onQuestion: () => {},
      onError: (error) => {
        throw error;
      },
      ...options,
    });
    this.#observer.serve(this.#server);
  }

  async #grant(peer: Peer, question: Question) {
    this.asked.push(question);
    this.peers.push(peer);
    if (this.refuse(question)) throw new AccessRefusal('forbidden', 'may not');
    return { who: 'jane', untilMs: Number.POSITIVE_INFINITY };
  }

  /** Of the service that this begins. */
  async connect(): Promise<HubbleClient> {
    const plain = ServerCredentials.createInsecure();
    const port = await listenGrpc(this.#server, { host: '127.0.0.1', port: 0 }, plain);
    this.#client = new HubbleClient(port);
    return this.#client;
  }

  /** As at the end of the service: what goes on for ever is ended. */
  end(): void {
    this.#observer.close();
  }

  close(): void {
    this.#client?.close();
    this.end();
    this.#server.forceShutdown();
  }
}

/** A flow from web to db that was last seen so many seconds after the hour. */
export function flowAt(seconds: number, overrides: Partial<Flow> = {}): Flow {
  const us = HOUR_US + seconds * 1_000_000;
  const ends = { source: WEB, destination: DB };
  return flowOf({ ...ends, port: 5432, firstSeenUs: us, lastSeenUs: us, ...overrides });
}

/** Those of the responses that are flows. */
export function flowsOf(responses: readonly Plain[]): Plain[] {
  return responses.flatMap(({ flow }) => (flow ? [flow as Plain] : []));
}

/** When each was last seen, in seconds since the hour. */
export function secondsOf(responses: readonly Plain[]): number[] {
  return flowsOf(responses).map((flow) => Number((flow.time as Plain).seconds) - HOUR_S);
}
