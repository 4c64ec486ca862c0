/**
 * What the flows of one edge add up to, whatever node, hour, observation point or batch they came
 * in. Client's and server's node may both log the same packet: counts are summed per side, and the
 * larger side is taken. Sums, unions and extremes only, so that neither order nor batching can
 * show.
 */
import type { Edge } from './edge.ts';
import { EndpointSum } from './endpoint-sum.ts';
import { FewValues } from './few-values.ts';
import type { Flow } from './flow.ts';
import { HourSet } from './hour-set.ts';
import { betterOrigin, type Origin } from './origin.ts';
import { SideCounts } from './side-counts.ts';
import { SourcePorts } from './source-ports.ts';
import { stricter, type Verdict } from './verdict.ts';

/** What is known of a flow beside itself. */
export interface FlowContext {
  /** Of the node; unless said, not known. */
  readonly cluster?: string;
  /** `NAMESPACE/SERVICE` of the services by which it may have come. */
  readonly services?: readonly string[];
  /** What became of its packets; `unknown` unless said. */
  readonly verdict?: Verdict;
  /** Of a flow that is the sum of several. */
  readonly hours?: readonly number[];
}

/** A running edge. */
export class EdgeSum {
  readonly #of: Pick<Edge, 'protocol' | 'port' | 'icmpType' | 'icmpCode' | 'isReply' | 'overflow'>;
  readonly #cluster: string;
  readonly #source: EndpointSum;
  readonly #destination: EndpointSum;
  readonly #sides = new SideCounts();
  readonly #prefixes = new FewValues<string>();
  readonly #nodes = new FewValues<string>();
  readonly #hours = new HourSet();
  readonly #services = new FewValues<string>();
  readonly #sourcePorts = new SourcePorts();
  #origin: Origin;
  #verdict: Verdict = 'unknown';
  #lines = 0;
  #tcpFlags = 0;
  #firstSeenUs = Number.POSITIVE_INFINITY;
  #lastSeenUs = 0;

  /** Starts at nothing; `first` gives the identity and still has to be added. */
  constructor(first: Flow, cluster: string) {
    const { protocol, port, icmpType, icmpCode, isReply, overflow } = first;
    // Not the flow itself: ten thousand edges would keep what nobody asks for.
    this.#of = { protocol, port, icmpType, icmpCode, isReply, overflow: overflow?.level };
    this.#cluster = cluster;
    this.#origin = first.origin;
    this.#source = new EndpointSum(first.source);
    this.#destination = new EndpointSum(first.destination);
  }

  add(node: string, flow: Flow, context: FlowContext): void {
    const { services = [], verdict = 'unknown', hours = [flow.hour] } = context;
    this.#origin = betterOrigin(this.#origin, flow.origin);
    this.#source.add(flow.source);
    this.#destination.add(flow.destination);
    this.#sides.add(flow);
    if (flow.origin !== 'conntrack') {
      this.#prefixes.add(flow.point.prefix);
      this.#verdict = stricter(this.#verdict, verdict);
    }
    if (node !== '') this.#nodes.add(node);
    this.#hours.add(hours);
    for (const service of services) this.#services.add(service);
    this.#sourcePorts.add(flow);
    this.#lines += flow.lines;
    this.#tcpFlags |= flow.tcpFlags;
    // Time 0 is unknown, not the beginning of all.
    if (flow.firstSeenUs > 0) this.#firstSeenUs = Math.min(this.#firstSeenUs, flow.firstSeenUs);
    this.#lastSeenUs = Math.max(this.#lastSeenUs, flow.lastSeenUs);
  }

  get lines(): number {
    return this.#lines;
  }

  /** Field by field: spread, each of ten thousand edges takes V8's slow way. */
  edge(): Edge {
    const direction = this.#sides.direction();
    const { protocol, port, icmpType, icmpCode, isReply, overflow } = this.#of;
    const { connections, bytes, answered, refused, unreachable } = this.#sides.larger();
    return {
      origin: this.#origin,
      cluster: this.#cluster,
      source: this.#source.endpoint(),
      destination: this.#destination.endpoint(),
      protocol,
      port,
      icmpType,
      icmpCode,
      isReply,
      overflow,
      direction,
      verdict: this.#verdict,
      lines: this.#lines,
      connections,
      bytes,
      answered,
      refused,
      unreachable,
      tcpFlags: this.#tcpFlags,
      firstSeenUs: Number.isFinite(this.#firstSeenUs) ? this.#firstSeenUs : 0,
      lastSeenUs: this.#lastSeenUs,
      prefixes: this.#prefixes.values().sort(),
      seenBy: direction,
      nodes: this.#nodes.values().sort(),
      sourcePortsDistinct: this.#sourcePorts.distinct(),
      hours: this.#hours.values(),
      services: this.#services.values().sort(),
    };
  }
}
