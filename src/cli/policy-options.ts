/** Flags of the commands about policies: which cluster's objects, and which edges. */
import type { Command } from 'commander';
import type { ServerOptions } from './live-cluster.ts';
import {
  type AggregatorOptions,
  addAggregatorOption,
  addServerOptions,
  flag,
  listFlag,
} from './options.ts';

export interface ClusterOptions extends ServerOptions {
  /** Taken instead of a live cluster. */
  readonly cluster?: readonly string[];
}

export function addClusterOption(command: Command): Command {
  return command.addOption(
    listFlag('--cluster <path>', 'objects of the cluster: files or folders of manifests'),
  );
}

/** `--cluster`, and how a live cluster is reached without it. */
export function addClusterSource(command: Command): Command {
  return addServerOptions(addClusterOption(command));
}

export interface EdgeSources extends AggregatorOptions {
  readonly flows?: string;
}

export function addEdgeOptions(command: Command): Command {
  return addAggregatorOption(command).addOption(
    flag('--flows <file>', 'a file of dropcast flows -o json, instead of asking'),
  );
}
