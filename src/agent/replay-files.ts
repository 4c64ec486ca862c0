import { edgeSelector } from '../flow/edge-selection.ts';
import type { Flow } from '../flow/flow.ts';
import { FLOWS_MAX } from '../flow/limits.ts';
import { addLoss, emptyAccount, type Loss } from '../flow/loss.ts';
import { isWorkloadInterface } from '../flow/observed-side.ts';
import type { ReplayRequest, ReplayResult } from '../flow/replay.ts';
import { createLocalNamer } from './attribute/local-namer.ts';
import { readClusterIndex } from './cluster-names.ts';
import { addAccount, createParsers } from './observe.ts';
import { replaySource } from './replay.ts';
import { FileSource } from './sources/file/file.ts';
import { openCore, openTable } from './table.ts';

/**
 * Reads the files one after the other, to their end or until `signal` aborts.
 * Rejects with SourceError, with AgentError `config` for the cluster file, and with
 * EdgeFilterError.
 */
export async function replayFiles(
  request: ReplayRequest,
  signal: AbortSignal,
): Promise<ReplayResult> {
  const selection = edgeSelector(request.filter)();
  const account = emptyAccount();
  const losses: Loss[] = [];
  const core = openCore((why) => process.emitWarning(why));
  const options = {
    parsers: createParsers(request.prefixes),
    table: openTable(FLOWS_MAX, 'text', core),
    nameFlow: createLocalNamer(await readClusterIndex(request.clusterFile), '').nameFlow,
    onFlow: (flow: Flow) => {
      selection.add(nodeOf(flow), flow);
    },
  };
  for (const path of request.files) {
    const replay = await replaySource(new FileSource({ path, workspace: core }), options, signal);
    addAccount(account, replay.account);
    for (const loss of replay.losses) addLoss(losses, loss);
  }
  return { edges: selection.edges(), account, losses };
}

/** The node that logged a flow is that of the pod behind an interface; a log file names none. */
function nodeOf({ point, source, destination }: Flow): string {
  if (isWorkloadInterface(point.inInterface)) return source.node;
  return isWorkloadInterface(point.outInterface) ? destination.node : '';
}
