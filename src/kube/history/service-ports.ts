/**
 * Which services stand before an address and port, over time. A packet shows the pod and its port
 * (after DNAT); people think in services.
 */
import type { EndpointPort, EndpointSlice } from '../objects.ts';
import { mayHold, openTenure, type Span, type Tenure } from './claim.ts';
import type { Margins } from './knowledge.ts';
import type { ObjectSink } from './object-sink.ts';
import { type Retention, Tombstones } from './tombstones.ts';

/** One address in a slice, for as long as it was there with these ports. */
interface Backing {
  readonly ip: string;
  /** NAMESPACE/SERVICE. */
  readonly service: string;
  readonly ports: readonly EndpointPort[];
  readonly tenure: Tenure;
}

/** By address. */
type Backings = ReadonlyMap<string, Backing>;

const NONE: Backings = new Map();

export class ServicePorts implements ObjectSink<EndpointSlice> {
  readonly #margins: Margins;
  readonly #bySlice = new Map<string, Backings>();
  readonly #byAddress = new Map<string, Backing[]>();
  readonly #gone: Tombstones<Backing>;
  #ended = 0;

  constructor(margins: Margins, retention: Retention) {
    this.#margins = margins;
    this.#gone = new Tombstones(retention, (backing) => this.#forget(backing));
  }

  /** `NAMESPACE/SERVICE` of all services that may have led there within the span, sorted. */
  servicesBefore(ip: string, target: EndpointPort, { firstUs, lastUs }: Span): readonly string[] {
    const backings = this.#byAddress.get(ip);
    if (backings === undefined) return [];
    const services = backings
      .filter(({ tenure }) => lastUs === 0 || mayHold(tenure, firstUs, lastUs))
      .filter(({ ports }) => ports.some((port) => leadsTo(port, target)))
      .map(({ service }) => service);
    return [...new Set(services)].sort();
  }

  replaced(slices: readonly EndpointSlice[], atUs: number): void {
    for (const slice of slices) this.#observe(slice, 0, atUs);
    const listed = new Set(slices.map(keyOf));
    for (const key of this.#bySlice.keys()) if (!listed.has(key)) this.#end(key, atUs);
    this.#gone.expire(atUs);
  }

  applied(slice: EndpointSlice, atUs: number): void {
    const { lagUs, skewUs } = this.#margins;
    this.#observe(slice, atUs - lagUs - skewUs, atUs);
  }

  deleted(slice: EndpointSlice, atUs: number): void {
    this.#end(keyOf(slice), atUs);
  }

  heard(atUs: number): void {
    this.#gone.expire(atUs);
  }

  #observe(slice: EndpointSlice, fromUs: number, atUs: number): void {
    const before = this.#bySlice.get(keyOf(slice)) ?? NONE;
    const now = new Map<string, Backing>();
    const { ports } = slice;
    const service = `${slice.namespace}/${slice.service}`;
    for (const ip of slice.service === '' ? [] : slice.addresses) {
      const same = before.get(ip);
      const isSame = same?.service === service && arePortsSame(same.ports, ports);
      now.set(ip, isSame ? same : this.#begin({ ip, service, ports, tenure: open(fromUs) }));
    }
    this.#bySlice.set(keyOf(slice), now);
    for (const backing of before.values()) {
      if (now.get(backing.ip) !== backing) this.#endOne(backing, atUs);
    }
  }

  #begin(backing: Backing): Backing {
    const backings = this.#byAddress.get(backing.ip);
    if (backings === undefined) this.#byAddress.set(backing.ip, [backing]);
    else backings.push(backing);
    return backing;
  }

  #end(key: string, atUs: number): void {
    for (const backing of this.#bySlice.get(key)?.values() ?? []) this.#endOne(backing, atUs);
    this.#bySlice.delete(key);
  }

  #endOne(backing: Backing, atUs: number): void {
    backing.tenure.toUs = atUs + this.#margins.skewUs;
    this.#gone.add(String(this.#ended++), backing, atUs);
  }

  #forget(backing: Backing): void {
    const rest = this.#byAddress.get(backing.ip)?.filter((other) => other !== backing) ?? [];
    if (rest.length === 0) this.#byAddress.delete(backing.ip);
    else this.#byAddress.set(backing.ip, rest);
  }
}

function keyOf({ namespace, name }: EndpointSlice): string {
  return `${namespace}/${name}`;
}

function open(fromUs: number): Tenure {
  return openTenure(fromUs, Number.POSITIVE_INFINITY);
}

function leadsTo(port: EndpointPort, target: EndpointPort): boolean {
  return port.protocol === target.protocol && (port.port ?? target.port) === target.port;
}

function arePortsSame(a: readonly EndpointPort[], b: readonly EndpointPort[]): boolean {
  return a.length === b.length && a.every((port, i) => leadsTo(port, b[i]!));
}
