/**
 * Where a ClickHouse home is, from one URL:
 *
 *   clickhouse://user@host:8123,other:8123/database?cluster=NAME&tls=true&retention=30d
 *
 * Hosts are HTTP addresses of replicas; with a cluster, those of every shard. The password never
 * stands in it: URLs end up in logs and process lists.
 */
import { HOUR_US, parseSpan } from '../../flow/time.ts';

const PORT_DEFAULT = 8123;
const RETENTION_DEFAULT = '30d';
/** Ten years: a DateTime holds not much more. */
const RETENTION_HOURS_MAX = 87_600;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
/** Names of clusters come from the operator's configuration and may hold more. */
const CLUSTER_NAME = /^[A-Za-z0-9_.-]{1,128}$/;
const PARAMETERS = ['cluster', 'replicated', 'tls', 'retention'];

export interface ClickhouseHome {
  /** Origins, for example `https://host:8443`. */
  readonly replicas: readonly string[];
  readonly user: string;
  readonly database: string;
  /** As in `remote_servers`; undefined: one server alone. */
  readonly cluster: string | undefined;
  /** Whether replicas of a shard follow each other: with a cluster, unless it is said otherwise. */
  readonly isReplicated: boolean;
  /** What is older goes by itself; undefined: only when it is told to. */
  readonly retentionHours: number | undefined;
}

export function isClickhouseUrl(text: string): boolean {
  return text.startsWith('clickhouse://');
}

/** `refuse` throws with a sentence that names what is wrong. */
export function parseClickhouseUrl(text: string, refuse: (why: string) => never): ClickhouseHome {
  // Wherever it stands, and however it is broken: no message may repeat it.
  if (/^clickhouse:\/\/.*:.*@/s.test(text))
    refuse('the password belongs into a file (--store-password-file), not into the URL');
  const [, authority = '', path = '', query = ''] =
    /^clickhouse:\/\/([^/?]*)\/?([^?]*)\??(.*)$/.exec(text) ?? [];
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  const parameters = new URLSearchParams(query);
  for (const name of parameters.keys()) {
    if (!PARAMETERS.includes(name)) refuse(`'${name}' is none of ${PARAMETERS.join(', ')}`);
  }
  const isEncrypted = readFlag('tls', parameters, refuse) ?? false;
  const database = path || 'dropcast';
  if (!NAME.test(database)) refuse(`'${database}' is not the name of a database`);
  const cluster = parameters.get('cluster') ?? undefined;
  if (cluster !== undefined && !CLUSTER_NAME.test(cluster)) refuse('that is no name of a cluster');
  const replicas = readReplicas(authority.slice(at + 1), isEncrypted, refuse);
  if (replicas.length > 1 && cluster === undefined) refuse('several hosts need a cluster');
  return {
    replicas,
    user: readUser(user, refuse),
    database,
    cluster,
    isReplicated: cluster !== undefined && (readFlag('replicated', parameters, refuse) ?? true),
    retentionHours: readRetention(parameters.get('retention') ?? RETENTION_DEFAULT, refuse),
  };
}

function readUser(text: string, refuse: (why: string) => never): string {
  try {
    return decodeURIComponent(text) || 'default';
  } catch {
    return refuse(`'${text}' is not the name of a user`);
  }
}

function readFlag(name: string, parameters: URLSearchParams, refuse: (why: string) => never) {
  const text = parameters.get(name);
  if (text === null) return undefined;
  if (text !== 'true' && text !== 'false') refuse(`${name} is true or false, not '${text}'`);
  return text === 'true';
}

function readReplicas(hosts: string, isEncrypted: boolean, refuse: (why: string) => never) {
  const scheme = isEncrypted ? 'https' : 'http';
  return hosts.split(',').map((host) => {
    const address = /:\d+$/.test(host) ? host : `${host}:${PORT_DEFAULT}`;
    const url = URL.canParse(`${scheme}://${address}`) ? new URL(`${scheme}://${address}`) : null;
    if (!url?.hostname || url.pathname !== '/') return refuse(`'${host}' is not HOST:PORT`);
    // The default port of the scheme is left out of an origin, which is as good.
    return url.origin;
  });
}

function readRetention(text: string, refuse: (why: string) => never): number | undefined {
  if (text === 'off') return undefined;
  const spanUs = parseSpan(text);
  const hours = Math.ceil((spanUs ?? 0) / HOUR_US);
  if (hours >= 1 && hours <= RETENTION_HOURS_MAX) return hours;
  return refuse('retention is a span of up to ten years, for example 30d, or off');
}
