/**
 * Row ids of endpoints and edges: each distinct one is stored once and found again by its whole
 * identity. The ids of those seen lately are kept in memory, since the same edges come in every
 * batch, and the same objects stand for the same ends (wire/shared-parts.ts).
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Endpoint } from '../../flow/endpoint.ts';
import { type Flow, type ObservationPoint, OVERFLOW_LEVELS } from '../../flow/flow.ts';
import { ORIGINS } from '../../flow/origin.ts';
import { EdgeIds, IDENTITY_WORDS } from './edge-ids.ts';
import { EdgeNumbers } from './edge-numbers.ts';
import { numberOf, type Row, textOf } from './row.ts';

/** Edges whose ids are kept in memory, in some 40 bytes each; past it only a slower commit. */
const EDGES_CACHED_MAX = 2_097_152;
/** Ends of which is known as what they were described last. */
const ENDS_CACHED_MAX = 131_072;
/** Observation points that edges in memory refer to: interfaces of a large cluster's pods. */
const POINTS_CACHED_MAX = 262_144;

/** Stands for an absent number inside an identity. */
export const ABSENT = -1;

const ENDPOINT_IDENTITY =
  'ip = ? AND name = ? AND namespace = ? AND kind = ? AND node = ? ' +
  'AND attribution = ? AND confidence = ? AND candidates = ?';

const EDGE_IDENTITY =
  'source = ? AND destination = ? AND port = ? AND protocol = ? AND agent = ? AND icmp_type = ? ' +
  'AND icmp_code = ? AND is_reply = ? AND overflow = ? AND in_interface = ? ' +
  'AND out_interface = ? AND prefix = ? AND origin = ?';

/** What of an endpoint may change without making it another one, as text. */
type Description = readonly [workloadKind: string, workloadName: string, labels: string];

/** Values of the columns that make an edge itself, in the order of EDGE_IDENTITY. */
type Identity = readonly (string | number)[];

/**
 * `endpointId` and `edgeId` run inside the caller's transaction; after a rollback the caller calls
 * `forget`, because ids that were given in it are no more.
 */
export class Dictionary {
  readonly #edges = new EdgeIds(EDGES_CACHED_MAX);
  readonly #numbers: EdgeNumbers;
  readonly #words = new Int32Array(IDENTITY_WORDS);
  /** Batches share objects for what they say again: each is spelled out once. */
  #ends = new WeakMap<Endpoint, number>();
  /** As which object an end was described last: the same one is no news. */
  readonly #described = new Map<number, Endpoint>();
  #points = new WeakMap<ObservationPoint, number>();
  readonly #pointNumbers = new Map<string, number>();
  readonly #selectEndpoint: StatementSync;
  readonly #insertEndpoint: StatementSync;
  readonly #describeEndpoint: StatementSync;
  readonly #selectEdge: StatementSync;
  readonly #insertEdge: StatementSync;

