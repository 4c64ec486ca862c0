/**
 * The receiving stage: the gRPC service that agents ship to, and the set of agents that are
 * connected.
 */
import type { ServerInterceptor } from '@grpc/grpc-js';
import { ingestService } from '../../wire/ingest.ts';
import { SharedParts } from '../../wire/shared-parts.ts';
import type { AgentKey } from '../store.ts';
import {
  AgentStream,
  type IngestOptions,
  type IngestParts,
  type ShipCall,
} from './agent-stream.ts';
import { ByteBudget } from './byte-budget.ts';
import { clocksAhead } from './clocks-ahead.ts';
import { ConnectedAgents } from './connected-agents.ts';
import { Inbox } from './inbox.ts';
import { STREAMS_MAX, TOO_MANY_STREAMS } from './limits.ts';
import { NodeSources } from './node-sources.ts';
import { storeFailures } from './store-failures.ts';
import { Strangers } from './strangers.ts';
import { Throttle } from './throttle.ts';

/** The service of src/wire, except that requests arrive as bytes (see ShipCall). */
export const shipService = {
  ship: { ...ingestService.ship, requestDeserialize: (bytes: Buffer): Uint8Array => bytes },
};

export class Ingest {
  readonly #parts: IngestParts;
  readonly #strangers = new Strangers();
  readonly #streams = new Set<AgentStream>();
  #isClosing = false;

  constructor(options: IngestOptions) {
    const { flowsPerSecond, inboxBytesMax } = options.limits;
    this.#parts = {
      ...options,
      connected: new ConnectedAgents(),
      shared: new SharedParts(),
      noteClock: clocksAhead(options.log),
      noteStoreFailure: storeFailures(options.metrics, options.log),
      // Not the time of day: when that is set back, nobody owes anything for it.
      throttle: new Throttle({ flowsPerSecond, nowMs: () => performance.now() }),
      sources: new NodeSources(() => performance.now()),
      inbox: new Inbox(
        new ByteBudget(inboxBytesMax, (bytes) => options.metrics.inboxBytes.set(bytes)),
      ),
    };
  }

  /** For the server that `ship` is served by. */
  get interceptor(): ServerInterceptor {
    return this.#parts.inbox.interceptor;
  }

  /** Serves one stream; for grpc-js. */
  readonly ship = (call: ShipCall): void => {
    if (this.#isClosing) {
      call.end();
      return;
    }
    const becomeKnown = this.#strangers.enter(call.getPeer());
    if (this.#streams.size >= STREAMS_MAX || becomeKnown === undefined) {
      becomeKnown?.();
      this.#turnAway(call);
      return;
    }
    const stream = new AgentStream(call, this.#parts, becomeKnown);
    this.#streams.add(stream);
    void stream.run().finally(() => {
      becomeKnown();
      this.#streams.delete(stream);
    });
  };

  isConnected(agent: AgentKey): boolean {
    return this.#parts.connected.has(agent);
  }

  /** Where a connected agent answers questions; undefined: nowhere. */
  queryAddress(agent: AgentKey): string | undefined {
    return this.#parts.connected.queryAddress(agent);
  }

  /** How long an agent was held back since the start, in microseconds. */
  throttledUs(agent: AgentKey): number {
    return this.#parts.throttle.heldUs(agent);
  }

  /**
   * Ends all streams; resolves when the batches that were being applied are committed and
   * acknowledged.
   */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([...this.#streams].map((stream) => stream.close()));
  }

  #turnAway(call: ShipCall): void {
    this.#parts.metrics.refused.inc({ reason: TOO_MANY_STREAMS.reason });
    call.write({ kind: 'refused', ...TOO_MANY_STREAMS });
    call.end();
  }
}
