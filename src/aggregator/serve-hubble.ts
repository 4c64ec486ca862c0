/** Hubble's service on the aggregator's server: reports of nodes, stored and as they come. */
import type { Server } from '@grpc/grpc-js';
import { HubbleObserver, type ObserverOptions } from '../service/hubble/observer.ts';
import { peerOfHubbleCall } from '../service/peer.ts';
import type { Home } from './home.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { AggregatorMetrics } from './metrics.ts';
import type { AggregatorNames } from './names.ts';
import { eachReport } from './query/each-report.ts';
import type { Windows } from './windows.ts';

interface HubbleOptions
  extends Pick<ObserverOptions, 'getStatus' | 'liveEdges' | 'access' | 'gate' | 'onError'> {
  readonly flows: Pick<Windows, 'verdictOf'> & {
    readonly store: Home;
    readonly names: AggregatorNames;
  };
  readonly ingest: Ingest;
  readonly metrics: AggregatorMetrics;
}

/** Whoever closes the server closes what is returned, too. */
export function serveHubble(
  server: Server,
  { flows, ingest, metrics, ...asked }: HubbleOptions,
): HubbleObserver {
  const observer = new HubbleObserver({
    ...asked,
    eachReport: (filter, signal, take) => eachReport(flows, filter, signal, take),
    named: (report) => flows.names.shown([report])[0]!,
    addressOf: (agent) => ingest.queryAddress(agent),
    peerOf: peerOfHubbleCall,
    onQuestion: (method) => metrics.queries.inc({ api: 'hubble', method }),
    nowMs: Date.now,
  });
  observer.serve(server);
  return observer;
}
