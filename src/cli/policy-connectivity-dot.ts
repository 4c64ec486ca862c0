/** Connectivity as a graph in Graphviz' language; what is not known is dashed. */
import type { ConnectivityRow } from '../policy/connectivity/connectivity.ts';
import {
  allowedStatements,
  type FoldedParty,
  foldedKey,
  foldStatements,
  type Statement,
  unknownStatements,
} from '../policy/connectivity/fold.ts';
import type { World } from '../policy/model/world.ts';
import { partyText } from './policy-connectivity-text.ts';
import { reasonsText } from './unknown-reasons.ts';

export function connectivityDot(rows: readonly ConnectivityRow[], world: World): string {
  const allowed = foldStatements(allowedStatements(rows), world);
  const unknown = foldStatements(unknownStatements(rows, reasonsText), world);
  const ends = [...allowed, ...unknown].flatMap(({ source, destination }) => [source, destination]);
  const parties = new Map(ends.map((party) => [foldedKey(party), party]));
  const byNamespace = Map.groupBy(sorted(parties), ([, party]) => namespaceOf(party));
  return [
    'digraph connectivity {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...[...byNamespace].flatMap(([namespace, of]) => groupLines(namespace, of, world)),
    ...allowed.map((statement) => edgeLine(statement, '')),
    ...unknown.map((statement) => edgeLine(statement, ', style=dashed')),
    '}',
    '',
  ].join('\n');
}

type KeyedParty = readonly [string, FoldedParty];

function sorted(parties: ReadonlyMap<string, FoldedParty>): KeyedParty[] {
  return [...parties].sort(([a], [b]) => (a < b ? -1 : 1));
}

function namespaceOf(party: FoldedParty): string {
  return 'namespace' in party ? (party.namespace ?? '') : '';
}

/** The parties of a namespace stand in a box of their own. */
function groupLines(namespace: string, parties: readonly KeyedParty[], world: World): string[] {
  const lines = parties.map(
    ([key, party]) => `${quoted(key)} [label=${quoted(partyText(party, world.nodes.length))}];`,
  );
  if (namespace === '') return lines.map((line) => `  ${line}`);
  return [
    `  subgraph ${quoted(`cluster_${namespace}`)} {`,
    `    label=${quoted(namespace)};`,
    ...lines.map((line) => `    ${line}`),
    '  }',
  ];
}

function edgeLine({ source, destination, says }: Statement, style: string): string {
  const [from, to] = [source, destination].map((party) => quoted(foldedKey(party)));
  return `  ${from} -> ${to} [label=${quoted(says)}${style}];`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}
