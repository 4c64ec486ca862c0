/** The receiving stage: the gRPC service that agents ship to, and the set of agents that are connected. */
import { ingestService } from '../../wire/ingest.ts';
import type { AgentKey } from '../store.ts';
import { AgentStream, type IngestOptions, type ShipCall } from './agent-stream.ts';
import { ConnectedAgents } from './connected-agents.ts';

/** The service of src/wire, except that requests arrive as bytes (see ShipCall). */
export const shipService = {
  ship: { ...ingestService.ship, requestDeserialize: (bytes: Buffer): Uint8Array => bytes },
};

export class Ingest {
  readonly #options: IngestOptions;
  readonly #connected = new ConnectedAgents();
  readonly #streams = new Set<AgentStream>();
  #isClosing = false;

  constructor(options: IngestOptions) {
    this.#options = options;
  }

  /** Serves one stream; for grpc-js. */
  readonly ship = (call: ShipCall): void => {
    if (this.#isClosing) {
      call.end();
      return;
    }
    const stream = new AgentStream(call, this.#options, this.#connected);
    this.#streams.add(stream);
    void stream.run().finally(() => this.#streams.delete(stream));
  };

  isConnected(agent: AgentKey): boolean {
    return this.#connected.has(agent);
  }

  /** Ends all streams; resolves when the batches that were being applied are committed and acknowledged. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([...this.#streams].map((stream) => stream.close()));
  }
}
