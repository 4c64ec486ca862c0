/** Bounds of everything that grows, in one place, each with its reason. */

/** Distinct source ports kept per flow; past it a HyperLogLog estimate takes over. */
export const SOURCE_PORTS_MAX = 8;

/** Flows in one table before overflow starts: about 16 MiB of typed arrays. */
export const FLOWS_MAX = 65_536;

/**
 * Overflow flows of each level (`address`, `port`) beside FLOWS_MAX: where detail goes when the
 * table is full.
 */
export const OVERFLOW_MAX = 4_096;

/**
 * Observation points known at once: a node has some hundred interfaces and a few rules; past it
 * detail goes.
 */
export const POINTS_MAX = 16_384;

/** End of an aggregation interval: a batch at least this often while there is something to tell. */
export const WINDOW_MS = 10_000;

/**
 * A repeated five-tuple within this time of its first line is a retransmit: Linux gives up a SYN
 * after 1+2+4+8+16+32+64 s (tcp_syn_retries = 6, Documentation/networking/ip-sysctl.rst).
 */
export const RETRANSMIT_HORIZON_US = 127_000_000;

/** The same five-tuple and IP ID within this time is the same packet, logged by two rules. */
export const DUPLICATE_HORIZON_US = 10_000;

/**
 * Five-tuples remembered to tell retransmits and responses from new connections; the oldest is
 * evicted. Over RETRANSMIT_HORIZON_US that is 258 new connections a second on one node; a node that
 * logs more misses its late retransmits first, and most come within seconds. Not more, since each
 * new connection touches this memory at random: the index of twice as many would fill the second
 * cache of a usual processor alone.
 */
export const CONNECTIONS_REMEMBERED_MAX = 32_768;

/** Frozen batches in flight; then sources stop, or fold (kmsg). */
export const BATCHES_IN_FLIGHT_MAX = 8;

/**
 * Longest record that is looked at; the kernel prints at most 1,016 bytes of text
 * (net/netfilter/nf_log_syslog.c).
 */
export const RECORD_BYTES_MAX = 8_192;

/** Largest gRPC message either side accepts. */
export const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

/**
 * Distinct flows of one node and source in one hour, as the aggregator keeps them: three full
 * tables of its agent; about 80 MB of disk. Past it new ones lose detail, never counts.
 */
export const FLOWS_PER_HOUR_MAX = 200_000;

/** An agent that was not heard of for a week is not one of the nodes any more. */
export const FORGET_US = 7 * 86_400_000_000;

/**
 * Agents heard of lately: four sources on each node of the largest clusters (5,000 nodes:
 * kubernetes.io/docs/setup/best-practices/cluster-large). Names come from the wire.
 */
export const AGENTS_MAX = 20_000;

/** Flows of the last rollovers that an agent remembers for questions: about 100 MB at worst. */
export const RECENT_FLOWS_MAX = 100_000;
