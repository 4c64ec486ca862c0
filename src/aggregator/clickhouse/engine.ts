/**
 * One ClickHouse server over HTTP. Every statement has a limit of time, of memory and of rows;
 * inserts are never gathered by the server (`async_insert=0`), so that an answer means that the
 * rows are there. Nothing is tried again here: whoever asks knows what that would mean.
 */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  createClient,
} from '@clickhouse/client';
import { type Block, readBlocks } from './native-blocks.ts';
import type { RowBinary } from './row-binary.ts';

/** A value of a result: 64-bit numbers are texts, as JSON has no room for them. */
export type Value = string | number | readonly Value[];
export type Row = readonly Value[];

/** A server that does not answer at all is given up a moment after it should have given up. */
const PATIENCE_MS = 5_000;

export interface EngineOptions {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Of one statement. */
  readonly secondsMax: number;
  readonly memoryBytesMax: number;
  readonly rowsMax: number;
  /** Whether writes wait for most replicas, and reads for what they have written. */
  readonly isReplicated: boolean;
}

const SETTINGS = {
  async_insert: 0,
  wait_end_of_query: 0,
  output_format_json_quote_64bit_integers: 1,
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
  do_not_merge_across_partitions_select_final: 1,
  distributed_product_mode: 'local',
  // What says whose counts count is small, and never the side that is streamed.
  query_plan_join_swap_table: 'false',
  query_plan_optimize_join_order_limit: 0,
  max_partitions_per_insert_block: 0,
  // What an identity names is in its shard alone.
  distributed_foreground_insert: 1,
  // A server that is busy is not helped by another one that does the same work.
  use_hedged_requests: 0,
  // Half an answer is none.
  skip_unavailable_shards: 0,
  timeout_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
} as const;

/** Rows that more than one server must agree on before they count. */
const QUORUM = { insert_quorum: 'auto' } as const;
/** For tables in which an order of writes and reads decides who may write. */
const SEQUENTIAL = {
  insert_quorum: 'auto',
  insert_quorum_parallel: 0,
  select_sequential_consistency: '1',
} as const;

export class Engine {
  readonly #client: ClickHouseClient;
  readonly #options: EngineOptions;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { url, user, password, database, secondsMax, memoryBytesMax } = options;
    this.#client = createClient({
      url,
      username: user,
      password,
      database,
      application: 'dropcast',
      // What goes wrong is told by whoever asked, once, and without what was asked.
      log: { level: ClickHouseLogLevel.OFF },
      request_timeout: secondsMax * 1_000 + PATIENCE_MS,
      max_open_connections: 16,
      compression: { request: false, response: false },
      clickhouse_settings: {
        ...SETTINGS,
        max_execution_time: secondsMax,
        max_memory_usage: String(memoryBytesMax),
        max_result_rows: String(options.rowsMax),
      } as Record<string, string | number>,
    });
  }

  get url(): string {
    return this.#options.url;
  }

  /** Resolves when the rows are on the disk of this server, and with replicas of most. */
  async insert(table: string, columns: readonly string[], rows: RowBinary): Promise<void> {
    if (rows.rows === 0) return;
    const query = `INSERT INTO ${table} (${columns.join(', ')}) FORMAT RowBinary`;
    const values = Readable.from([Buffer.from(rows.bytes)], { objectMode: false });
    const result = await this.#client.exec({ query, values, ...this.#replication(QUORUM) });
    await drained(result.stream);
  }

  /** The same for tables that say who may write. */
  async insertInOrder(table: string, rows: readonly object[]): Promise<void> {
    const settings = this.#replication(SEQUENTIAL);
    await this.#client.insert({ table, values: [...rows], format: 'JSONEachRow', ...settings });
  }

  /** Runs a statement that gives no rows. */
  async command(query: string, settings: Record<string, string | number> = {}): Promise<void> {
    const { clickhouse_settings } = this.#replication(QUORUM);
    await this.#client.command({
      query,
      clickhouse_settings: { ...clickhouse_settings, ...settings },
    });
  }

  /** Waits until this replica has what others had acknowledged before. */
  async catchUp(tables: readonly string[]): Promise<void> {
    if (!this.#options.isReplicated) return;
    for (const table of tables) {
      await this.#client.command({ query: `SYSTEM SYNC REPLICA ${table} LIGHTWEIGHT` });
    }
  }

  /** All rows of a small answer. */
  async rows(query: string, parameters: Record<string, unknown> = {}): Promise<readonly Row[]> {
    const settings = this.#replication(SEQUENTIAL);
    const asked = { query, query_params: parameters, ...settings };
    const result = await this.#client.query({ ...asked, format: 'JSONCompactEachRow' });
    return result.json<Row>();
  }

  /**
   * Blocks of a large answer. The engine has all of them before it gives the first, so that its
   * limit of time is not for whoever takes them; it waits for that one 30 s from block to block.
   */
  async *blocks(
    query: string,
    parameters: Record<string, unknown>,
    signal?: AbortSignal,
  ): AsyncGenerator<Block> {
    const query_id = randomUUID();
    const asked = {
      query_id,
      query_params: parameters,
      clickhouse_settings: { wait_end_of_query: 1 as const },
      ...(signal && { abort_signal: signal }),
    };
    let isWhole = false;
    try {
      const { stream } = await this.#client.exec({ query: `${query} FORMAT Native`, ...asked });
      try {
        yield* readBlocks(stream);
        isWhole = true;
      } finally {
        stream.destroy();
      }
    } finally {
      if (!isWhole) this.#kill(query_id);
    }
  }

  /** Nothing is written before all is there: a reader that has gone would not be noticed. */
  #kill(id: string): void {
    const query = 'KILL QUERY WHERE query_id = {id:String} ASYNC';
    const killed = this.#client.command({ query, query_params: { id } });
    // What cannot be killed ends by its limit of time.
    killed.catch(() => {});
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  #replication(settings: Record<string, string | number>) {
    return { clickhouse_settings: this.#options.isReplicated ? settings : {} };
  }
}

async function drained(stream: Readable): Promise<void> {
  for await (const _ of stream);
}

/** The name of ClickHouse's error, for example `TOO_MANY_ROWS`; undefined: it did not answer. */
export function engineErrorOf(cause: unknown): string | undefined {
  return cause instanceof ClickHouseError ? (cause.type ?? cause.code) : undefined;
}

/** Of an answer that is no answer of ClickHouse there may be pages. */
const REASON_LENGTH_MAX = 200;

/** Why a statement failed, in one line, without what was asked. */
export function reasonOf(cause: unknown): string {
  const type = engineErrorOf(cause);
  if (type !== undefined) return type;
  if (!(cause instanceof Error)) return String(cause);
  const { code = cause.name } = cause as NodeJS.ErrnoException;
  const [line = ''] = cause.message.trim().split('\n');
  return line.slice(0, REASON_LENGTH_MAX) || code;
}
