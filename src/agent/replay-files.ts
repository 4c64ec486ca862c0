/**
 * Replay joined: log files through the agent's own stages into edges, with neither cluster nor
 * aggregator. Files are read one after the other into one table, as the parts of one rotated log.
 */
import type { Edge, EdgeFilter } from '../flow/edge.ts';
import { edgeMatcher } from '../flow/edge-filter.ts';
import { EdgeMerge } from '../flow/edge-merge.ts';
import type { Flow } from '../flow/flow.ts';
import { FLOWS_MAX } from '../flow/limits.ts';
import { emptyAccount, type Loss } from '../flow/loss.ts';
import { isWorkloadInterface } from '../flow/observed-side.ts';
import { readClusterFile } from '../kube/cluster-file.ts';
import { ClusterIndex, emptyIndex } from '../kube/cluster-index.ts';
import { LineParser } from '../parser/line-parser.ts';
import { createPrefixMatcher } from '../parser/prefix.ts';
import { createLocalNamer } from './attribute/local-namer.ts';
import { addAccount } from './observe.ts';
import { type Replay, replaySource } from './replay.ts';
import { FileSource } from './sources/file.ts';
import { openTable } from './table.ts';

export interface ReplayFilesOptions {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  readonly clusterFile: string | undefined;
  /** Log prefixes that count; none: any. */
  readonly prefixes: readonly string[];
  readonly filter: EdgeFilter;
}

export interface ReplayedFiles extends Replay {
  readonly edges: readonly Edge[];
}

/**
 * Reads `files` to their end, or until `signal` aborts.
 * Throws SourceError, ClusterFileError or EdgeFilterError: one line for a person each.
 */
export async function replayFiles(
  options: ReplayFilesOptions,
  signal: AbortSignal,
): Promise<ReplayedFiles> {
  const { files, clusterFile, prefixes } = options;
  const matches = edgeMatcher(options.filter);
  const merge = new EdgeMerge();
  const parts = {
    parser: new LineParser({
      prefixes: prefixes.length > 0 ? createPrefixMatcher(prefixes) : undefined,
      trusted: false,
    }),
    table: openTable(FLOWS_MAX),
    nameFlow: createLocalNamer(await readIndex(clusterFile), ''),
    onFlows: (flows: readonly Flow[]) => {
      for (const flow of flows) if (matches(flow)) merge.add(nodeOf(flow), flow);
    },
  };
  const account = emptyAccount();
  const losses: Loss[] = [];
  for (const path of files) {
    const replay = await replaySource(new FileSource({ path }), parts, signal);
    addAccount(account, replay.account);
    losses.push(...replay.losses);
  }
  return { edges: merge.edges(), account, losses };
}

async function readIndex(clusterFile: string | undefined): Promise<ClusterIndex> {
  if (clusterFile === undefined) return emptyIndex();
  return new ClusterIndex(await readClusterFile(clusterFile));
}

/** The node that logged a flow is that of the pod behind an interface; a log file names none. */
function nodeOf({ point, source, destination }: Flow): string {
  if (isWorkloadInterface(point.inInterface)) return source.node;
  return isWorkloadInterface(point.outInterface) ? destination.node : '';
}
