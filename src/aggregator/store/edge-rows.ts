/** Rows of edges and what they add up to, as the flows that they stand for. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../../flow/flow.ts';
import { ORIGINS, type Origin } from '../../flow/origin.ts';
import { ABSENT } from './dictionary.ts';
import { EndRows } from './end-rows.ts';
import { numberOf, type Row, textOf } from './row.ts';
import type { Tally } from './tally.ts';

/** Of those whose ids are in a JSON list, in its order. */
const SELECT = `
SELECT edge.*, agent.cluster, agent.node
FROM json_each($edges) AS asked CROSS JOIN edge ON edge.id = asked.value
  CROSS JOIN agent ON agent.id = edge.agent`;

/** What of an edge's identity is compared here, as it stands in the file. */
export interface EdgeConditions {
  readonly protocol?: number | undefined;
  readonly port?: number | undefined;
  readonly replies?: boolean | undefined;
}

/** Reads edges for one question. */
export class EdgeRows {
  readonly #ends: EndRows;
  readonly #select: StatementSync;
  readonly #parameters: Record<string, SQLInputValue>;

  constructor(db: DatabaseSync, conditions: EdgeConditions) {
    this.#ends = new EndRows(db);
    const { protocol, port, replies } = conditions;
    const texts = [
      protocol === undefined ? [] : ['edge.protocol = $protocol'],
      port === undefined ? [] : ['edge.port = $port'],
      replies ? [] : ['edge.is_reply = 0'],
    ].flat();
    this.#select = db.prepare(texts.length > 0 ? `${SELECT} WHERE ${texts.join(' AND ')}` : SELECT);
    this.#parameters = {
      ...(protocol !== undefined && { $protocol: protocol }),
      ...(port !== undefined && { $port: port }),
    };
  }

  /** The rows of those of `edges` that are there and meet the conditions. */
  read(edges: readonly number[]): Row[] {
    return this.#select.all({ $edges: JSON.stringify(edges), ...this.#parameters });
  }

  /** The flow of an edge's row in an hour, or from it on. */
  flow(row: Row, hour: number, tally: Tally): Flow {
    return {
      origin: originOf(row),
      point: {
        prefix: textOf(row, 'prefix'),
        inInterface: textOf(row, 'in_interface'),
        outInterface: textOf(row, 'out_interface'),
      },
      source: this.#ends.of(row, 'source'),
      destination: this.#ends.of(row, 'destination'),
      protocol: optionalOf(row, 'protocol'),
      port: optionalOf(row, 'port'),
      icmpType: optionalOf(row, 'icmp_type'),
      icmpCode: optionalOf(row, 'icmp_code'),
      isReply: numberOf(row, 'is_reply') === 1,
      overflow: overflowOf(row, tally),
      hour,
      lines: tally.lines,
      duplicates: tally.duplicates,
      connections: tally.connections,
      bytes: tally.bytes,
      tcpFlags: tally.tcpFlags,
      firstSeenUs: tally.firstSeenUs,
      lastSeenUs: tally.lastSeenUs,
      sourcePorts: tally.sourcePorts,
      sourcePortRegisters: tally.sourcePortRegisters,
      answered: tally.answered,
      refused: tally.refused,
      unreachable: tally.unreachable,
    };
  }
}

/** Connections of such an edge are those open at once. */
export function isLevelEdge(row: Row): boolean {
  return textOf(row, 'origin') === 'conntrack';
}

function originOf(row: Row): Origin {
  const text = textOf(row, 'origin');
  return ORIGINS.find((known) => known === text) ?? 'text';
}

function optionalOf(row: Row, column: string): number | undefined {
  const value = numberOf(row, column);
  return value === ABSENT ? undefined : value;
}

function overflowOf(row: Row, { addressRegisters }: Tally): Overflow | undefined {
  const text = textOf(row, 'overflow');
  const level = OVERFLOW_LEVELS.find((known) => known === text);
  return level && { level, addressRegisters };
}
