/**
 * The tables that a server of the ClickHouse home has of its own: columns, codecs, sorting keys,
 * and how long rows are kept. Every row has its whole identity in its sorting key, so that one that
 * is written twice is one.
 */
import type { ClickhouseHome } from './home-url.ts';

/** Partitions of buckets over the retention: few enough to be cheap, many enough to end in time. */
const PARTITIONS = 24;
/** How long hours are usually kept where nothing is said about it. */
const HOURS_KEPT = 720;
/** Hours are what agents claim: whatever they say, there are so many partitions and no more. */
const PARTITIONS_MAX = 64;
/** Seconds since the epoch that a DateTime holds. */
const DATE_TIME_MAX = 0xffff_ffff;
/** Edges and ends outlive their last hour by what clocks and folding may be late. */
const SPARE_DAYS = 3;
/** A claim fences writers of before; none is suspended for longer. */
const CLAIM_DAYS = 30;
const AFTER_CLAIMS = `made_at + INTERVAL ${CLAIM_DAYS} DAY`;

/** Acknowledged rows are on the disk, not in the page cache. */
const DURABLE = 'fsync_after_insert = 1, fsync_part_directory = 1';
/**
 * A partition that nothing more comes to becomes one part, which is read without looking for rows
 * that came twice.
 */
const SETTLES =
  'min_age_to_force_merge_seconds = 3600, min_age_to_force_merge_on_partition_only = 1';

const COUNTS = `
  lines UInt64 CODEC(T64, ZSTD(1)),
  duplicates UInt64 CODEC(T64, ZSTD(1)),
  connections UInt64 CODEC(T64, ZSTD(1)),
  open_connections UInt64 CODEC(T64, ZSTD(1)),
  bytes UInt64 CODEC(T64, ZSTD(1)),
  answered UInt64 CODEC(T64, ZSTD(1)),
  refused UInt64 CODEC(T64, ZSTD(1)),
  unreachable UInt64 CODEC(T64, ZSTD(1)),
  tcp_flags UInt16 CODEC(ZSTD(1)),
  first_us UInt64 CODEC(Delta, ZSTD(1)),
  last_us UInt64 CODEC(Delta, ZSTD(1)),
  ports Array(UInt16) CODEC(ZSTD(1)),
  port_registers Array(UInt8) CODEC(ZSTD(1)),
  address_registers Array(UInt8) CODEC(ZSTD(1))`;

const KEY = `
  agent UInt64 CODEC(ZSTD(1)),
  edge UInt64 CODEC(ZSTD(1)),
  hour UInt32 CODEC(Delta, ZSTD(1)),
  number UInt64 CODEC(ZSTD(1)),
  step UInt64 CODEC(ZSTD(1)),
  part UInt32 CODEC(ZSTD(1))`;

export interface Table {
  readonly name: string;
  readonly columns: string;
  readonly engine: string;
  /** Partitions and sorting key. */
  readonly order: string;
  /** When a row goes by itself; undefined: never. */
  readonly ttl?: string | undefined;
  readonly settings?: string;
}

/** Whose batches have come how far, who may write, and what nodes tell. */
const LEDGER_TABLES: readonly Table[] = [
  {
    name: 'store',
    columns: 'version UInt32, id String, made_us UInt64',
    engine: 'ReplacingMergeTree',
    order: 'ORDER BY (made_us, id)',
    settings: DURABLE,
  },
  {
    name: 'claim',
    columns: 'agent UInt64, number UInt64, token String, made_at DateTime',
    engine: 'ReplacingMergeTree',
    order: 'ORDER BY (agent, number, token)',
    ttl: AFTER_CLAIMS,
    settings: DURABLE,
  },
  {
    name: 'past',
    columns: 'agent UInt64, instance String, made_at DateTime',
    engine: 'ReplacingMergeTree',
    order: 'ORDER BY (agent, instance)',
    ttl: AFTER_CLAIMS,
    settings: DURABLE,
  },
  {
    name: 'position',
    columns: `
  agent UInt64,
  number UInt64,
  step UInt64,
  before_number UInt64,
  before_step UInt64,
  cluster String,
  node String,
  source String,
  instance String,
  epoch UInt64,
  sequence UInt64,
  cursor String,
  heard_us UInt64,
  state String CODEC(ZSTD(3))`,
    engine: 'ReplacingMergeTree(step)',
    order: 'ORDER BY (agent, number)',
    settings: DURABLE,
  },
  {
    name: 'folded',
    columns: 'agent UInt64, number UInt64',
    engine: 'ReplacingMergeTree(number)',
    order: 'ORDER BY agent',
    settings: DURABLE,
  },
  {
    name: 'finding',
    columns: 'agent UInt64, reported_us UInt64, checks String',
    engine: 'ReplacingMergeTree(reported_us)',
    order: 'ORDER BY agent',
  },
];

