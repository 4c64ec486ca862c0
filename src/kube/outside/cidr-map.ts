/**
 * Address blocks with a value each; the longest block that holds an address wins. A binary trie per
 * family: a lookup costs the bits of the address, whatever the number of blocks.
 */
import type { Cidr } from '../../flow/cidr.ts';

interface Branch<Value> {
  value: Value | undefined;
  readonly next: [Branch<Value> | undefined, Branch<Value> | undefined];
}

export class CidrMap<Value> {
  readonly #ipv4 = createBranch<Value>();
  readonly #ipv6 = createBranch<Value>();

  /** A block that is in already gets the new value. */
  set({ address, bits }: Cidr, value: Value): void {
    let branch = this.#rootOf(address);
    for (let at = 0; at < bits; at++) {
      const bit = bitOf(address, at);
      branch.next[bit] ??= createBranch();
      branch = branch.next[bit];
    }
    branch.value = value;
  }

  /** Of the longest block that holds the address (4 or 16 bytes). */
  get(address: Uint8Array): Value | undefined {
    let found: Value | undefined;
    let branch: Branch<Value> | undefined = this.#rootOf(address);
    for (let at = 0; branch !== undefined; at++) {
      found = branch.value ?? found;
      if (at === address.length * 8) break;
      branch = branch.next[bitOf(address, at)];
    }
    return found;
  }

  #rootOf(address: Uint8Array): Branch<Value> {
    return address.length === 4 ? this.#ipv4 : this.#ipv6;
  }
}

function createBranch<Value>(): Branch<Value> {
  return { value: undefined, next: [undefined, undefined] };
}

function bitOf(address: Uint8Array, at: number): 0 | 1 {
  return (address[at >>> 3]! >>> (7 - (at & 7))) & 1 ? 1 : 0;
}
