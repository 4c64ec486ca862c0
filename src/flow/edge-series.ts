/**
 * Edges added up by what they have in common, hour by hour: each hour is what the groups of its
 * flows alone are (edge-groups.ts). Where both sides reported an edge, the one that reported more
 * of it in that hour counts, so hours may add up to more than the groups of all of them.
 */
import type { EdgeFilter } from './edge-filter.ts';
import { type GroupName, type GroupSums, groupEdges, groupKey, sumsOf } from './edge-groups.ts';
import { type EdgeSelection, edgeSelector } from './edge-selection.ts';
import type { FlowContext } from './edge-sum.ts';
import type { Flow } from './flow.ts';
import type { GroupField } from './group-fields.ts';
import { outcomePrefixes } from './outcome.ts';

export interface HourSum extends Readonly<GroupSums> {
  /** Since the epoch. */
  readonly hour: number;
}

export interface EdgeSeries extends GroupName {
  /** Ascending, without empty ones. */
  readonly hours: readonly HourSum[];
}

interface RunningSeries {
  readonly name: GroupName;
  lines: number;
  readonly hours: HourSum[];
}

export class SeriesSelection {
  readonly #select: () => EdgeSelection;
  readonly #hours = new Map<number, EdgeSelection>();

  /** Throws EdgeFilterError when the filter cannot be understood. */
  constructor(filter: EdgeFilter) {
    this.#select = edgeSelector(filter);
  }

  /** As of EdgeSelection; gives how many edges that makes more in memory. */
  add(node: string, flow: Flow, context?: FlowContext): number {
    const ofHour = this.#hours.get(flow.hour) ?? this.#select();
    this.#hours.set(flow.hour, ofHour);
    return ofHour.add(node, flow, context);
  }

  /** Most lines first; `onGroups` as of groupEdges. */
  series(by: readonly GroupField[], onGroups?: (more: number) => void): EdgeSeries[] {
    const all = new Map<string, RunningSeries>();
    const hours = [...this.#hours].sort(([a], [b]) => a - b);
    for (const [hour, selection] of hours) {
      const edges = selection.edges();
      for (const group of groupEdges(edges, by, outcomePrefixes(edges), onGroups)) {
        const { values, isReply, isPreExisting } = group;
        const key = groupKey(group);
        const name = { values, isReply, isPreExisting };
        const running = all.get(key) ?? { name, lines: 0, hours: [] };
        all.set(key, running);
        running.lines += group.lines;
        running.hours.push({ hour, ...sumsOf(group) });
      }
    }
    return [...all]
      .sort(([keyA, a], [keyB, b]) => b.lines - a.lines || (keyA < keyB ? -1 : 1))
      .map(([, { name, hours: sums }]) => ({ ...name, hours: sums }));
  }
}
