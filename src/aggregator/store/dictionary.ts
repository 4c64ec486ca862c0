/**
 * Row ids of endpoints and edges: each distinct one is stored once and found again by its whole
 * identity. The ids of those seen lately are kept in memory, since the same edges come in every
 * batch.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import { numberOf, type Row, textOf } from './row.ts';

/**
 * Ids kept in memory: those of the edges of a large cluster come again every few seconds, and where
 * only some of them fit, none is found. Some 50 MiB when full; past it only a slower commit.
 */
const EDGES_CACHED_MAX = 196_608;
const ENDS_CACHED_MAX = 65_536;

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

interface CachedEndpoint {
  readonly id: number;
  readonly description: Description;
}

/**
 * `endpointId` and `edgeId` run inside the caller's transaction; after a rollback the caller calls
 * `forget`, because ids that were given in it are no more.
 */
export class Dictionary {
  readonly #edges = new LRUCache<string, number>({ max: EDGES_CACHED_MAX });
  /** Flows of a batch share their ends: what one is is spelled out once for each object. */
  #ends = new WeakMap<Endpoint, number>();
  readonly #endpoints = new LRUCache<string, CachedEndpoint>({ max: ENDS_CACHED_MAX });
  readonly #selectEndpoint: StatementSync;
  readonly #insertEndpoint: StatementSync;
  readonly #describeEndpoint: StatementSync;
  readonly #selectEdge: StatementSync;
  readonly #insertEdge: StatementSync;

  constructor(db: DatabaseSync) {
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
      `INSERT INTO edge (source, destination, port, protocol, agent, icmp_type, icmp_code, is_reply,
         overflow, in_interface, out_interface, prefix, origin)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** The edge of `flow`, stored now if it was not yet. */
  edgeId(agent: number, flow: Flow): number {
    const [source, destination] = [this.endpointId(flow.source), this.endpointId(flow.destination)];
    const identity = edgeIdentity(agent, flow, source, destination);
    return this.#knownEdge(identity) ?? this.#storeEdge(identity);
  }

  /** The same, but nothing is stored: undefined for an edge never seen. */
  knownEdgeId(agent: number, flow: Flow): number | undefined {
    const source = this.#knownEndpointId(flow.source);
    const destination = this.#knownEndpointId(flow.destination);
    if (source === undefined || destination === undefined) return undefined;
    return this.#knownEdge(edgeIdentity(agent, flow, source, destination));
  }

  #knownEdge(identity: Identity): number | undefined {
    const key = JSON.stringify(identity);
    const cached = this.#edges.get(key);
    if (cached !== undefined) return cached;
    const row = this.#selectEdge.get(...identity);
    if (row === undefined) return undefined;
    const id = numberOf(row, 'id');
    this.#edges.set(key, id);
    return id;
  }

  #storeEdge(identity: Identity): number {
    const id = Number(this.#insertEdge.run(...identity).lastInsertRowid);
    this.#edges.set(JSON.stringify(identity), id);
    return id;
  }

  forget(): void {
    this.#edges.clear();
    this.#endpoints.clear();
    this.#ends = new WeakMap();
  }

  #knownEndpointId(endpoint: Endpoint): number | undefined {
    const id = this.#ends.get(endpoint);
    if (id !== undefined) return id;
    const identity = endpointIdentity(endpoint);
    const cached = this.#endpoints.get(JSON.stringify(identity));
    if (cached) return cached.id;
    const row = this.#selectEndpoint.get(...identity);
    return row && numberOf(row, 'id');
  }

  endpointId(endpoint: Endpoint): number {
    const id = this.#ends.get(endpoint) ?? this.#spelledOutId(endpoint);
    this.#ends.set(endpoint, id);
    return id;
  }

  #spelledOutId(endpoint: Endpoint): number {
    const identity = endpointIdentity(endpoint);
    const description = describe(endpoint);
    const key = JSON.stringify(identity);
    const cached = this.#endpoints.get(key);
    if (cached && isSame(cached.description, description)) return cached.id;
    const id = this.#storeEndpoint(identity, description);
    this.#endpoints.set(key, { id, description });
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

function isSame(a: Description, b: Description): boolean {
  return a.every((text, i) => text === b[i]);
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
