/**
 * An agent as the aggregator sees one, with a source that can tell at the end what must have been
 * counted: record n is one line of edge n mod 7, and a cursor is the number of records before it.
 * It goes to another replica when one fails it, resends what Welcome does not cover, and starts
 * anew, as another instance, when it is told to.
 */
import { randomUUID } from 'node:crypto';
import type { NodeFlow, Store } from '../../src/aggregator/store.ts';
import type { Batch, Hello } from '../../src/wire/ingest.ts';
import { batchOf, flowOf, HOUR_US, helloOf, podOf, START_US } from '../aggregator/examples.ts';

const EDGES = 7;
const HOURS = 3;

export class MovingAgent {
  readonly node: string;
  #instance = randomUUID();
  #epoch = 0;
  #sequence = 0;
  #cursor = 0;
  /** Frozen: sent as it is until it is acknowledged or its instance is over. */
  #frozen: Batch | undefined;
  /** What some replica has acknowledged. */
  acknowledged = 0;

  constructor(node: string) {
    this.node = node;
  }

  get hello(): Hello {
    return helloOf({ node: this.node, instance: this.#instance });
  }

  restart(): void {
    this.#instance = randomUUID();
    this.#frozen = undefined;
  }

  /** Rejects when the home does, and when it has fenced this instance. */
  async connect(home: Store): Promise<void> {
    const welcome = await home.welcome(this.hello);
    if (typeof welcome === 'string') throw new Error(welcome);
    this.#epoch = welcome.epoch;
    this.#sequence = welcome.sequence;
    this.#cursor = Number(welcome.cursor);
    if (this.#frozen && this.#frozen.sequence <= welcome.sequence) this.#frozen = undefined;
  }

  /** Sends one batch of so many records, or the one that was frozen before. */
  async send(home: Store, records: number): Promise<void> {
    this.#frozen ??= this.#freeze(records);
    const { hello } = this;
    const applied = await home.apply(this.#frozen, hello);
    if (applied !== 'applied' && applied !== 'duplicate') throw new Error(applied);
    this.#sequence = this.#frozen.sequence;
    this.#cursor = Number(this.#frozen.cursorAfter);
    this.acknowledged = Math.max(this.acknowledged, this.#cursor);
    this.#frozen = undefined;
  }

  #freeze(records: number): Batch {
    const after = this.#cursor + records;
    const source = podOf('shop', this.node, '10.0.1.2');
    const flows = countedFlows(this.#cursor, after).map((flow) => ({ ...flow, source }));
    const position = { epoch: this.#epoch, cursorAfter: String(after), flows };
    return batchOf(this.#sequence + 1, position);
  }
}

function edgeOf(record: number): { port: number; hour: number } {
  return { port: record % EDGES, hour: START_US / HOUR_US + (Math.floor(record / EDGES) % HOURS) };
}

/** What records add up to by edge and hour. */
function countedFlows(from: number, to: number) {
  const lines = new Map<string, number>();
  for (let record = from; record < to; record++) {
    const key = JSON.stringify(edgeOf(record));
    lines.set(key, (lines.get(key) ?? 0) + 1);
  }
  return [...lines].map(([key, count]) => flowOf({ ...JSON.parse(key), lines: count }));
}

/** Lines by edge and hour, as a home tells them of a node. */
export async function linesOf(home: Store, node: string): Promise<Map<string, number>> {
  const lines = new Map<string, number>();
  for await (const block of home.flows({})) {
    for (const { flow } of block.filter((each: NodeFlow) => each.node === node)) {
      const key = JSON.stringify({ port: flow.port, hour: flow.hour });
      lines.set(key, (lines.get(key) ?? 0) + flow.lines);
    }
  }
  return new Map([...lines].sort());
}

/** The same of the first records of a source. */
export function expectedLines(records: number): Map<string, number> {
  const lines = countedFlows(0, records).map(
    ({ port, hour, lines: count }) => [JSON.stringify({ port, hour }), count] as const,
  );
  return new Map([...lines].sort());
}
