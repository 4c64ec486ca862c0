/**
 * The nodes as one picture for monitoring: how many are observed, how well they are, which versions
 * their agents have. Pure; numbers only, since no node ever becomes a label.
 */
import type { CheckState } from '../flow/check.ts';
import { OBSERVATIONS, observationOf } from '../flow/observation.ts';
import { VERSION_AGES, type VersionAge, versionAge } from '../flow/version.ts';
import type { NodeStatus } from '../wire/query.ts';

/**
 * `missing`: in the cluster, but no agent of it was ever heard of. `gone`: silent, and no node of
 * the cluster any more.
 */
export const NODE_STATES = [...OBSERVATIONS, 'missing', 'gone'] as const;
export type NodeState = (typeof NODE_STATES)[number];

/** Worst last: a node is as well as its worst check. */
const WELLNESS = ['ok', 'unknown', 'warn', 'fail'] as const satisfies readonly CheckState[];

export interface Fleet {
  readonly nodes: Readonly<Record<NodeState, number>>;
  /** Nodes that are heard of, by their worst check. */
  readonly checks: Readonly<Record<CheckState, number>>;
  /** Agents that are heard of, by their version beside the aggregator's. */
  readonly versions: Readonly<Record<VersionAge, number>>;
  /** Up to when all nodes that are heard of have read everything; 0: there is none. */
  readonly observedUntilUs: number;
}

export interface FleetOptions {
  readonly nodes: readonly NodeStatus[];
  /** Nodes of the aggregator's own cluster; empty: nobody has told. */
  readonly nodeNames: ReadonlySet<string>;
  readonly clusterName: string;
  /** The aggregator's own. */
  readonly version: string;
  readonly nowUs: number;
}

export function fleetOf(options: FleetOptions): Fleet {
  const { nodes, nowUs, version } = options;
  const heard = nodes.filter((node) => observationOf(node, nowUs) !== 'silent');
  const observedUs = heard.map((node) => node.observedUs);
  return {
    nodes: countOf(NODE_STATES, nodeStates(options)),
    checks: countOf(WELLNESS, worstChecks(heard)),
    versions: countOf(
      VERSION_AGES,
      heard.map((agent) => versionAge(agent.version, version)),
    ),
    observedUntilUs: observedUs.length === 0 ? 0 : observedUs.reduce((a, b) => Math.min(a, b)),
  };
}

/** Of each node once: one that is read through several sources is as well observed as the best. */
function nodeStates({ nodes, nodeNames, clusterName, nowUs }: FleetOptions): NodeState[] {
  const byNode = Map.groupBy(nodes, nodeKey);
  const states = [...byNode.values()].map((agents): NodeState => {
    const { cluster, node } = agents[0]!;
    const ranks = agents.map((agent) => OBSERVATIONS.indexOf(observationOf(agent, nowUs)));
    const state = OBSERVATIONS[Math.min(...ranks)]!;
    const isGone = nodeNames.size > 0 && cluster === clusterName && !nodeNames.has(node);
    return state === 'silent' && isGone ? 'gone' : state;
  });
  const missing = [...nodeNames].filter(
    (node) => !byNode.has(nodeKey({ cluster: clusterName, node })),
  );
  return [...states, ...missing.map((): NodeState => 'missing')];
}

function worstChecks(heard: readonly NodeStatus[]): CheckState[] {
  return [...Map.groupBy(heard, nodeKey).values()].map((agents) => {
    const states = agents.flatMap(({ checks }) => checks.map(({ state }) => state));
    return WELLNESS.findLast((state) => states.includes(state)) ?? 'ok';
  });
}

/** Names come from the wire and may hold anything. */
function nodeKey({ cluster, node }: Pick<NodeStatus, 'cluster' | 'node'>): string {
  return JSON.stringify([cluster, node]);
}

/** How often each word occurs; 0 where it does not. */
function countOf<Word extends string>(
  words: readonly Word[],
  occurring: readonly Word[],
): Record<Word, number> {
  const counts = Object.fromEntries(words.map((word) => [word, 0])) as Record<Word, number>;
  for (const word of occurring) counts[word]++;
  return counts;
}
