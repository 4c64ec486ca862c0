/**
 * Edges added up by what they have in common: who talks how much, and which values occur at all.
 * The sums are those of whole edges; an edge that several nodes reported is in the group of each.
 * Replies and connections from before stand apart: they are the same talk once more, or a level.
 */
import type { Edge } from './edge.ts';
import { type GroupField, groupValues } from './group-fields.ts';

/** What edges of one group have in common. */
export interface GroupName {
  /** As many as there are fields, in their order. */
  readonly values: readonly string[];
  readonly isReply: boolean;
  /** Its connections were open when they were looked at, at most so many of an edge at once. */
  readonly isPreExisting: boolean;
}

export interface EdgeGroup extends GroupName {
  readonly edges: number;
  readonly lines: number;
  readonly connections: number;
  readonly bytes: number;
  readonly answered: number;
  readonly refused: number;
  readonly unreachable: number;
  /** 0: not known. */
  readonly firstSeenUs: number;
  readonly lastSeenUs: number;
}

/** What adds up, of groups and of their hours. */
const GROUP_SUMS = [
  'lines',
  'connections',
  'bytes',
  'answered',
  'refused',
  'unreachable',
] as const satisfies readonly (keyof Edge & keyof EdgeGroup)[];
export type GroupSums = Record<(typeof GROUP_SUMS)[number], number>;

type RunningGroup = { -readonly [Key in keyof EdgeGroup]: EdgeGroup[Key] };

/**
 * Most lines first; `told` as in outcome.ts. Memory grows with the groups; `onGroups` hears how
 * many more than one an edge is in, before they are made.
 */
export function groupEdges(
  edges: Iterable<Edge>,
  by: readonly GroupField[],
  told: ReadonlySet<string>,
  onGroups: (more: number) => void = () => {},
): EdgeGroup[] {
  const groups = new Map<string, RunningGroup>();
  for (const edge of edges) {
    const kind = { isReply: edge.isReply, isPreExisting: edge.origin === 'conntrack' };
    for (const values of groupValues(edge, by, told, onGroups)) {
      const name = { values, ...kind };
      const key = groupKey(name);
      const group = groups.get(key) ?? emptyGroup(name);
      groups.set(key, group);
      addEdge(group, edge);
    }
  }
  return [...groups]
    .sort(([keyA, a], [keyB, b]) => b.lines - a.lines || (keyA < keyB ? -1 : 1))
    .map(([, group]) => group);
}

/** Two groups with the same key are one. */
export function groupKey({ values, isReply, isPreExisting }: GroupName): string {
  return JSON.stringify([values, isReply, isPreExisting]);
}

export function sumsOf(group: GroupSums): GroupSums {
  const { lines, connections, bytes, answered, refused, unreachable } = group;
  return { lines, connections, bytes, answered, refused, unreachable };
}

function emptyGroup(name: GroupName): RunningGroup {
  const sums = { lines: 0, connections: 0, bytes: 0, answered: 0, refused: 0, unreachable: 0 };
  return { ...name, edges: 0, ...sums, firstSeenUs: 0, lastSeenUs: 0 };
}

/** Sums stop where a number is no longer exact. */
function addEdge(group: RunningGroup, edge: Edge): void {
  group.edges++;
  for (const sum of GROUP_SUMS) {
    group[sum] = Math.min(group[sum] + edge[sum], Number.MAX_SAFE_INTEGER);
  }
  const { firstSeenUs, lastSeenUs } = edge;
  if (firstSeenUs > 0 && (group.firstSeenUs === 0 || firstSeenUs < group.firstSeenUs)) {
    group.firstSeenUs = firstSeenUs;
  }
  group.lastSeenUs = Math.max(group.lastSeenUs, lastSeenUs);
}
