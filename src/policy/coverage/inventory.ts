/**
 * Sorts the edges of a window by namespace and workload: when each was seen, and what of them says
 * less than it seems.
 */
import type { Edge } from '../../flow/edge.ts';
import type { Endpoint, Workload } from '../../flow/endpoint.ts';
import { addressOf, ruleEdgeKey } from './rule-edge.ts';
import { ownershipOf, type Subject, workloadKey } from './subject.ts';
import { hoursOf, type TimeWindow } from './watch.ts';

/** By key (rule-edge.ts) the hours of the window in which it was seen, ascending. */
export type SeenHours = ReadonlyMap<string, readonly number[]>;

/** What was seen of one namespace or workload. */
export class Inventory {
  readonly #edges = new Map<string, readonly number[]>();
  readonly #addresses = new Map<string, readonly number[]>();
  readonly #openBefore = new Set<string>();
  /** Nodes that its own ends run on, and all that reported any of its edges. */
  readonly ownNodes = new Set<string>();
  readonly reportingNodes = new Set<string>();
  /** Edges that may be its own or another's. */
  ambiguous = 0;
  /** Edges that stand for several, because a table was full. */
  overflow = 0;

  get edges(): SeenHours {
    return this.#edges;
  }

  /** One entry for each address that nothing names. */
  get addresses(): SeenHours {
    return this.#addresses;
  }

  /** Connections from before the window of which no line was logged. */
  get openBefore(): number {
    return [...this.#openBefore].filter((key) => !this.#edges.has(key)).length;
  }

  /** At most edges that may be another's were seen. */
  get isEmpty(): boolean {
    return this.#edges.size + this.#openBefore.size === 0;
  }

  add(edge: Edge, hours: readonly number[], ends: readonly Endpoint[]): void {
    for (const node of edge.nodes) this.reportingNodes.add(node);
    for (const { node } of ends) if (node !== '') this.ownNodes.add(node);
    if (edge.overflow !== undefined) this.overflow++;
    const key = ruleEdgeKey(edge);
    if (edge.origin === 'conntrack') {
      this.#openBefore.add(key);
      return;
    }
    addHours(this.#edges, key, hours);
    const address = addressOf(edge);
    if (address !== undefined) addHours(this.#addresses, `${key}\n${address}`, hours);
  }
}

export class NamespaceInventory extends Inventory {
  readonly workloads = new Map<string, { workload: Workload; inventory: Inventory }>();

  workload(workload: Workload): Inventory {
    const key = workloadKey(workload);
    const known = this.workloads.get(key) ?? { workload, inventory: new Inventory() };
    this.workloads.set(key, known);
    return known.inventory;
  }
}

/**
 * By namespace. Replies belong to the connection that they answer; what was not seen within the
 * window, or at a time that nobody knows, is left out.
 */
export function takeInventory(
  edges: Iterable<Edge>,
  window: TimeWindow,
): Map<string, NamespaceInventory> {
  const namespaces = new Map<string, NamespaceInventory>();
  const { from, to } = hoursOf(window);
  const inventoriesOf = ({ namespace, workload }: Subject): Inventory[] => {
    const known = namespaces.get(namespace) ?? new NamespaceInventory();
    namespaces.set(namespace, known);
    return workload === undefined ? [known] : [known, known.workload(workload)];
  };
  for (const edge of edges) {
    const hours = edge.hours.filter((hour) => hour >= from && hour < to);
    if (edge.isReply || hours.length === 0) continue;
    addEdge(edge, hours, inventoriesOf);
  }
  return namespaces;
}

/** Counts an edge once for each inventory, even if both its ends belong to it. */
function addEdge(
  edge: Edge,
  hours: readonly number[],
  inventoriesOf: (subject: Subject) => Inventory[],
): void {
  const owned = new Map<Inventory, Endpoint[]>();
  const maybe = new Set<Inventory>();
  for (const end of [edge.source, edge.destination]) {
    const { subject, maybe: others } = ownershipOf(end);
    for (const inventory of subject === undefined ? [] : inventoriesOf(subject)) {
      owned.set(inventory, [...(owned.get(inventory) ?? []), end]);
    }
    for (const inventory of others.flatMap(inventoriesOf)) maybe.add(inventory);
  }
  for (const [inventory, ends] of owned) inventory.add(edge, hours, ends);
  for (const inventory of maybe) if (!owned.has(inventory)) inventory.ambiguous++;
}

function addHours(to: Map<string, readonly number[]>, key: string, hours: readonly number[]): void {
  const known = to.get(key);
  const all = known === undefined ? hours : [...new Set([...known, ...hours])];
  to.set(key, known === undefined ? all : all.toSorted((a, b) => a - b));
}
