/** What selectors find in the cluster: its pods, its namespaces, and what has neither. */
import { objectLabels, podLabels } from '../evaluate/pod-labels.ts';
import { WorldIndex } from '../evaluate/world-index.ts';
import { NO } from '../model/tri.ts';
import type { World, WorldPod } from '../model/world.ts';
import { type LabelView, matchSelector } from '../selector/match-selector.ts';
import {
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX,
  ORCHESTRATOR_LABEL,
  type Selector,
} from '../selector/selector.ts';

interface SeenPod {
  readonly pod: WorldPod;
  readonly labels: LabelView;
}

export class ClusterView {
  readonly #world: World;
  readonly #pods: readonly SeenPod[];

  constructor(world: World) {
    const index = new WorldIndex(world);
    this.#world = world;
    this.#pods = world.pods.map((pod) => ({ pod, labels: labelsOf(pod, index) }));
  }

  get isWithoutPods(): boolean {
    return this.#pods.length === 0;
  }

  get isWithoutNamespaces(): boolean {
    return this.#world.namespaces.size === 0;
  }

  /** Pods that may be meant, those on the host's network among them. */
  pods(selector: Selector): WorldPod[] {
    return this.#pods
      .filter(({ labels }) => matchSelector(selector, labels) !== NO)
      .map(({ pod }) => pod);
  }

  /** Whether it may take pods of a namespace that is there, whatever their own labels. */
  matchesNamespace(selector: Selector): boolean {
    return [...this.#world.namespaces].some(([namespace, namespaceLabels]) => {
      const labels = podLabels({
        namespace,
        labels: {},
        knowledge: 'some',
        serviceAccount: undefined,
        namespaceLabels,
        serviceAccountLabels: undefined,
      });
      return matchSelector(selector, labels) !== NO;
    });
  }

  /**
   * Whether it may take a host endpoint or a network set. Where no host endpoint is known there may
   * be some all the same: they are seldom listed with the rest.
   */
  matchesOtherThanPods(selector: Selector): boolean {
    const { hostEndpoints, networkSets } = this.#world;
    if (hostEndpoints.length === 0 && matchSelector(selector, ANY_HOST) !== NO) return true;
    const known = [...hostEndpoints.map((host) => ({ ...host, namespace: '' })), ...networkSets];
    return known.some(({ labels, namespace }) => {
      const view = objectLabels(labels, namespace, this.#world.namespaces.get(namespace));
      return matchSelector(selector, view) !== NO;
    });
  }
}

const ANY_HOST: LabelView = {
  get: (label) => {
    const isOfPods = label === NAMESPACE_LABEL || label === ORCHESTRATOR_LABEL;
    return isOfPods || label.startsWith(NAMESPACE_PREFIX) ? undefined : null;
  },
};

function labelsOf(pod: WorldPod, index: WorldIndex): LabelView {
  const { namespace, name, labels, serviceAccount } = pod;
  return podLabels({
    namespace,
    labels,
    knowledge: name === '' ? 'template' : 'all',
    serviceAccount,
    namespaceLabels: index.namespaceLabels(namespace),
    serviceAccountLabels: index.accountLabels(namespace, serviceAccount),
  });
}
