/** Which network sets hold an address: one look-up per length of prefix, however many blocks. */
import { formatAddress } from '../../flow/address.ts';
import type { Cidr } from '../../flow/cidr.ts';
import { NO, type Tri, tri, UNKNOWN } from '../model/tri.ts';
import type { World } from '../model/world.ts';
import type { LabelView } from '../selector/match-selector.ts';
import { type AddressFacts, matchBlocks } from './match-address.ts';
import { objectLabels } from './pod-labels.ts';

interface IndexedSet {
  readonly labels: LabelView;
  readonly nets: readonly Cidr[];
}

/** A set that may hold the address. */
export interface Membership {
  readonly set: number;
  readonly isThere: Tri;
}

export class NetworkSetIndex {
  readonly #sets: readonly IndexedSet[];
  /** Per bytes of address and bits of prefix: the sets, by the text of the masked address. */
  readonly #byPrefix = new Map<string, { cidr: Cidr; sets: Map<string, number[]> }>();

  constructor({ networkSets, namespaces }: World) {
    this.#sets = networkSets.map(({ namespace, labels, nets }) => ({
      labels: objectLabels(labels, namespace, namespaces.get(namespace)),
      nets,
    }));
    this.#sets.forEach(({ nets }, set) => {
      for (const cidr of nets) this.#index(cidr, set);
    });
  }

  #index(cidr: Cidr, set: number): void {
    const length = `${cidr.address.length}/${cidr.bits}`;
    let prefix = this.#byPrefix.get(length);
    if (prefix === undefined) {
      prefix = { cidr, sets: new Map() };
      this.#byPrefix.set(length, prefix);
    }
    const key = masked(cidr.address, cidr.bits);
    const known = prefix.sets.get(key);
    if (known === undefined) prefix.sets.set(key, [set]);
    else known.push(set);
  }

  labelsOf(set: number): LabelView {
    return this.#sets[set]!.labels;
  }

  /** In ascending order of sets; an end of several addresses may be in a set or not. */
  membershipsOf(end: AddressFacts): readonly Membership[] {
    if (this.#sets.length === 0) return [];
    if (end.addresses.length === 0) return this.#possible(end);
    const counts = new Map<number, number>();
    for (const address of end.addresses) {
      for (const set of this.#holding(address)) counts.set(set, (counts.get(set) ?? 0) + 1);
    }
    return [...counts]
      .sort(([a], [b]) => a - b)
      .map(([set, count]) => ({
        set,
        isThere: count === end.addresses.length ? tri(true) : UNKNOWN,
      }));
  }

  #possible(end: AddressFacts): Membership[] {
    return this.#sets
      .map(({ nets }, set) => ({ set, isThere: matchBlocks(nets, end, undefined) }))
      .filter(({ isThere }) => isThere !== NO);
  }

  #holding(address: Uint8Array): Set<number> {
    const found = new Set<number>();
    for (const { cidr, sets } of this.#byPrefix.values()) {
      if (cidr.address.length !== address.length) continue;
      for (const set of sets.get(masked(address, cidr.bits)) ?? []) found.add(set);
    }
    return found;
  }
}

function masked(address: Uint8Array, bits: number): string {
  const bytes = address.slice();
  for (let i = 0; i < bytes.length; i++) {
    const kept = Math.min(8, Math.max(0, bits - 8 * i));
    bytes[i] = bytes[i]! & (0xff00 >> kept) & 0xff;
  }
  return formatAddress(bytes);
}
