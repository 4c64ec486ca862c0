/**
 * Connections that conntrack showed open, as flows of their own kind: no line was logged of them,
 * and looking again adds nothing.
 */
import { unnamedEndpoint } from '../flow/endpoint.ts';
import type { Flow } from '../flow/flow.ts';
import { HOUR_US } from '../flow/time.ts';
import type { ConntrackSnapshot } from './conntrack/read-conntrack.ts';

export function openConnections({ edges, takenUs }: ConntrackSnapshot): Flow[] {
  return edges.map(({ source, destination, protocol, port, connections }) => ({
    origin: 'conntrack',
    point: { prefix: '', inInterface: '', outInterface: '' },
    source: unnamedEndpoint(source),
    destination: unnamedEndpoint(destination),
    protocol,
    port,
    icmpType: undefined,
    icmpCode: undefined,
    isReply: false,
    overflow: undefined,
    hour: Math.floor(takenUs / HOUR_US),
    lines: 0,
    duplicates: 0,
    connections,
    bytes: 0,
    tcpFlags: 0,
    firstSeenUs: takenUs,
    lastSeenUs: takenUs,
    sourcePorts: [],
    sourcePortRegisters: new Uint8Array(0),
    answered: 0,
    refused: 0,
    unreachable: 0,
  }));
}
