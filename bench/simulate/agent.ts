/**
 * One simulated agent: what its node's pods did in the windows since its last batch, frozen and
 * delivered by the product's own client. Where there is no room for a batch its windows go into
 * the next one, as an agent folds them.
 */
import { setMaxListeners } from 'node:events';
import { SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { ShipClient } from '../../src/agent/ship/client.ts';
import type { Flow } from '../../src/flow/flow.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { HOUR_US } from '../../src/flow/time.ts';
import { PLAIN_TEXT } from '../../src/service/tls/client-credentials.ts';
import { encodeBatchContent } from '../../src/wire/ingest.ts';
import { nodeName } from './cluster.ts';
import { FlowMaker } from './flow-maker.ts';
import { agentAddress } from './own-address.ts';
import type { Scene } from './scene.ts';
import { connectionsIn } from './traffic.ts';

/** More than a pod has in a simulation: an hour and a generation make one number. */
const GENERATIONS_MAX = 1_024;

export class SimulatedAgent {
  readonly #node: number;
  readonly #scene: Scene;
  readonly #flows: FlowMaker;
  readonly #edges: Uint32Array;
  readonly #client: ShipClient;
  readonly #stop = new AbortController();
  /** In which hour each edge was last counted, and with which pods at its ends. */
  readonly #counted: Float64Array;
  readonly #frozen: { readonly atMs: number; readonly records: number }[] = [];
  #frozenBatches = 0;
  #nextWindow = 0;

  constructor(node: number, scene: Scene) {
    this.#node = node;
    this.#scene = scene;
    this.#flows = new FlowMaker(scene.cluster, scene.traffic);
    this.#edges = scene.traffic.seenBy[node]!;
    this.#counted = new Float64Array(this.#edges.length);
    setMaxListeners(0, this.#stop.signal);
    this.#client = new ShipClient({
      addresses: [agentAddress(scene.server, node)],
      credentials: PLAIN_TEXT,
      hello: {
        node: nodeName(node),
        source: 'kmsg',
        instance: `simulated-${process.pid}`,
        cluster: '',
        version: 'simulated',
        bootId: `boot-${node}`,
      },
      clock: SYSTEM_CLOCK,
      log: scene.log,
      random: Math.random,
      observedUs: scene.nowUs,
      onLeftOut: (what) => scene.onFailed(new Error(`a batch is too large: ${what} left out`)),
    });
  }

  get resent(): number {
    return this.#client.delivery.counts.resent;
  }

  get inFlight(): number {
    return this.#client.delivery.inFlight;
  }

  /** Connects; resolves with the first Welcome. */
  async open(): Promise<void> {
    const { signal } = this.#stop;
    void this.#client.run(signal).catch(this.#scene.onFailed);
    await this.#client.whenWelcomed(signal);
  }

  async whenDelivered(signal: AbortSignal): Promise<void> {
    await this.#client.whenDelivered(signal);
  }

  close(): void {
    this.#stop.abort();
  }

  /** The end of `window`: what was seen up to it becomes a batch, if there is room. */
  rollOver(window: number): void {
    if (!this.#client.hasRoom) {
      this.#scene.figures.folded++;
      return;
    }
    const flows = this.#takeFlows(window);
    this.#nextWindow = window + 1;
    if (flows.length > 0) this.#freeze(flows, window);
  }

  #takeFlows(window: number): Flow[] {
    const { traffic } = this.#scene;
    const nowUs = this.#scene.nowUs();
    const flows: Flow[] = [];
    for (let i = 0; i < this.#edges.length; i++) {
      const edge = this.#edges[i]!;
      const rate = traffic.rate[edge]!;
      let connections = 0;
      for (let seen = this.#nextWindow; seen <= window; seen++) {
        connections += connectionsIn(edge, seen, rate);
      }
      if (connections === 0) continue;
      const flow = this.#flows.flow({ edge, node: this.#node, connections, window, nowUs });
      flows.push(flow);
      this.#count(i, flow);
    }
    return flows;
  }

  #count(at: number, { hour, lines, connections, bytes }: Flow): void {
    const edge = this.#edges[at]!;
    const { truth, figures } = this.#scene;
    const isEgress = this.#flows.isSource(this.#node, edge);
    const isIngress = this.#flows.isDestination(this.#node, edge);
    truth.add(edge, { isEgress, isIngress, lines, connections, bytes });
    figures.lines += lines;
    const generation = this.#flows.generationOf(edge);
    const counted = hour * GENERATIONS_MAX + generation;
    const before = this.#counted[at]!;
    if (before === counted) return;
    this.#counted[at] = counted;
    figures.edgeHours++;
    if (before === 0 || before % GENERATIONS_MAX !== generation) figures.edges++;
  }

  #freeze(flows: readonly Flow[], window: number): void {
    const { figures } = this.#scene;
    const read = flows.reduce((sum, { lines }) => sum + lines, 0);
    const wallUs = this.#scene.nowUs();
    const content = encodeBatchContent({
      cursorAfter: `s=1f2e;i=${window};t=${wallUs.toString(16)}`,
      flows,
      losses: [],
      account: { ...emptyAccount(), read, parsed: read },
      ruleCounters: [],
      readings: [{ bootId: `boot-${this.#node}`, rawUs: wallUs % HOUR_US, wallUs }],
    });
    this.#frozen.push({ atMs: performance.now(), records: flows.length });
    figures.frozenBatches++;
    figures.frozenRecords += flows.length;
    figures.bytes += content.length;
    this.#client.freezeEncoded(content);
    void this.#noteAck(++this.#frozenBatches);
  }

  async #noteAck(sequence: number): Promise<void> {
    const { signal } = this.#stop;
    await this.#client.whenAcknowledged(sequence, signal);
    if (signal.aborted) return;
    const { figures } = this.#scene;
    const { atMs, records } = this.#frozen.shift()!;
    figures.waitedMs.push(performance.now() - atMs);
    figures.acknowledgedBatches++;
    figures.acknowledgedRecords += records;
  }
}
