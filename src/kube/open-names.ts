/**
 * The index that names come from, and what keeps it up to date: a file read once, the API server,
 * or neither. Nothing runs yet.
 */
import type { ResourceCounts } from '../flow/resource-state.ts';
import { ClusterIndex, type ClusterIndexOptions } from './cluster-index.ts';
import { ClusterWatch } from './cluster-watch.ts';
import { chooseAccess } from './credentials/choose-access.ts';
import type { NamesConfig } from './names-config.ts';
import type { Clock } from './watch/clock.ts';

export interface OpenNamesOptions {
  /** Only this node and its pods are asked of the API server; undefined: the whole cluster. */
  readonly node?: string | undefined;
  readonly index?: ClusterIndexOptions;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hears what is wrong with a resource in one line, once; empty when all is well again. */
  readonly onError: (resource: string, line: string) => void;
  /** Hears that `states` tells something else, and each minute. */
  readonly onStates?: () => void;
}

export interface Names {
  readonly index: ClusterIndex;
  /** For people: where names come from. */
  readonly origin: string;
  /** Of each resource that is watched; none of a file. */
  readonly states: () => readonly ResourceCounts[];
  /** Resolves once `signal` has aborted; never rejects for what the world does. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** Rejects with ClusterFileError; an API server that is away is waited for while it runs. */
export async function openNames(config: NamesConfig, options: OpenNamesOptions): Promise<Names> {
  switch (config.from) {
    case 'file': {
      const { readClusterFile } = await import('./cluster-file.ts');
      const index = new ClusterIndex(await readClusterFile(config.file), options.index);
      return { index, origin: config.file, ...NOTHING_RUNS };
    }
    case 'nowhere':
      return { index: unfilled(options), origin: NOWHERE, ...NOTHING_RUNS };
    case 'api': {
      const index = unfilled(options);
      const access = chooseAccess(config.access);
      const watch = new ClusterWatch({ ...options, access, index });
      const origin = `the API server, by ${access.origin}`;
      return { index, origin, states: () => watch.states(), run: (signal) => watch.run(signal) };
    }
  }
}

const NOWHERE =
  'nowhere: flows keep their addresses; run in a pod, or give --kubeconfig, --context or --cluster';

const NOTHING_RUNS = { states: () => [], run: async () => {} };

/** Knows of nothing until it is told; of a part of the cluster where only a part is asked for. */
function unfilled({ node, index }: OpenNamesOptions): ClusterIndex {
  const scope = node === undefined ? 'cluster' : 'node';
  return new ClusterIndex(undefined, { scope, ...index });
}
