/** Pods that are or were, found by identity, by workload interface, and by node. */
import type { Endpoint } from '../../flow/endpoint.ts';
import { WORKLOAD_INTERFACE_PREFIX } from '../../flow/observed-side.ts';
import type { Pod } from '../objects.ts';
import { vethName } from '../veth.ts';
import type { Holder } from './address-claims.ts';
import type { Claim, Tenure } from './claim.ts';
import type { Knowledge } from './knowledge.ts';

/** A pod and what it held. */
export interface KnownPod extends Holder {
  readonly kind: 'pod';
  readonly key: string;
  /** As last reported. */
  pod: Pod;
  /** Empty of a hostNetwork pod. */
  readonly interfaceName: string;
  /** Of the pod itself: what a hostNetwork pod has instead of addresses. */
  readonly life: Tenure;
  /** One after the other for each of its addresses; none of a hostNetwork pod. */
  readonly addresses: { readonly ip: string; readonly claim: Claim<KnownPod> }[];
  /** As the flow's end behind its interface, of IPv4 and of IPv6: made when first asked for. */
  readonly locals: [Endpoint | undefined, Endpoint | undefined];
  /** What `locals` were made of. */
  localVersion: number;
}

const NONE: readonly KnownPod[] = [];

export class KnownPods {
  readonly #interfacePrefix: string;
  readonly #byKey = new Map<string, KnownPod>();
  readonly #byInterface = new Map<string, KnownPod[]>();
  readonly #hostNetworkByNode = new Map<string, KnownPod[]>();

  #added = 0;

  constructor(interfacePrefix: string = WORKLOAD_INTERFACE_PREFIX) {
    this.#interfacePrefix = interfacePrefix;
  }

  /** Pods so far. */
  get added(): number {
    return this.#added;
  }

  add(pod: Pod, life: Tenure, knowledge: Knowledge): KnownPod {
    const key = podKey(pod);
    const { hostNetwork, namespace, name, node } = pod;
    const interfaceName = hostNetwork ? '' : vethName(namespace, name, this.#interfacePrefix);
    const known: KnownPod = {
      kind: 'pod',
      key,
      pod,
      knowledge,
      interfaceName,
      life,
      addresses: [],
      locals: [undefined, undefined],
      localVersion: 0,
    };
    this.#byKey.set(key, known);
    this.#added += 1;
    if (hostNetwork) append(this.#hostNetworkByNode, node, known);
    else append(this.#byInterface, interfaceName, known);
    return known;
  }

  get(pod: Pod): KnownPod | undefined {
    return this.#byKey.get(podKey(pod));
  }

  values(): Iterable<KnownPod> {
    return this.#byKey.values();
  }

  get size(): number {
    return this.#byKey.size;
  }

  /** The object is gone; interface and node still lead to it. */
  end(known: KnownPod): void {
    this.#byKey.delete(known.key);
  }

  /** Nothing leads to it any more. */
  forget(known: KnownPod): void {
    const { interfaceName, pod } = known;
    if (pod.hostNetwork) remove(this.#hostNetworkByNode, pod.node, known);
    else remove(this.#byInterface, interfaceName, known);
  }

  /**
   * Pods behind a workload interface, oldest first: a StatefulSet's pod comes back under its name,
   * so all have one namespace and name.
   */
  byInterface(name: string): readonly KnownPod[] {
    return this.#byInterface.get(name) ?? NONE;
  }

  hostNetwork(node: string): readonly KnownPod[] {
    return this.#hostNetworkByNode.get(node) ?? NONE;
  }
}

/** A file may leave the uid out; a cluster never does. */
function podKey({ uid, namespace, name }: Pod): string {
  return uid === '' ? `${namespace}/${name}` : uid;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function remove<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key) ?? [];
  const at = list.indexOf(value);
  if (at >= 0) list.splice(at, 1);
  if (list.length === 0) map.delete(key);
}
