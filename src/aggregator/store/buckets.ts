/**
 * Counts of one edge in one hour: added up as batches come, handed back as flows. Where an agent
 * has no room for more rows of an hour, new flows are added to coarser ones. Counts stay exact;
 * open connections (origin `conntrack`) are a level, of which the largest stays.
 */
import assert from 'node:assert/strict';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { coarsen } from '../../flow/coarsen.ts';
import type { Endpoint } from '../../flow/endpoint.ts';
import { type Flow, OVERFLOW_LEVELS, type Overflow, type OverflowLevel } from '../../flow/flow.ts';
import { ORIGINS, type Origin } from '../../flow/origin.ts';
import type { EdgeHints } from '../history.ts';
import type { NodeFlow } from '../store.ts';
import { ABSENT, type Dictionary } from './dictionary.ts';
import type { Hours } from './hours.ts';
import { bytesOf, numberOf, type Row, textOf } from './row.ts';
import { COUNT_MAX } from './schema.ts';
import { mergeSketches, mergeSourcePorts } from './source-ports.ts';

/**
 * Rows looked at in one go, whether they match or not: a page is a few milliseconds of the one
 * thread that also takes batches.
 */
const PAGE_ROWS_MAX = 2_000;

const SUMS = ['lines', 'duplicates', 'bytes', 'answered', 'refused', 'unreachable'] as const;

const INSERT = `
INSERT INTO bucket VALUES ($edge, $hour, $lines, $duplicates, $connections, $bytes, $tcpFlags,
  $firstSeenUs, $lastSeenUs, $answered, $refused, $unreachable, $sourcePorts,
  $sourcePortRegisters, $addressRegisters)`;

/** Connections from before are looked at again and again: the same ones, not more of them. */
const CONNECTIONS = `iif($isLevel, max(connections, $connections),
  min(connections + $connections, ${COUNT_MAX}))`;

const UPDATE = `
UPDATE bucket SET
  connections = ${CONNECTIONS},
  ${SUMS.map((sum) => `${sum} = min(${sum} + $${sum}, ${COUNT_MAX})`).join(', ')},
  tcp_flags = tcp_flags | $tcpFlags,
  first_seen_us = min(first_seen_us, $firstSeenUs),
  last_seen_us = max(last_seen_us, $lastSeenUs),
  source_ports = $sourcePorts,
  source_port_registers = $sourcePortRegisters,
  address_registers = $addressRegisters
WHERE edge = $edge AND hour = $hour`;

/** CROSS: the page is what is walked over, whatever the planner thinks of the conditions. */
const SELECT = `
SELECT bucket.*, edge.*, agent.cluster, agent.node
FROM bucket CROSS JOIN edge ON edge.id = bucket.edge CROSS JOIN agent ON agent.id = edge.agent
WHERE (bucket.edge, bucket.hour) > ($afterEdge, $afterHour)
  AND (bucket.edge, bucket.hour) <= ($lastEdge, $lastHour)`;

/** The key of a page's last row. */
const SELECT_LAST = `
SELECT edge, hour FROM (
  SELECT edge, hour FROM bucket WHERE (edge, hour) > ($afterEdge, $afterHour)
  ORDER BY edge, hour LIMIT ${PAGE_ROWS_MAX}
) ORDER BY edge DESC, hour DESC LIMIT 1`;

export class Buckets {
  readonly #db: DatabaseSync;
  readonly #dictionary: Dictionary;
  readonly #hours: Hours;
  readonly #select: StatementSync;
  readonly #selectLast: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;

  constructor(db: DatabaseSync, dictionary: Dictionary, hours: Hours) {
    this.#db = db;
    this.#dictionary = dictionary;
    this.#hours = hours;
    this.#select = db.prepare(
      `SELECT source_ports, source_port_registers, address_registers
       FROM bucket WHERE edge = ? AND hour = ?`,
    );
    this.#selectLast = db.prepare(SELECT_LAST);
    this.#insert = db.prepare(INSERT);
    this.#update = db.prepare(UPDATE);
  }

  /**
   * Counts a flow of `agent`; gives the level to which it had to be coarsened. Runs inside the
   * caller's transaction.
   */
  add(agent: number, flow: Flow): OverflowLevel | undefined {
    if (this.#addAs(agent, flow)) return undefined;
    for (const level of OVERFLOW_LEVELS) {
      const coarser = coarsen(flow, level);
      if (coarser !== flow && this.#addAs(agent, coarser)) return level;
    }
    return assert.fail('there is always room for a flow without any detail');
  }

  /** False, and nothing changed, where that would be one row too many. */
  #addAs(agent: number, flow: Flow): boolean {
    const hasRoom = this.#hours.hasRoom(agent, flow.hour, flow.overflow?.level);
    const edge = hasRoom
      ? this.#dictionary.edgeId(agent, flow)
      : this.#dictionary.knownEdgeId(agent, flow);
    const row = edge === undefined ? undefined : this.#select.get(edge, flow.hour);
    if (edge === undefined || (row === undefined && !hasRoom)) return false;
    if (row === undefined) this.#hours.countRow(agent, flow.hour);
    const statement = row === undefined ? this.#insert : this.#update;
    const isLevel = row !== undefined && { $isLevel: flow.origin === 'conntrack' ? 1 : 0 };
    const place = { $edge: edge, $hour: flow.hour, ...isLevel };
    statement.run({ ...place, ...counts(flow), ...sketches(flow, row) });
    return true;
  }

  /** Blocks of flows; no statement stays open between them. */
  async *flows(hints: EdgeHints, signal?: AbortSignal): AsyncGenerator<readonly NodeFlow[]> {
    const page = this.#db.prepare(`${SELECT} ${conditions(hints)}`);
    const endpoints = new Map<number, Endpoint>();
    const after = { $afterEdge: -1, $afterHour: -1 };
    for (;;) {
      signal?.throwIfAborted();
      const last = this.#selectLast.get(after);
      if (last === undefined) return;
      const [edge, hour] = [numberOf(last, 'edge'), numberOf(last, 'hour')];
      const range = { ...after, $lastEdge: edge, $lastHour: hour };
      const rows = page.all({ ...range, ...parameters(hints) });
      if (rows.length > 0) yield rows.map((row) => this.#nodeFlow(row, endpoints));
      after.$afterEdge = edge;
      after.$afterHour = hour;
      await new Promise(setImmediate);
    }
  }

  #nodeFlow(row: Row, endpoints: Map<number, Endpoint>): NodeFlow {
    const endpoint = (column: string): Endpoint => {
      const id = numberOf(row, column);
      const known = endpoints.get(id) ?? this.#dictionary.endpoint(id);
      endpoints.set(id, known);
      return known;
    };
    return {
      cluster: textOf(row, 'cluster'),
      node: textOf(row, 'node'),
      flow: flowOf(row, endpoint('source'), endpoint('destination')),
    };
  }
}

