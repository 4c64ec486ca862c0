/**
 * Pods by what a LOG line shows of them: the workload interface, or an address at a time.
 * hostNetwork pods have neither of their own: they are found through their node.
 */
import { WORKLOAD_INTERFACE_PREFIX } from '../flow/observed-side.ts';
import type { Pod } from './objects.ts';
import { vethName } from './veth.ts';

/**
 * A span of time in microseconds, both ends included; 0 for a record that did not tell its time.
 */
export interface Span {
  readonly firstUs: number;
  readonly lastUs: number;
}

/** A pod's claim to an address. */
interface Tenure {
  readonly pod: Pod;
  readonly startUs: number;
  readonly endUs: number;
}

export class PodIndex {
  readonly #byInterface = new Map<string, Pod>();
  readonly #byAddress = new Map<string, Tenure[]>();
  readonly #hostNetworkByNode = new Map<string, Pod[]>();

  constructor(pods: readonly Pod[], interfacePrefix: string = WORKLOAD_INTERFACE_PREFIX) {
    const addressed = new Map<string, Pod[]>();
    for (const pod of pods) {
      if (pod.hostNetwork) {
        append(this.#hostNetworkByNode, pod.node, pod);
        continue;
      }
      this.#byInterface.set(vethName(pod.namespace, pod.name, interfacePrefix), pod);
      for (const ip of pod.ips) append(addressed, ip, pod);
    }
    for (const [ip, owners] of addressed) this.#byAddress.set(ip, tenures(owners));
  }

  /** The pod behind a workload interface, whatever its address; undefined when it is not known. */
  byInterface(name: string): Pod | undefined {
    return this.#byInterface.get(name);
  }

  /**
   * All pods that may have had the address within the span; times that are not known exclude
   * nobody.
   */
  byAddress(ip: string, span: Span): readonly Pod[] {
    const owners = this.#byAddress.get(ip) ?? [];
    const isAnyTime = span.lastUs === 0;
    return owners
      .filter(
        ({ startUs, endUs }) => isAnyTime || (startUs <= span.lastUs && span.firstUs <= endUs),
      )
      .map(({ pod }) => pod);
  }

  /** Whether some pod has or had the address at any time. */
  hasAddress(ip: string): boolean {
    return this.#byAddress.has(ip);
  }

  hostNetworkPods(node: string): readonly Pod[] {
    return this.#hostNetworkByNode.get(node) ?? [];
  }
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/**
 * A finished pod of which the end is not known gave its address up before the next owner started.
 */
function tenures(owners: readonly Pod[]): Tenure[] {
  const byStart = owners.toSorted((a, b) => (a.startUs ?? 0) - (b.startUs ?? 0));
  return byStart.map((pod, i) => {
    const startUs = pod.startUs ?? 0;
    if (pod.endUs !== undefined) return { pod, startUs, endUs: pod.endUs };
    const isOver = pod.phase === 'Succeeded' || pod.phase === 'Failed';
    const next = isOver
      ? byStart.slice(i + 1).find((other) => other.startUs !== undefined)
      : undefined;
    return { pod, startUs, endUs: next?.startUs ?? Number.POSITIVE_INFINITY };
  });
}
