/** Connectivity as people read it: `source => destination : protocol ports`, alike lines folded. */
import type { ConnectivityRow } from '../policy/connectivity/connectivity.ts';
import {
  allowedStatements,
  type FoldedParty,
  foldStatements,
  unknownStatements,
} from '../policy/connectivity/fold.ts';
import type { WorkloadParty } from '../policy/connectivity/party.ts';
import type { World } from '../policy/model/world.ts';
import { escapeControls } from './terminal.ts';
import { reasonsText } from './unknown-reasons.ts';

export function connectivityText(rows: readonly ConnectivityRow[], world: World): string {
  const nodes = world.nodes.length;
  const paragraph = (statements: Parameters<typeof foldStatements>[0]) =>
    foldStatements(statements, world).map(({ source, destination, says }) =>
      escapeControls(`${partyText(source, nodes)} => ${partyText(destination, nodes)} : ${says}`),
    );
  const allowed = paragraph(allowedStatements(rows));
  const unknown = paragraph(unknownStatements(rows, reasonsText));
  const lines = [
    ...(allowed.length === 0 ? ['nothing is allowed for sure'] : allowed),
    ...(unknown.length === 0 ? [] : ['', 'Not known, and not to be relied on:', ...unknown]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** `nodes`: how many there are. */
export function partyText(party: FoldedParty, nodes: number): string {
  switch (party.kind) {
    case 'workloads':
      return party.namespace === undefined
        ? 'all workloads'
        : `all workloads of ${party.namespace}`;
    case 'workload':
      return workloadText(party);
    case 'nodes':
      return party.names.length === nodes ? 'all nodes' : `nodes ${party.names.join(', ')}`;
    case 'outside':
      return party.ranges.join(', ');
  }
}

/** The kind is left out where it goes without saying. */
function workloadText({ namespace, workload }: WorkloadParty): string {
  const name = `${namespace}/${workload.name}`;
  return workload.kind === 'Deployment' ? name : `${name} (${workload.kind})`;
}