function counts(flow: Flow): Record<string, SQLInputValue> {
  const sums = Object.fromEntries(SUMS.map((sum) => [`$${sum}`, flow[sum]]));
  return {
    ...sums,
    $connections: flow.connections,
    $tcpFlags: flow.tcpFlags,
    $firstSeenUs: flow.firstSeenUs,
    $lastSeenUs: flow.lastSeenUs,
  };
}

function sketches(flow: Flow, row: Row | undefined): Record<string, SQLInputValue> {
  const added = flow.overflow?.addressRegisters ?? new Uint8Array(0);
  const merged = row === undefined ? flow : mergeSourcePorts(sourcePortsOf(row), flow);
  return {
    $sourcePorts: JSON.stringify(merged.sourcePorts),
    $sourcePortRegisters: merged.sourcePortRegisters,
    $addressRegisters: row ? mergeSketches(bytesOf(row, 'address_registers'), added) : added,
  };
}

function sourcePortsOf(row: Row): Pick<Flow, 'sourcePorts' | 'sourcePortRegisters'> {
  return {
    sourcePorts: JSON.parse(textOf(row, 'source_ports')),
    sourcePortRegisters: bytesOf(row, 'source_port_registers'),
  };
}

function conditions({ protocol, port, sinceUs, untilUs }: EdgeHints): string {
  return [
    protocol === undefined ? '' : 'AND edge.protocol = $protocol',
    port === undefined ? '' : 'AND edge.port = $port',
    sinceUs === undefined ? '' : 'AND bucket.last_seen_us >= $sinceUs',
    untilUs === undefined ? '' : 'AND bucket.first_seen_us <= $untilUs',
  ].join(' ');
}

function parameters(hints: EdgeHints): Record<string, SQLInputValue> {
  const { protocol, port, sinceUs, untilUs } = hints;
  return {
    ...(protocol !== undefined && { $protocol: protocol }),
    ...(port !== undefined && { $port: port }),
    ...(sinceUs !== undefined && { $sinceUs: sinceUs }),
    ...(untilUs !== undefined && { $untilUs: untilUs }),
  };
}

function flowOf(row: Row, source: Endpoint, destination: Endpoint): Flow {
  return {
    origin: originOf(row),
    point: {
      prefix: textOf(row, 'prefix'),
      inInterface: textOf(row, 'in_interface'),
      outInterface: textOf(row, 'out_interface'),
    },
    source,
    destination,
    protocol: optionalOf(row, 'protocol'),
    port: optionalOf(row, 'port'),
    icmpType: optionalOf(row, 'icmp_type'),
    icmpCode: optionalOf(row, 'icmp_code'),
    isReply: numberOf(row, 'is_reply') === 1,
    overflow: overflowOf(row),
    hour: numberOf(row, 'hour'),
    lines: numberOf(row, 'lines'),
    duplicates: numberOf(row, 'duplicates'),
    connections: numberOf(row, 'connections'),
    bytes: numberOf(row, 'bytes'),
    tcpFlags: numberOf(row, 'tcp_flags'),
    firstSeenUs: numberOf(row, 'first_seen_us'),
    lastSeenUs: numberOf(row, 'last_seen_us'),
    ...sourcePortsOf(row),
    answered: numberOf(row, 'answered'),
    refused: numberOf(row, 'refused'),
    unreachable: numberOf(row, 'unreachable'),
  };
}

function originOf(row: Row): Origin {
  const text = textOf(row, 'origin');
  return ORIGINS.find((known) => known === text) ?? 'text';
}

function optionalOf(row: Row, column: string): number | undefined {
  const value = numberOf(row, column);
  return value === ABSENT ? undefined : value;
}

function overflowOf(row: Row): Overflow | undefined {
  const text = textOf(row, 'overflow');
  const level = OVERFLOW_LEVELS.find((known) => known === text);
  return level && { level, addressRegisters: bytesOf(row, 'address_registers') };
}
