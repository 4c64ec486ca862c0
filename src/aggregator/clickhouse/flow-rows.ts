/** Rows of sums and of what they are sums of, read back as flows. */
import {
  ATTRIBUTIONS,
  CONFIDENCES,
  ENDPOINT_KINDS,
  type Endpoint,
  unnamedEndpoint,
} from '../../flow/endpoint.ts';
import { type Flow, OVERFLOW_LEVELS, type Overflow } from '../../flow/flow.ts';
import { ORIGINS } from '../../flow/origin.ts';
import { ABSENT } from './ids.ts';
import type { Block } from './native-blocks.ts';

/** Of an edge, behind its agent and id. */
export const EDGE_READ = [
  ...['source', 'destination', 'protocol', 'port', 'icmp_type', 'icmp_code', 'is_reply'],
  ...['overflow', 'in_interface', 'out_interface', 'prefix', 'origin'],
];

const COUNTS_READ = [
  ...['all_lines', 'all_duplicates', 'all_connections', 'all_open', 'all_bytes', 'all_answered'],
  ...['all_refused', 'all_unreachable', 'all_flags', 'all_first', 'all_last'],
];
const LISTS_READ = ['all_ports', 'all_port_registers', 'all_address_registers'];

/** Names that sums.ts gives, in the order of the columns of `counted` behind its identity. */
export const SUM_READ = [...COUNTS_READ, ...LISTS_READ];

const ANSWERED = ['sums.agent', 'sums.edge', 'all_hours', ...EDGE_READ, ...SUM_READ];

/** What is selected of an edge and its sums: counts as numbers that JavaScript has. */
export const ANSWER_READ = ANSWERED.map((name) =>
  COUNTS_READ.includes(name) ? `toFloat64(${name})` : name,
).join(', ');

function place(name: string): number {
  return ANSWERED.indexOf(name);
}

const [SOURCE, DESTINATION, PROTOCOL] = [place('source'), place('destination'), place('protocol')];
const [OVERFLOW, IN_INTERFACE, COUNTS] = [
  place('overflow'),
  place('in_interface'),
  place('all_lines'),
];
const PORTS = place('all_ports');

/** Rows of ANSWER_READ, each a flow. Hot: once per edge of an answer. */
export class EdgeRows {
  readonly #block: Block;

  constructor(block: Block) {
    this.#block = block;
  }

  get sources(): BigUint64Array {
    return this.#block.ids(SOURCE);
  }

  get destinations(): BigUint64Array {
    return this.#block.ids(DESTINATION);
  }

  agent(row: number): bigint {
    return this.#block.ids(0)[row]!;
  }

  id(row: number): bigint {
    return this.#block.ids(1)[row]!;
  }

  hours(row: number): readonly number[] {
    return Array.from(this.#block.list(2, row));
  }

  flow(row: number, hour: number, source: Endpoint, destination: Endpoint): Flow {
    const number = (column: number) => this.#block.numbers(column)[row]!;
    const text = (column: number) => this.#block.texts(column)[row]!;
    return {
      origin: ORIGINS.find((known) => known === text(IN_INTERFACE + 3)) ?? 'text',
      point: {
        prefix: text(IN_INTERFACE + 2),
        inInterface: text(IN_INTERFACE),
        outInterface: text(IN_INTERFACE + 1),
      },
      source,
      destination,
      protocol: optional(number(PROTOCOL)),
      port: optional(number(PROTOCOL + 1)),
      icmpType: optional(number(PROTOCOL + 2)),
      icmpCode: optional(number(PROTOCOL + 3)),
      isReply: number(PROTOCOL + 4) === 1,
      overflow: overflowOf(text(OVERFLOW), this.#registers(PORTS + 2, row)),
      hour,
      lines: number(COUNTS),
      duplicates: number(COUNTS + 1),
      // One of the two is 0: a flow is of one origin.
      connections: number(COUNTS + 2) + number(COUNTS + 3),
      bytes: number(COUNTS + 4),
      answered: number(COUNTS + 5),
      refused: number(COUNTS + 6),
      unreachable: number(COUNTS + 7),
      tcpFlags: number(COUNTS + 8),
      firstSeenUs: number(COUNTS + 9),
      lastSeenUs: number(COUNTS + 10),
      sourcePorts: Array.from(this.#block.list(PORTS, row)),
      sourcePortRegisters: this.#registers(PORTS + 1, row),
    };
  }

  #registers(column: number, row: number): Uint8Array {
    return Uint8Array.from(this.#block.list(column, row));
  }
}

function overflowOf(text: string, addressRegisters: Uint8Array): Overflow | undefined {
  const level = OVERFLOW_LEVELS.find((known) => known === text);
  return level && { level, addressRegisters };
}

function optional(value: number): number | undefined {
  return value === ABSENT ? undefined : value;
}

export const ENDPOINT_READ =
  'id, kind, namespace, name, ip, node, attribution, confidence, candidates, workload_kind, ' +
  'workload_name, labels';

/** Ends by their ids, out of rows of ENDPOINT_READ. */
export function* endpointsOf(block: Block): Generator<readonly [bigint, Endpoint]> {
  const [kinds, namespaces, names, ips, nodes, attributions, confidences] = texts(block, 1);
  const [candidates, workloadKinds, workloadNames, labels] = texts(block, 8);
  for (let row = 0; row < block.rows; row++) {
    const [kind, name] = [workloadKinds![row]!, workloadNames![row]!];
    const endpoint = {
      ...unnamedEndpoint(ips![row]!),
      kind: ENDPOINT_KINDS.find((known) => known === kinds![row]) ?? 'unknown',
      namespace: namespaces![row]!,
      name: names![row]!,
      node: nodes![row]!,
      attribution: ATTRIBUTIONS.find((known) => known === attributions![row]) ?? 'none',
      confidence: CONFIDENCES.find((known) => known === confidences![row]) ?? 'unknown',
      candidates: (JSON.parse(candidates![row]!) as StoredEndpoint[]).map(candidateOf),
      workload: kind || name ? { kind, name } : undefined,
      labels: JSON.parse(labels![row]!) as Endpoint['labels'],
    };
    yield [block.ids(0)[row]!, endpoint];
  }
}

function texts(block: Block, from: number): readonly (readonly string[])[] {
  return Array.from({ length: 7 }, (_, i) => block.texts(from + i));
}

type StoredEndpoint = Omit<Endpoint, 'workload'> & { readonly workload?: Endpoint['workload'] };

/** JSON leaves out what is undefined. */
function candidateOf(stored: StoredEndpoint): Endpoint {
  return { ...stored, workload: stored.workload };
}
