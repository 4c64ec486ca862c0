/** What the aggregator says it has counted, and how that compares with what was written. */
import { keyName } from './packets.ts';
import { ask } from './services.ts';

export type Count = ReadonlyMap<string, number>;

export interface Counted {
  /** Lines by key, as `dropcast flows` has them. */
  readonly byKey: Count;
  /** Lines by node, as `dropcast status` has them. */
  readonly byNode: Count;
  /** What is stated as lost. */
  readonly losses: readonly string[];
}

/** Of an answer in JSON, what is looked at here. */
interface EdgeAnswer {
  readonly source: { readonly ip: string };
  readonly destination: { readonly ip: string };
  readonly protocol: string;
  readonly port: number | null;
  readonly prefix: string;
  readonly lines: number;
}

interface StatusAnswer {
  readonly nodes: readonly {
    readonly node: string;
    readonly lines: number;
    readonly losses: readonly object[];
  }[];
}

/** Lines by node; whoever reports them, and from which source. */
export function linesByNode(nodes: StatusAnswer['nodes']): Count {
  const byNode = new Map<string, number>();
  for (const { node, lines } of nodes) byNode.set(node, (byNode.get(node) ?? 0) + lines);
  return byNode;
}

/** Asks as a person would, with the command line. */
export async function askCounted(aggregator: string): Promise<Counted> {
  const asked = [ask('flows', ['--replies'], aggregator), ask('status', [], aggregator)] as const;
  const [edges, [{ nodes }]] = (await Promise.all(asked)) as [EdgeAnswer[], [StatusAnswer]];
  const byKey = new Map<string, number>();
  for (const edge of edges) {
    const ends = { source: edge.source.ip, destination: edge.destination.ip };
    const key = keyName({ ...edge, ...ends });
    byKey.set(key, (byKey.get(key) ?? 0) + edge.lines);
  }
  const losses = nodes.flatMap((node) => node.losses.map((loss) => JSON.stringify(loss)));
  return { byKey, byNode: linesByNode(nodes), losses };
}

export interface Unequal {
  readonly key: string;
  readonly written: number;
  readonly counted: number;
}

/** Keys of either side on which they do not agree. */
export function compare(written: Count, counted: Count): Unequal[] {
  const keys = new Set([...written.keys(), ...counted.keys()]);
  return [...keys]
    .map((key) => ({ key, written: written.get(key) ?? 0, counted: counted.get(key) ?? 0 }))
    .filter((each) => each.written !== each.counted);
}

/** Lines counted too often or not at all, over all keys. */
export function differenceOf(unequal: readonly Unequal[]): number {
  return unequal.reduce((sum, { written, counted }) => sum + Math.abs(written - counted), 0);
}

/** Lines over all keys. */
export function sumOf(count: Count): number {
  return [...count.values()].reduce((sum, lines) => sum + lines, 0);
}
