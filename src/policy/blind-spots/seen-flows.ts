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
  readonly #from = new Map<string, Edge[]>();
  readonly #toPort = new Map<string, Edge[]>();

  constructor(edges: readonly Edge[]) {
    this.all = edges.filter(({ isReply }) => !isReply);
    for (const edge of this.all) {
      push(this.#from, endpointKey(edge.source), edge);
      push(this.#toPort, portKey(edge.protocol, edge.port), edge);
    }
  }

  /** To any address at this port. */
  toPort(protocol: number, port: number): readonly Edge[] {
    return this.#toPort.get(portKey(protocol, port)) ?? NONE;
  }

  from(party: Party): readonly Edge[] {
    return [...party.keys].flatMap((key) => this.#from.get(key) ?? NONE);
  }

  /** Connections that the need is about, as far as both of its sides are known. */
  of({ source, destination, protocol, port }: Need): readonly Edge[] {
    if (port === undefined) return NONE;
    const edges = isKnown(source) ? this.from(source) : this.toPort(protocol, port);
    return edges.filter(
      (edge) =>
        edge.protocol === protocol && edge.port === port && isEndOf(destination, edge.destination),
    );
  }
}

function isKnown({ ends }: Party): boolean {
  return ends.every(({ kind }) => kind !== 'unknown');
}

export function isEndOf({ ends, keys }: Party, endpoint: Endpoint): boolean {
  const hasAddress = endpoint.ip !== '' && ends.some(({ ip }) => ip === endpoint.ip);
  return hasAddress || keys.has(endpointKey(endpoint));
}

function portKey(protocol: number | undefined, port: number | undefined): string {
  return `${protocol}/${port}`;
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