  constructor(db: DatabaseSync) {
    this.#numbers = new EdgeNumbers(db);
    this.#selectEndpoint = db.prepare(
      `SELECT id, workload_kind, workload_name, labels FROM endpoint WHERE ${ENDPOINT_IDENTITY}`,
    );
    this.#insertEndpoint = db.prepare(
      `INSERT INTO endpoint (ip, name, namespace, kind, node, attribution, confidence, candidates,
         workload_kind, workload_name, labels) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#describeEndpoint = db.prepare(
      'UPDATE endpoint SET workload_kind = ?, workload_name = ?, labels = ? WHERE id = ?',
    );
    this.#selectEdge = db.prepare(`SELECT id FROM edge WHERE ${EDGE_IDENTITY}`);
    this.#insertEdge = db.prepare(
      `INSERT INTO edge (id, source, destination, port, protocol, agent, icmp_type, icmp_code,
         is_reply, overflow, in_interface, out_interface, prefix, origin)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
  }

  /** The edge of `flow`, stored now if it was not yet. */
  edgeId(agent: number, flow: Flow): number {
    const [source, destination] = [this.endpointId(flow.source), this.endpointId(flow.destination)];
    const words = this.#identityWords(agent, flow, source, destination);
    const known = this.#edges.find(words);
    if (known !== undefined) return known;
    const id = this.#storeEdge(agent, edgeIdentity(agent, flow, source, destination));
    this.#edges.add(words, id);
    return id;
  }

  /** The same, but nothing is stored: undefined for an edge never seen. */
  knownEdgeId(agent: number, flow: Flow): number | undefined {
    const source = this.#knownEndpointId(flow.source);
    const destination = this.#knownEndpointId(flow.destination);
    if (source === undefined || destination === undefined) return undefined;
    const words = this.#identityWords(agent, flow, source, destination);
    const known = this.#edges.find(words);
    if (known !== undefined) return known;
    const row = this.#selectEdge.get(...edgeIdentity(agent, flow, source, destination));
    if (row === undefined) return undefined;
    const id = numberOf(row, 'id');
    this.#edges.add(words, id);
    return id;
  }

  /** Most edges that are not in memory are new: looked for only where they turn out not to be. */
  #storeEdge(agent: number, identity: Identity): number {
    const id = this.#numbers.take(agent);
    if (this.#insertEdge.run(id, ...identity).changes === 1) return id;
    return numberOf(this.#selectEdge.get(...identity)!, 'id');
  }

  /** What `edgeIdentity` tells, in numbers; good until the next call. */
  #identityWords(agent: number, flow: Flow, source: number, destination: number): Int32Array {
    const words = this.#words;
    words[0] = agent;
    words[1] = source;
    words[2] = destination;
    words[3] = this.#pointNumber(flow.point);
    words[4] =
      ((flow.port ?? ABSENT) + 1) |
      (OVERFLOWS.indexOf(flow.overflow?.level) << 17) |
      (ORIGINS.indexOf(flow.origin) << 20) |
      (flow.isReply ? 1 << 24 : 0);
    words[5] =
      ((flow.protocol ?? ABSENT) + 1) |
      (((flow.icmpType ?? ABSENT) + 1) << 9) |
      (((flow.icmpCode ?? ABSENT) + 1) << 18);
    return words;
  }

  #pointNumber(point: ObservationPoint): number {
    const known = this.#points.get(point);
    if (known !== undefined) return known;
    const { prefix, inInterface, outInterface } = point;
    const key = JSON.stringify([prefix, inInterface, outInterface]);
    if (this.#pointNumbers.size >= POINTS_CACHED_MAX) this.#forgetPoints();
    const number = this.#pointNumbers.get(key) ?? this.#pointNumbers.size;
    this.#pointNumbers.set(key, number);
    this.#points.set(point, number);
    return number;
  }

  /** And the edges that refer to them. */
  #forgetPoints(): void {
    this.#edges.clear();
    this.#pointNumbers.clear();
    this.#points = new WeakMap();
  }

  forget(): void {
    this.#forgetPoints();
    this.#described.clear();
    this.#ends = new WeakMap();
  }

  #knownEndpointId(endpoint: Endpoint): number | undefined {
    const known = this.#ends.get(endpoint);
    if (known !== undefined) return known;
    const row = this.#selectEndpoint.get(...endpointIdentity(endpoint));
    return row && numberOf(row, 'id');
  }

  endpointId(endpoint: Endpoint): number {
    const known = this.#ends.get(endpoint);
    if (known !== undefined && this.#described.get(known) === endpoint) return known;
    const id = this.#storeEndpoint(endpointIdentity(endpoint), describe(endpoint));
    if (this.#described.size >= ENDS_CACHED_MAX) this.#described.clear();
    this.#described.set(id, endpoint);
    this.#ends.set(endpoint, id);
    return id;
  }

  #storeEndpoint(identity: readonly string[], description: Description): number {
    const row = this.#selectEndpoint.get(...identity);
    if (row === undefined) {
      return Number(this.#insertEndpoint.run(...identity, ...description).lastInsertRowid);
    }
    const id = numberOf(row, 'id');
    if (isNews(description, row)) this.#describeEndpoint.run(...description, id);
    return id;
  }
}

/** Of an edge with all its detail, and of each level. */
const OVERFLOWS = [undefined, ...OVERFLOW_LEVELS];

function edgeIdentity(agent: number, flow: Flow, source: number, destination: number): Identity {
  return [
    source,
    destination,
    flow.port ?? ABSENT,
    flow.protocol ?? ABSENT,
    agent,
    flow.icmpType ?? ABSENT,
    flow.icmpCode ?? ABSENT,
    flow.isReply ? 1 : 0,
    flow.overflow?.level ?? '',
    flow.point.inInterface,
    flow.point.outInterface,
    flow.point.prefix,
    flow.origin,
  ];
}

function endpointIdentity(endpoint: Endpoint): readonly string[] {
  const { ip, name, namespace, kind, node, attribution, confidence } = endpoint;
  const candidates = JSON.stringify(endpoint.candidates.map(canonical));
  return [ip, name, namespace, kind, node, attribution, confidence, candidates];
}

function describe(endpoint: Endpoint): Description {
  const { workload, labels } = endpoint;
  return [workload?.kind ?? '', workload?.name ?? '', JSON.stringify(sorted(labels))];
}

/** A report that knows neither workload nor labels never erases what an earlier one knew. */
function isNews([kind, name, labels]: Description, row: Row): boolean {
  if (name === '' && labels === '{}') return false;
  const [knownKind, knownName] = [textOf(row, 'workload_kind'), textOf(row, 'workload_name')];
  return kind !== knownKind || name !== knownName || labels !== textOf(row, 'labels');
}

/** The same endpoint gives the same JSON, whatever the order of its labels. */
function canonical(endpoint: Endpoint): Endpoint {
  const { kind, namespace, name, workload, ip, node, attribution, confidence } = endpoint;
  return {
    kind,
    namespace,
    name,
    workload,
    labels: sorted(endpoint.labels),
    ip,
    node,
    attribution,
    confidence,
    candidates: endpoint.candidates.map(canonical),
  };
}

function sorted(labels: Endpoint['labels']): Endpoint['labels'] {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
