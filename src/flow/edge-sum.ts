/**
 * What the flows of one edge add up to, whatever node, hour, observation point or batch they came
 * in. Client's and server's node may both log the same packet: counts are summed per side, and the
 * larger side is taken. Sums, unions and extremes only, so that neither order nor batching can
 * show.
 */
import type { Direction, Edge } from './edge.ts';
import { EndpointSum } from './endpoint-sum.ts';
import type { Flow } from './flow.ts';
import { observedDirection } from './observed-side.ts';
import { betterOrigin, type Origin } from './origin.ts';
import { SourcePorts } from './source-ports.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

/** Counts of packets and connections that both sides may have reported. */
const SIDE_COUNTS = ['connections', 'bytes', 'answered', 'refused', 'unreachable'] as const;
type SideCounts = Record<(typeof SIDE_COUNTS)[number], number>;

/** A running edge; `verdictOf` names what the policy did behind a log prefix. */
export class EdgeSum {
  readonly #of: Flow;
  readonly #verdictOf: (prefix: string) => Verdict;
  readonly #source: EndpointSum;
  readonly #destination: EndpointSum;
  readonly #egress = noCounts();
  readonly #ingress = noCounts();
  readonly #elsewhere = noCounts();
  readonly #prefixes = new Set<string>();
  readonly #nodes = new Set<string>();
  readonly #hours = new Set<number>();
  readonly #services = new Set<string>();
  readonly #sourcePorts = new SourcePorts();
  #origin: Origin;
  #isEgress = false;
  #isIngress = false;
  #lines = 0;
  #tcpFlags = 0;
  #firstSeenUs = Number.POSITIVE_INFINITY;
  #lastSeenUs = 0;

  /** Starts at nothing; `first` gives the identity and still has to be added. */
  constructor(first: Flow, verdictOf: (prefix: string) => Verdict) {
    this.#of = first;
    this.#origin = first.origin;
    this.#verdictOf = verdictOf;
    this.#source = new EndpointSum(first.source);
    this.#destination = new EndpointSum(first.destination);
  }

  /** `hours`: those that the flow is the sum of. */
  add(node: string, flow: Flow, services: readonly string[], hours: readonly number[]): void {
    this.#origin = betterOrigin(this.#origin, flow.origin);
    this.#source.add(flow.source);
    this.#destination.add(flow.destination);
    this.#addToSides(flow);
    if (flow.origin !== 'conntrack') this.#prefixes.add(flow.point.prefix);
    if (node !== '') this.#nodes.add(node);
    for (const hour of hours) this.#hours.add(hour);
    for (const service of services) this.#services.add(service);
    this.#sourcePorts.add(flow);
    this.#lines += flow.lines;
    this.#tcpFlags |= flow.tcpFlags;
    // Time 0 is unknown, not the beginning of all.
    if (flow.firstSeenUs > 0) this.#firstSeenUs = Math.min(this.#firstSeenUs, flow.firstSeenUs);
    this.#lastSeenUs = Math.max(this.#lastSeenUs, flow.lastSeenUs);
  }

  #addToSides(flow: Flow): void {
    const direction = observedDirection(flow.point);
    if (direction === 'unknown') addCounts(this.#elsewhere, flow);
    if (direction === 'egress' || direction === 'both') {
      this.#isEgress = true;
      addCounts(this.#egress, flow);
    }
    if (direction === 'ingress' || direction === 'both') {
      this.#isIngress = true;
      addCounts(this.#ingress, flow);
    }
  }

  get lines(): number {
    return this.#lines;
  }

  edge(): Edge {
    const direction = this.#direction();
    const prefixes = [...this.#prefixes].sort();
    return {
      origin: this.#origin,
      source: this.#source.endpoint(),
      destination: this.#destination.endpoint(),
      protocol: this.#of.protocol,
      port: this.#of.port,
      icmpType: this.#of.icmpType,
      icmpCode: this.#of.icmpCode,
      isReply: this.#of.isReply,
      overflow: this.#of.overflow?.level,
      direction,
      verdict: strictest(prefixes.map(this.#verdictOf)),
      lines: this.#lines,
      ...this.#largerSide(),
      tcpFlags: this.#tcpFlags,
      firstSeenUs: Number.isFinite(this.#firstSeenUs) ? this.#firstSeenUs : 0,
      lastSeenUs: this.#lastSeenUs,
      prefixes,
      seenBy: direction,
      nodes: [...this.#nodes].sort(),
      sourcePortsDistinct: this.#sourcePorts.distinct(),
      hours: [...this.#hours].sort((a, b) => a - b),
      services: [...this.#services].sort(),
    };
  }

  #direction(): Direction {
    if (this.#isEgress) return this.#isIngress ? 'both' : 'egress';
    return this.#isIngress ? 'ingress' : 'unknown';
  }

  #largerSide(): SideCounts {
    const larger = noCounts();
    for (const count of SIDE_COUNTS) {
      larger[count] = Math.max(this.#egress[count], this.#ingress[count], this.#elsewhere[count]);
    }
    return larger;
  }
}

function noCounts(): SideCounts {
  return { connections: 0, bytes: 0, answered: 0, refused: 0, unreachable: 0 };
}

function addCounts(sum: SideCounts, flow: Flow): void {
  if (flow.origin === 'conntrack') {
    // Looked at again and again: the same connections, not more of them.
    sum.connections = Math.max(sum.connections, flow.connections);
    return;
  }
  for (const count of SIDE_COUNTS) sum[count] += flow[count];
}

/** One packet meets several rules: the strictest verdict is what became of it. */
function strictest(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'unknown';
}
