/**
 * The SQLite schema: edges by hour, so that the file grows with what is distinct and not with
 * traffic.
 *
 *   store        one row: which file this is
 *   agent ─┬─ instance   every incarnation that ever said hello
 *          ├─ account    counts of records          rejected   by reason
 *          ├─ loss       by cause and hour          reading    of its source's clock, by hour
 *          ├─ finding    of its newest report
 *          ├─ rule_balance ── rule_counter   what rules logged beside what was read
 *          └─ edge ───── bucket   counts of one edge in one hour
 *             └─ endpoint (source, destination)
 *
 * A column that may be absent but belongs to an identity holds -1 or '': NULLs are never equal in a
 * UNIQUE constraint.
 */

/** Kept in the file's user_version; a file with a higher one was written by a newer Dropcast. */
export const SCHEMA_VERSION = 3;

const edgeTable = (name: string) => `
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
const FACTS = `
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
const STORE = `
CREATE TABLE store (
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
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
CREATE TABLE bucket (
  edge INTEGER NOT NULL REFERENCES edge (id),
  hour INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  connections INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  tcp_flags INTEGER NOT NULL,
  first_seen_us INTEGER NOT NULL,
  last_seen_us INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  unreachable INTEGER NOT NULL,
  source_ports TEXT NOT NULL,
  source_port_registers BLOB NOT NULL,
  address_registers BLOB NOT NULL,
  PRIMARY KEY (edge, hour)
) STRICT, WITHOUT ROWID;
${FACTS}`;

/**
 * From the version of the index to the next; entry 0 is never used, since a new file gets SCHEMA.
 * Version 1 knew no origin: that of a file's lines is what its agent's source says.
 */
export const MIGRATIONS: readonly string[] = [
  '',
  `
${edgeTable('edge_2')}
INSERT INTO edge_2 SELECT edge.*, iif(agent.source = 'kmsg', 'kernel', 'text')
  FROM edge JOIN agent ON agent.id = edge.agent;
DROP TABLE edge;
ALTER TABLE edge_2 RENAME TO edge;
${FACTS}`,
  `${STORE}
ALTER TABLE agent ADD COLUMN heard_us INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agent ADD COLUMN coarsened INTEGER NOT NULL DEFAULT 0;`,
];

/**
 * Largest stored count: sums stop here instead of leaving what a JavaScript number holds exactly.
 */
export const COUNT_MAX = Number.MAX_SAFE_INTEGER;
