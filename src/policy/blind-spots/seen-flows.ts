/** The edges of the window by who connects and who is reached; replies are none. */
import type { Edge } from '../../flow/edge.ts';
import { endpointKey } from '../../flow/edge-key.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { formatTime } from '../../flow/time.ts';
import type { Need } from './need.ts';
import type { Party } from './party.ts';

const NONE: readonly Edge[] = [];

export class SeenFlows {
  readonly all: readonly Edge[];
  readonly #bySource = new EndIndex();
  readonly #byDestination = new EndIndex();

  constructor(edges: readonly Edge[]) {
    this.all = edges.filter(({ isReply }) => !isReply);
    for (const edge of this.all) {
      this.#bySource.add(edge.source, edge);
      this.#byDestination.add(edge.destination, edge);
    }
  }

  from(party: Party): readonly Edge[] {
    return this.#bySource.of(party);
  }

  to(party: Party): readonly Edge[] {
    return this.#byDestination.of(party);
  }

  /**
   * Connections that the need is about, as far as its sides are known; none of a node to its own
   * pods, which no policy stops.
   */
  of({ source, destination, protocol, port }: Need): readonly Edge[] {
    const isMeant = (edge: Edge) =>
      edge.protocol === protocol && edge.port === port && !isOfOwnNode(edge);
    const reached = this.to(destination);
    if (source.ends.some(({ kind }) => kind === 'unknown')) return reached.filter(isMeant);
    const started = this.from(source);
    return started.length < reached.length
      ? started.filter((edge) => isMeant(edge) && isEndOf(destination, edge.destination))
      : reached.filter((edge) => isMeant(edge) && isEndOf(source, edge.source));
  }
}

function isOfOwnNode({ source, destination }: Edge): boolean {
  return source.kind === 'node' && source.node !== '' && source.node === destination.node;
}

/** Edges by one of their ends: its name and its address. */
class EndIndex {
  readonly #byKey = new Map<string, Edge[]>();
  readonly #byIp = new Map<string, Edge[]>();

  add(end: Endpoint, edge: Edge): void {
    for (const key of keysOf(end)) push(this.#byKey, key, edge);
    if (end.ip !== '') push(this.#byIp, end.ip, edge);
  }

  of({ keys, ends }: Party): readonly Edge[] {
    const named = [...keys].flatMap((key) => this.#byKey.get(key) ?? NONE);
    const ips = ends.map(({ ip }) => ip).filter((ip) => ip !== '');
    return [...new Set([...named, ...ips.flatMap((ip) => this.#byIp.get(ip) ?? NONE)])];
  }
}

/** Whether a flow's end is the party, by its name or its address. */
export function isEndOf({ ends, keys }: Party, endpoint: Endpoint): boolean {
  const hasAddress = endpoint.ip !== '' && ends.some(({ ip }) => ip === endpoint.ip);
  return hasAddress || keysOf(endpoint).some((key) => keys.has(key));
}

/** Of a pod its own name, too: flows and objects may not call its workload the same. */
export function keysOf(end: Endpoint): string[] {
  const key = endpointKey(end);
  const isNamed = end.kind === 'pod' && end.workload !== undefined && end.name !== '';
  return isNamed ? [key, endpointKey({ ...end, workload: undefined })] : [key];
}

function push(map: Map<string, Edge[]>, key: string, edge: Edge): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [edge]);
  else list.push(edge);
}

/** `1204 connections, last on 2026-02-26T10:00:00.000000Z` */
export function flowsText(edges: readonly Edge[]): string {
  const connections = edges.reduce((sum, edge) => sum + edge.connections, 0);
  const lastUs = edges.reduce((last, edge) => Math.max(last, edge.lastSeenUs), 0);
  const count = connections === 1 ? 'one connection' : `${connections} connections`;
  return lastUs === 0 ? count : `${count}, the last at ${formatTime(lastUs)}`;
}
