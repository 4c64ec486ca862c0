/**
 * Says the same in fewer lines: workloads of one namespace of which the same is said become one
 * line, and so do those of all namespaces, and nodes.
 */
import type { World } from '../model/world.ts';
import type { ConnectivityRow } from './connectivity.ts';
import {
  type NodeParty,
  type Party,
  partyKey,
  type WorkloadParty,
  workloadParties,
} from './party.ts';
import { isEmpty, trafficText } from './traffic-set.ts';

/** All workloads of a namespace, or of the cluster where none is named. */
export interface WorkloadsParty {
  readonly kind: 'workloads';
  readonly namespace: string | undefined;
}

export type FoldedParty = Party | WorkloadsParty;

export interface Statement {
  readonly source: FoldedParty;
  readonly destination: FoldedParty;
  /** What is said of the two; equal texts fold. */
  readonly says: string;
}

/** What is allowed for sure. */
export function allowedStatements(rows: readonly ConnectivityRow[]): Statement[] {
  return rows
    .filter(({ answer }) => !isEmpty(answer.allowed))
    .map(({ source, destination, answer }) => {
      return { source, destination, says: trafficText(answer.allowed) };
    });
}

/** What may or may not be, with the reasons in the words of `explain`. */
export function unknownStatements(
  rows: readonly ConnectivityRow[],
  explain: (reasons: ConnectivityRow['answer']['reasons']) => string,
): Statement[] {
  return rows
    .filter(({ answer }) => !isEmpty(answer.unknown))
    .map(({ source, destination, answer }) => {
      const says = `${trafficText(answer.unknown)} (${explain(answer.reasons)})`;
      return { source, destination, says };
    });
}

type Side = 'source' | 'destination';

/** In as few statements as folding one side and then the other gives. */
export function foldStatements(statements: readonly Statement[], world: World): Statement[] {
  const members = Map.groupBy(workloadParties(world), ({ namespace }) => namespace);
  const sizes = new Map([...members].map(([namespace, of]) => [namespace, of.length]));
  const byDestination = foldSide(foldSide(statements, 'destination', sizes), 'source', sizes);
  const bySource = foldSide(foldSide(statements, 'source', sizes), 'destination', sizes);
  return inOrder(bySource.length < byDestination.length ? bySource : byDestination);
}

/** Workloads by namespace. */
type Sizes = ReadonlyMap<string, number>;

function foldSide(statements: readonly Statement[], side: Side, sizes: Sizes): Statement[] {
  const other = side === 'source' ? 'destination' : 'source';
  const alike = Map.groupBy(
    statements,
    (statement) => `${statement.says}\n${foldedKey(statement[other])}`,
  );
  return [...alike.values()].flatMap((group) => {
    const parties = foldParties(
      group.map((statement) => statement[side]),
      sizes,
    );
    return parties.map((party) => ({ ...group[0]!, [side]: party }));
  });
}

function foldParties(parties: readonly FoldedParty[], sizes: Sizes): FoldedParty[] {
  const workloads = parties.filter((party) => party.kind === 'workload');
  const nodes = parties.filter((party) => party.kind === 'nodes');
  const rest = parties.filter(({ kind }) => kind !== 'workload' && kind !== 'nodes');
  return [...foldWorkloads(workloads, sizes), ...foldNodes(nodes), ...rest];
}

function foldWorkloads(workloads: readonly WorkloadParty[], sizes: Sizes): FoldedParty[] {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (sizes.size > 1 && workloads.length === total) {
    return [{ kind: 'workloads', namespace: undefined }];
  }
  const byNamespace = Map.groupBy(workloads, ({ namespace }) => namespace);
  return [...byNamespace].flatMap(([namespace, of]): FoldedParty[] => {
    const isWhole = of.length > 1 && of.length === sizes.get(namespace);
    return isWhole ? [{ kind: 'workloads', namespace }] : of;
  });
}

function foldNodes(nodes: readonly NodeParty[]): NodeParty[] {
  if (nodes.length < 2) return [...nodes];
  return [{ kind: 'nodes', names: nodes.flatMap(({ names }) => names).sort() }];
}

/** One text per party, in the order in which they are listed. */
export function foldedKey(party: FoldedParty): string {
  return party.kind === 'workloads' ? `0 ${party.namespace ?? ''}` : partyKey(party);
}

function inOrder(statements: readonly Statement[]): Statement[] {
  const keyed = statements.map((statement) => {
    const { source, destination, says } = statement;
    return { statement, key: [foldedKey(source), foldedKey(destination), says].join('\n') };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ statement }) => statement);
}
