/**
 * The flow table once more, as plainly as possible: maps of strings, no bound but the ones that the
 * table promises. What the table does with typed arrays must be what this does.
 */
import type { Line, Packet } from './lines.ts';

const HOUR_US = 3_600_000_000;
const RETRANSMIT_US = 127_000_000;
const DUPLICATE_US = 10_000;
const SOURCE_PORTS = 8;

/** A flow in plain values. */
export interface ModelFlow {
  readonly key: string;
  readonly hour: number;
  lines: number;
  duplicates: number;
  connections: number;
  bytes: number;
  tcpFlags: number;
  firstSeenUs: number;
  lastSeenUs: number;
  readonly ports: Set<number>;
  readonly addresses: Set<string>;
  readonly outcomes: Record<Outcome, number>;
}

type Outcome = 'answered' | 'refused' | 'unreachable';

interface Place {
  readonly point: readonly [string, string, string];
  readonly source: string;
  readonly destination: string;
  readonly protocol: string;
  readonly port: string;
  readonly isReply: boolean;
}

interface Remembered {
  place: Place;
  firstUs: number;
  lastUs: number;
  ipId: number | undefined;
  outcome: Outcome | undefined;
}

export interface ModelBounds {
  readonly flowsMax: number;
  readonly overflowMax: number;
  readonly connectionsMax: number;
}

export interface Model {
  readonly bounds: ModelBounds;
  readonly levels: Map<string, ModelFlow>[];
  readonly connections: Map<string, Remembered>;
  unmatched: number;
  repeated: number;
  evicted: number;
}

export function createModel(bounds: ModelBounds): Model {
  return {
    bounds,
    levels: [new Map(), new Map(), new Map(), new Map()],
    connections: new Map(),
    unmatched: 0,
    repeated: 0,
    evicted: 0,
  };
}

export function observeInModel(model: Model, line: Line): void {
  const outcome = outcomeOf(line.prefix);
  if (outcome === undefined) observeLogged(model, line);
  else observeResponse(model, line, outcome);
}

function outcomeOf(prefix: string): Outcome | undefined {
  if (prefix.startsWith('calico-response-est')) return 'answered';
  if (prefix.startsWith('calico-response-rst')) return 'refused';
  return prefix.startsWith('calico-response-icmp-err') ? 'unreachable' : undefined;
}

function observeLogged(model: Model, line: Line): void {
  const place = placeOf(line);
  const novelty = remember(model, line, place);
  const flow = flowAt(model, place, line.timeUs);
  flow.lines++;
  if (novelty === 'duplicate') flow.duplicates++;
  else flow.bytes += line.length ?? 0;
  if (novelty === 'new') flow.connections++;
  flow.tcpFlags |= line.flags ?? 0;
  const source = line.ports?.[0] ?? line.echoId;
  if (source !== undefined) flow.ports.add(source);
}

function placeOf(line: Line): Place {
  const isReply = isReplyLine(line);
  const port = line.ports?.[isReply ? 0 : 1];
  const byType = line.icmp === undefined ? 'none' : `type ${line.icmp[0]}/${line.icmp[1]}`;
  return {
    point: [line.prefix.replace(/:? ?$/, ''), line.inInterface, line.outInterface],
    source: line.source,
    destination: line.destination,
    protocol: String(line.protocol),
    port: port === undefined ? byType : `port ${port}`,
    isReply,
  };
}

function isReplyLine({ protocol, ports, flags = 0 }: Line): boolean {
  if (ports === undefined) return false;
  const [source, destination] = ports;
  const isAcknowledged = (flags & 16) !== 0;
  if (protocol === 6 && isAcknowledged && (flags & 2) !== 0) return true;
  if (protocol === 6 && isAcknowledged && (flags & 4) !== 0) {
    return destination >= 32_768 && source < 32_768;
  }
  return protocol === 17 && source < 1024 && destination >= 32_768;
}

function remember(model: Model, line: Line, place: Place): 'new' | 'retransmit' | 'duplicate' {
  const tuple = tupleOf(line);
  const now = line.timeUs;
  const ipId = line.source.includes(':') ? undefined : line.ipId;
  const known = model.connections.get(tuple);
  if (known !== undefined && Math.abs(now - known.firstUs) <= RETRANSMIT_US) {
    const isNear = Math.abs(now - known.lastUs) <= DUPLICATE_US;
    const isSamePacket = isNear && ipId !== undefined && known.ipId === ipId;
    Object.assign(known, { lastUs: now, ipId });
    return isSamePacket ? 'duplicate' : 'retransmit';
  }
  if (known === undefined && model.connections.size === model.bounds.connectionsMax) {
    model.connections.delete(model.connections.keys().next().value!);
    model.evicted++;
  }
  const fresh = { place, firstUs: now, lastUs: now, ipId, outcome: undefined };
  model.connections.set(tuple, fresh);
  return 'new';
}