/** What edges are: they outlive their last hour. */
function dimensionTables(unseen: string | undefined): readonly Table[] {
  return [
    {
      name: 'endpoint',
      columns: `
  id UInt64 CODEC(ZSTD(1)),
  is_described UInt8,
  kind LowCardinality(String),
  namespace LowCardinality(String),
  name String CODEC(ZSTD(1)),
  ip String CODEC(ZSTD(1)),
  node LowCardinality(String),
  attribution LowCardinality(String),
  confidence LowCardinality(String),
  candidates String CODEC(ZSTD(1)),
  workload_kind LowCardinality(String),
  workload_name String CODEC(ZSTD(1)),
  labels String CODEC(ZSTD(1)),
  seen_us UInt64`,
      engine: 'ReplacingMergeTree(seen_us)',
      order: 'ORDER BY (id, is_described)',
      ttl: unseen,
      settings: DURABLE,
    },
    {
      name: 'edge',
      columns: `
  agent UInt64 CODEC(ZSTD(1)),
  id UInt64 CODEC(ZSTD(1)),
  source UInt64,
  destination UInt64,
  source_namespace LowCardinality(String),
  destination_namespace LowCardinality(String),
  may_be_renamed UInt8,
  protocol Int32,
  port Int32,
  icmp_type Int32,
  icmp_code Int32,
  is_reply UInt8,
  overflow LowCardinality(String),
  in_interface LowCardinality(String),
  out_interface LowCardinality(String),
  prefix LowCardinality(String),
  origin LowCardinality(String),
  seen_us UInt64 CODEC(ZSTD(1))`,
      engine: 'ReplacingMergeTree(seen_us)',
      order: 'ORDER BY (agent, id)',
      ttl: unseen,
      settings: DURABLE,
    },
  ];
}

const COUNTED_ORDER = '(agent, edge, hour, number, step, part)';

/** What belongs to hours; `slot` is the number of hours in a partition. */
function hourTables(forgotten: string | undefined, slot: number): readonly Table[] {
  return [
    {
      name: 'fact',
      columns: `${KEY},${COUNTS},
  claimed_hour UInt32 CODEC(ZSTD(1))`,
      engine: 'ReplacingMergeTree',
      order: `PARTITION BY claimed_hour ORDER BY ${COUNTED_ORDER}`,
      ttl: forgotten,
      settings: DURABLE,
    },
    {
      name: 'bucket',
      columns: `${KEY},${COUNTS}`,
      engine: 'ReplacingMergeTree',
      order: `PARTITION BY intDiv(hour, ${slot}) % ${PARTITIONS_MAX} ORDER BY ${COUNTED_ORDER}`,
      ttl: forgotten,
      settings: `${DURABLE}, ${SETTLES}`,
    },
    {
      name: 'observed',
      columns: `
  agent UInt64 CODEC(ZSTD(1)),
  hour UInt32 CODEC(Delta, ZSTD(1)),
  from_us UInt64 CODEC(Delta, ZSTD(1)),
  to_us SimpleAggregateFunction(max, UInt64) CODEC(Delta, ZSTD(1)),
  heard_us SimpleAggregateFunction(max, UInt64) CODEC(Delta, ZSTD(1))`,
      engine: 'AggregatingMergeTree',
      order: 'ORDER BY (agent, hour, from_us)',
      ttl: forgotten,
    },
  ];
}

/** Engines as on one server alone. */
export function tables({ retentionHours }: ClickhouseHome): readonly Table[] {
  const days = Math.ceil((retentionHours ?? 0) / 24) + SPARE_DAYS;
  const slot = Math.ceil((retentionHours ?? HOURS_KEPT) / PARTITIONS);
  const ttl = (end: string) => (retentionHours === undefined ? undefined : end);
  // Hours are what agents claim: one far ahead stays, and does not wrap around to long ago.
  const endSeconds = `toUInt64(hour) * 3600 + ${days * 86_400}`;
  const forgotten = ttl(`toDateTime(least(${endSeconds}, ${DATE_TIME_MAX}), 'UTC')`);
  const unseen = ttl(`toDateTime(intDiv(seen_us, 1000000), 'UTC') + INTERVAL ${days} DAY`);
  return [...LEDGER_TABLES, ...dimensionTables(unseen), ...hourTables(forgotten, slot)];
}
