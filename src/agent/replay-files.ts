/**
 * `dropcast replay`: log files through the pipeline without a cluster, to edges. Handed to the
 * command line by src/main.ts.
 */
import type { Edge, EdgeFilter } from '../flow/edge.ts';
import { edgeMatcher } from '../flow/edge-filter.ts';
import { EdgeMerge } from '../flow/edge-merge.ts';
import type { Flow } from '../flow/flow.ts';
import { FLOWS_MAX } from '../flow/limits.ts';
import { type Account, addLoss, emptyAccount, type Loss } from '../flow/loss.ts';
import { isWorkloadInterface } from '../flow/observed-side.ts';
import { createLocalNamer } from './attribute/local-namer.ts';
import { readClusterIndex } from './cluster-names.ts';
import { addAccount, createParsers } from './observe.ts';
import { replaySource } from './replay.ts';
import { FileSource } from './sources/file.ts';
import { openTable } from './table.ts';

export interface ReplayRequest {
  /** `-` is standard input. */
  readonly files: readonly string[];
  readonly clusterFile: string | undefined;
  /** Log prefixes that count; none: all. */
  readonly prefixes: readonly string[];
  /** Applied to flows, before they are merged. */
  readonly filter: EdgeFilter;
}

export interface ReplayResult {
  readonly edges: readonly Edge[];
  readonly account: Account;
  readonly losses: readonly Loss[];
}

/**
 * Reads the files one after the other, to their end or until `signal` aborts.
 * Rejects with SourceError, with AgentError `config` for the cluster file, and with
 * EdgeFilterError.
 */
export async function replayFiles(
  request: ReplayRequest,
  signal: AbortSignal,
): Promise<ReplayResult> {
  const matches = edgeMatcher(request.filter);
  const merge = new EdgeMerge();
  const account = emptyAccount();
  const losses: Loss[] = [];
  const options = {
    parsers: createParsers(request.prefixes),
    table: openTable(FLOWS_MAX),
    nameFlow: createLocalNamer(await readClusterIndex(request.clusterFile), ''),
    onFlows: (flows: readonly Flow[]) => {
      for (const flow of flows) if (matches(flow)) merge.add(nodeOf(flow), flow);
    },
  };
  for (const path of request.files) {
    const replay = await replaySource(new FileSource({ path }), options, signal);
    addAccount(account, replay.account);
    for (const loss of replay.losses) addLoss(losses, loss);
  }
  return { edges: merge.edges(), account, losses };
}

/** The node that logged a flow is that of the pod behind an interface; a log file names none. */
function nodeOf({ point, source, destination }: Flow): string {
  if (isWorkloadInterface(point.inInterface)) return source.node;
  return isWorkloadInterface(point.outInterface) ? destination.node : '';
}