function tupleOf(
  packet: Packet,
  [from, to]: readonly ['source', 'destination'] | readonly ['destination', 'source'] = [
    'source',
    'destination',
  ],
): string {
  const ports = portsOf(packet, from === 'destination');
  return [packet[from], packet[to], String(packet.protocol), ...ports].join(' ');
}

function portsOf(packet: Packet, isMirrored: boolean): readonly number[] {
  if (packet.ports !== undefined) return isMirrored ? packet.ports.toReversed() : packet.ports;
  if (packet.icmp === undefined) return [0, 0];
  const requests = new Map([
    [0, 8],
    [129, 128],
  ]);
  const [type, code] = packet.icmp;
  const asked = isMirrored ? (requests.get(type) ?? type) : type;
  return [packet.echoId ?? 0, asked * 256 + code];
}

function observeResponse(model: Model, line: Line, outcome: Outcome): void {
  const quoted = line.inner === undefined ? undefined : tupleOf(line.inner);
  const tuple = outcome === 'unreachable' ? quoted : tupleOf(line, ['destination', 'source']);
  const known = tuple === undefined ? undefined : model.connections.get(tuple);
  if (known === undefined) {
    model.unmatched++;
  } else if (known.outcome !== undefined) {
    model.repeated++;
  } else {
    known.outcome = outcome;
    flowAt(model, known.place, known.firstUs).outcomes[outcome]++;
  }
}

function flowAt(model: Model, place: Place, timeUs: number): ModelFlow {
  const [, inInterface, outInterface] = place.point;
  const isSourceOutside = outInterface.startsWith('cali') && !inInterface.startsWith('cali');
  const collapsed = isSourceOutside ? { source: '' } : { destination: '' };
  const outside = isSourceOutside ? place.source : place.destination;
  const hour = Math.floor(timeUs / HOUR_US);
  const coarse = { ...place, ...collapsed };
  const portless = { ...coarse, port: 'none' };
  const { flowsMax, overflowMax } = model.bounds;
  const flow =
    room(model.levels[0]!, keyText(place, hour), flowsMax, hour) ??
    room(model.levels[1]!, keyText(coarse, hour), overflowMax, hour, outside) ??
    room(model.levels[2]!, keyText(portless, hour), overflowMax, hour, outside) ??
    room(model.levels[3]!, 'all', 1, hour, place.source, place.destination)!;
  flow.firstSeenUs = Math.min(flow.firstSeenUs, timeUs);
  flow.lastSeenUs = Math.max(flow.lastSeenUs, timeUs);
  return flow;
}

export function keyText(place: Place, hour: number): string {
  return JSON.stringify([
    place.point,
    place.source,
    place.destination,
    place.protocol,
    place.port,
    place.isReply,
    hour,
  ]);
}

function room(
  level: Map<string, ModelFlow>,
  key: string,
  max: number,
  hour: number,
  ...addresses: string[]
): ModelFlow | undefined {
  let flow = level.get(key);
  if (flow === undefined) {
    if (level.size >= max) return undefined;
    flow = {
      key,
      hour,
      lines: 0,
      duplicates: 0,
      connections: 0,
      bytes: 0,
      tcpFlags: 0,
      firstSeenUs: Number.POSITIVE_INFINITY,
      lastSeenUs: 0,
      ports: new Set(),
      addresses: new Set(),
      outcomes: { answered: 0, refused: 0, unreachable: 0 },
    };
    level.set(key, flow);
  }
  for (const address of addresses) if (address !== '') flow.addresses.add(address);
  return flow;
}

/** All flows, exact ones first; then the model holds none. */
export function takeFromModel(model: Model): { flow: ModelFlow; level: number }[] {
  const taken = model.levels.flatMap((flows, level) =>
    [...flows.values()].map((flow) => ({ flow, level })),
  );
  for (const flows of model.levels) flows.clear();
  return taken;
}

export { SOURCE_PORTS };
