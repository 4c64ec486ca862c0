/**
 * The SQLite schema: edges by hour, so that the file grows with what is distinct and not with
 * traffic.
 *
 *   store        one row: which file this is
 *   agent ─┬─ instance   every incarnation that ever said hello
 *          ├─ account    counts of records          rejected   by reason
 *          ├─ loss       by cause and hour          reading    of its source's clock, by hour
 *          ├─ finding    of its newest report  hour       how long it was observed, how many rows
 *          ├─ rule_balance ── rule_counter   what rules logged beside what was read
 *          └─ edge ─┬─ total    what it adds up to, and in which hours
 *             │     └─ bucket   what it adds up to in one hour
 *             └─ endpoint (source, destination)
 *   hour_sum     what all edges add up to in one hour
 *
 * A column that may be absent but belongs to an identity holds -1 or '': NULLs are never equal in a
 * UNIQUE constraint.
 */

/** Kept in the file's user_version; a file with a higher one was written by a newer Dropcast. */
export const SCHEMA_VERSION = 4;

/** The first version whose files have a name of their own. */
export const NAMED_SINCE = 3;

export const edgeTable = (name: string) => `
CREATE TABLE ${name} (
  id INTEGER PRIMARY KEY,
  agent INTEGER NOT NULL REFERENCES agent (id),
  source INTEGER NOT NULL REFERENCES endpoint (id),
  destination INTEGER NOT NULL REFERENCES endpoint (id),
  protocol INTEGER NOT NULL,
  port INTEGER NOT NULL,
  icmp_type INTEGER NOT NULL,
  icmp_code INTEGER NOT NULL,
  is_reply INTEGER NOT NULL,
  overflow TEXT NOT NULL,
  in_interface TEXT NOT NULL,
  out_interface TEXT NOT NULL,
  prefix TEXT NOT NULL,
  origin TEXT NOT NULL,
  UNIQUE (source, destination, port, protocol, agent, icmp_type, icmp_code, is_reply,
    overflow, in_interface, out_interface, prefix, origin)
) STRICT;
`;

/** What nodes tell of themselves. */
export const FACTS = `
CREATE TABLE finding (
  agent INTEGER NOT NULL REFERENCES agent (id),
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  value REAL,
  PRIMARY KEY (agent, name)
) STRICT;

-- read counts from the first counter of this prefix on; expected_gone is of chains that are no more
CREATE TABLE rule_balance (
  agent INTEGER NOT NULL REFERENCES agent (id),
  prefix TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  read INTEGER NOT NULL,
  expected_gone INTEGER NOT NULL,
  resets_gone INTEGER NOT NULL,
  PRIMARY KEY (agent, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule_counter (
  agent INTEGER NOT NULL REFERENCES agent (id),
  family TEXT NOT NULL,
  rule_table TEXT NOT NULL,
  chain TEXT NOT NULL,
  prefix TEXT NOT NULL,
  last INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  resets INTEGER NOT NULL,
  PRIMARY KEY (agent, family, rule_table, chain, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading (
  agent INTEGER NOT NULL REFERENCES agent (id),
  boot_id TEXT NOT NULL,
  hour INTEGER NOT NULL,
  raw_us INTEGER NOT NULL,
  wall_us INTEGER NOT NULL,
  PRIMARY KEY (agent, boot_id, hour)
) STRICT, WITHOUT ROWID;
`;

/** The identity of the file, which agents hear: a row is put in when the table is made. */
export const STORE = `
CREATE TABLE store (
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
`;

/** Of an agent and an hour of its records: rows in bucket, and how much of the hour was read. */
export const HOUR = `
CREATE TABLE hour (
  agent INTEGER NOT NULL REFERENCES agent (id),
  hour INTEGER NOT NULL,
  buckets INTEGER NOT NULL,
  observed_us INTEGER NOT NULL,
  PRIMARY KEY (agent, hour)
) STRICT, WITHOUT ROWID;
`;

/**
 * What edges add up to (tally.ts, hour-runs.ts). Buckets lie by hour: batches write, spans read and
 * retention deletes in one place. Their edges are not referenced: SQLite would look through all of
 * them for each edge that goes.
 */
export const SUMS = `
CREATE TABLE bucket (
  hour INTEGER NOT NULL,
  edge INTEGER NOT NULL,
  counts BLOB NOT NULL,
  PRIMARY KEY (hour, edge)
) STRICT, WITHOUT ROWID;

CREATE TABLE total (
  edge INTEGER PRIMARY KEY,
  hours BLOB NOT NULL,
  counts BLOB NOT NULL
) STRICT;

CREATE TABLE hour_sum (
  hour INTEGER PRIMARY KEY,
  lines INTEGER NOT NULL,
  connections INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  unreachable INTEGER NOT NULL
) STRICT;
`;

/** Who is asked for by namespace, and who is asked for no more. */
export const INDEXES = `
CREATE INDEX edge_destination ON edge (destination);
CREATE INDEX endpoint_namespace ON endpoint (namespace);
`;

/** A new file. */
export const SCHEMA = `${STORE}
CREATE TABLE agent (
  id INTEGER PRIMARY KEY,
  cluster TEXT NOT NULL,
  node TEXT NOT NULL,
  source TEXT NOT NULL,
  instance TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  cursor TEXT NOT NULL,
  boot_id TEXT NOT NULL,
  version TEXT NOT NULL,
  observed_us INTEGER NOT NULL,
  heard_us INTEGER NOT NULL,
  coarsened INTEGER NOT NULL,
  previous_epoch INTEGER NOT NULL,
  previous_sequence INTEGER NOT NULL,
  UNIQUE (cluster, node, source)
) STRICT;

CREATE TABLE instance (
  agent INTEGER NOT NULL REFERENCES agent (id),
  instance TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  PRIMARY KEY (agent, instance)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  agent INTEGER PRIMARY KEY REFERENCES agent (id),
  read INTEGER NOT NULL,
  parsed INTEGER NOT NULL,
  partial INTEGER NOT NULL,
  ignored INTEGER NOT NULL,
  spoofed INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  responses_unmatched INTEGER NOT NULL
) STRICT;

CREATE TABLE rejected (
  agent INTEGER NOT NULL REFERENCES agent (id),
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (agent, reason)
) STRICT, WITHOUT ROWID;

-- count is -1 in the rows of losses whose size cannot be known
CREATE TABLE loss (
  agent INTEGER NOT NULL REFERENCES agent (id),
  source TEXT NOT NULL,
  cause TEXT NOT NULL,
  is_known INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_us INTEGER NOT NULL,
  last_us INTEGER NOT NULL,
  PRIMARY KEY (agent, source, cause, is_known, hour)
) STRICT, WITHOUT ROWID;

-- workload and labels describe the endpoint and follow the newest report; the rest is its identity
CREATE TABLE endpoint (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  ip TEXT NOT NULL,
  node TEXT NOT NULL,
  attribution TEXT NOT NULL,
  confidence TEXT NOT NULL,
  candidates TEXT NOT NULL,
  workload_kind TEXT NOT NULL,
  workload_name TEXT NOT NULL,
  labels TEXT NOT NULL,
  UNIQUE (ip, name, namespace, kind, node, attribution, confidence, candidates)
) STRICT;

${edgeTable('edge')}
${SUMS}${INDEXES}${FACTS}${HOUR}`;
