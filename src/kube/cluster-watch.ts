/**
 * Keeps an index up to date with the API server: one reflector per resource, each on its own. What
 * is refused or away leaves its part of the index as it was; the others go on. Never throws for
 * what the world does.
 */
import type { ResourceCounts } from '../flow/resource-state.ts';
import type { ClusterIndex } from './cluster-index.ts';
import type { ClusterAccess } from './credentials/cluster-access.ts';
import type { ObjectSink } from './history/object-sink.ts';
import type { Clock } from './watch/clock.ts';
import { historySink } from './watch/history-sink.ts';
import { Reflector } from './watch/reflector.ts';
import {
  ENDPOINT_SLICES,
  JOBS,
  NAMESPACES,
  nodes,
  pods,
  REPLICA_SETS,
  type Resource,
  SERVICES,
} from './watch/resource.ts';

/**
 * Watches of what has addresses are this short where one client watches the whole cluster: the
 * server sends a bookmark before it ends a watch, and so proves every few seconds what else it
 * would each minute. A watch that goes on where the last one ended costs the server nothing to
 * speak of; agents, of which there are thousands, keep theirs open.
 */
const PROVING_WATCH_SECONDS = 5;
/** States are told at least this often, for their ages. */
const TELL_MS = 60_000;

export interface ClusterWatchOptions {
  readonly access: ClusterAccess;
  readonly index: ClusterIndex;
  /** Only this node and its pods; undefined: the whole cluster. */
  readonly node?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** Hears what is wrong with a resource in one line, once; empty when all is well again. */
  readonly onError: (resource: string, line: string) => void;
  /** Hears that `states` tells something else, and each minute. */
  readonly onStates?: () => void;
}

interface Part {
  readonly resource: string;
  readonly reflector: Pick<Reflector<unknown>, 'status' | 'run'>;
}

export class ClusterWatch {
  readonly #options: ClusterWatchOptions;
  readonly #parts: readonly Part[];

  constructor(options: ClusterWatchOptions) {
    this.#options = options;
    const { node } = options;
    this.#parts = node === undefined ? this.#clusterParts() : this.#nodeParts(node);
  }

  /** One for each resource, in a fixed order. */
  states(): readonly ResourceCounts[] {
    return this.#parts.map(({ resource, reflector }) => {
      const { isSynced, currentUs, error, ...counts } = reflector.status;
      const { lists, watches, failures, events, malformed } = counts;
      const seen = { lists, watches, failures, events, malformed };
      return { resource, isSynced, currentUs, error, ...seen };
    });
  }

  /** Resolves once `signal` has aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const reflectors = this.#parts.map(({ reflector }) => reflector.run(signal));
    await Promise.all([...reflectors, this.#tellEachMinute(signal)]);
  }

  async #tellEachMinute(signal: AbortSignal): Promise<void> {
    const { clock, onStates } = this.#options;
    while (!signal.aborted) {
      await clock.delay(TELL_MS, signal);
      if (!signal.aborted) onStates?.();
    }
  }

  #nodeParts(node: string): Part[] {
    const { index } = this.#options;
    return [this.#part(pods(node), index.pods), this.#part(nodes(node), index.nodes)];
  }

  #clusterParts(): Part[] {
    const { index } = this.#options;
    const { owners } = index;
    return [
      this.#part(pods(), index.pods, PROVING_WATCH_SECONDS),
      this.#part(nodes(), index.nodes, PROVING_WATCH_SECONDS),
      this.#part(SERVICES, index.services, PROVING_WATCH_SECONDS),
      this.#part(NAMESPACES, index.namespaces),
      this.#part(ENDPOINT_SLICES, index.servicePorts),
      this.#part(REPLICA_SETS, owners.replicaSets),
      this.#part(JOBS, owners.jobs),
    ];
  }

  #part<T>(resource: Resource<T>, history: ObjectSink<T>, watchSeconds?: number): Part {
    const { access, clock, random, onError, onStates } = this.#options;
    const sink = historySink({
      history,
      nowUs: () => clock.nowMs() * 1_000,
      openSinceUs: () => reflector.status.openSinceUs,
    });
    const reflector: Reflector<T> = new Reflector({
      ...{ access, resource, clock, random, watchSeconds },
      sink: { ...sink, replaced: (items) => this.#replace(sink.replaced, items) },
      onError(line) {
        onError(resource.name, line);
        onStates?.();
      },
    });
    return { resource: resource.name, reflector };
  }

  /** The state is told when the reflector has noted that it is synced. */
  #replace<T>(replaced: (items: T) => void, items: T): void {
    replaced(items);
    queueMicrotask(() => this.#options.onStates?.());
  }
}
