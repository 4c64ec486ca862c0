/**
 * Where flows are kept, and what is done with it, as flags say it: a file, or ClickHouse by its
 * URL. Some tasks are done instead of running; which of them make sense depends on the home.
 */
import { type ClickhouseHome, isClickhouseUrl, parseClickhouseUrl } from './clickhouse/home-url.ts';

const STORE_DEFAULT = 'dropcast.db';

/** Options as they come from flags and environment; undefined or empty: the default. */
export interface StoreFlags {
  /** File of the embedded store, `:memory:`, or a `clickhouse://` URL; default `dropcast.db`. */
  readonly store?: string | undefined;
  /** Holds the password of ClickHouse's user; a line end behind it is none of it. */
  readonly storePasswordFile?: string | undefined;
  /** Makes ClickHouse's schema where it is missing, instead of running. */
  readonly migrate?: boolean | undefined;
  /** Prints ClickHouse's schema, instead of running. */
  readonly printDdl?: boolean | undefined;
  /** File that the store is copied to, instead of running. */
  readonly backup?: string | undefined;
  /** Of the embedded store; a ClickHouse URL has its own. */
  readonly retain?: string | undefined;
}

interface ClickhouseTask {
  readonly home: ClickhouseHome;
  /** Empty: no password. */
  readonly passwordFile: string;
  readonly task: 'run' | 'migrate' | 'print_ddl';
}

export interface StoreConfig {
  /** A path, or a URL without a password. */
  readonly store: string;
  /** Empty: the aggregator runs. */
  readonly backup: string;
  /** Undefined: the store is a file. */
  readonly clickhouse: ClickhouseTask | undefined;
  /** Whether the aggregator runs, and does no such task instead. */
  readonly isServing: boolean;
}

/** `refuse` throws with a line that names the flag. */
export function parseStore(flags: StoreFlags, refuse: (message: string) => never): StoreConfig {
  const store = flags.store || STORE_DEFAULT;
  if (isClickhouseUrl(store)) return clickhouseStore(store, flags, refuse);
  for (const [flag, value] of onlyClickhouse(flags)) {
    if (value) refuse(`${flag}: only with --store clickhouse://…, a file needs none`);
  }
  return {
    store: readPath('--store', store, refuse),
    backup: readPath('--backup', flags.backup ?? '', refuse),
    clickhouse: undefined,
    isServing: !flags.backup,
  };
}

function clickhouseStore(
  store: string,
  flags: StoreFlags,
  refuse: (message: string) => never,
): StoreConfig {
  if (flags.backup) refuse('--backup: ClickHouse has its own: BACKUP DATABASE, on every shard');
  if (flags.retain) refuse("--retain: ClickHouse's stands in its URL: --store …?retention=30d");
  if (flags.migrate && flags.printDdl) refuse('--print-ddl: not together with --migrate');
  const home = parseClickhouseUrl(store, (why) => refuse(`--store: ${why}`));
  const task = flags.migrate ? 'migrate' : flags.printDdl ? 'print_ddl' : 'run';
  const passwordFile = flags.storePasswordFile ?? '';
  const clickhouse = { home, passwordFile, task } as const;
  return { store, backup: '', clickhouse, isServing: task === 'run' };
}

function onlyClickhouse({ storePasswordFile, migrate, printDdl }: StoreFlags) {
  return [
    ['--store-password-file', storePasswordFile],
    ['--migrate', migrate],
    ['--print-ddl', printDdl],
  ] as const;
}

function readPath(flag: string, text: string, refuse: (message: string) => never): string {
  if (text.includes('\0')) return refuse(`${flag}: a file name holds no NUL`);
  // SQLite would take these as instructions, not as names.
  if (text.startsWith('file:')) return refuse(`${flag}: '${text}' is not a path`);
  return text;
}
