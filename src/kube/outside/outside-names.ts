/**
 * Names of addresses that no object of the cluster has: by configured and built-in blocks, the
 * longest of which wins. Answers are remembered; nothing here waits.
 */
import { LRUCache } from 'lru-cache';
import { parseAddress } from '../../flow/address.ts';
import { type Cidr, parseCidr } from '../../flow/cidr.ts';
import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import { BUILT_IN_BLOCKS, privateBlocks } from './built-in-blocks.ts';
import { CidrMap } from './cidr-map.ts';

/** Addresses answered out of memory: some 4 MiB. */
const ANSWERS_MAX = 16_384;

/** Handed over, or the cache would make an object of its own with every question. */
const NO_OPTIONS = {};

/** A block that somebody has named. */
export interface CidrLabel {
  readonly cidr: Cidr;
  readonly name: string;
}

/** Blocks of the cluster's own: an address in one is no outside peer. */
export interface ClusterBlocks {
  readonly pods: readonly Cidr[];
  readonly services: readonly Cidr[];
}

type Meaning = { readonly kind: 'outside'; readonly name: string } | { readonly kind: Inside };
type Inside = 'pod' | 'service';

/**
 * What is known of an address by its blocks. `isPrivate`: it lies where pods may be, so that only
 * who knows all of them can say that it is nobody's.
 */
export interface OutsideAnswer {
  /** Undefined where no block but a pod block holds it. */
  readonly named: Endpoint | undefined;
  readonly isInPodBlock: boolean;
  readonly isPrivate: boolean;
  /** The end as an outside peer without a name. */
  readonly unnamed: Endpoint;
}

export class OutsideNames {
  readonly #private = privateBlocks();
  readonly #answers = new LRUCache<string, OutsideAnswer>({
    maxSize: ANSWERS_MAX,
    sizeCalculation: () => 1,
  });
  #labels: readonly CidrLabel[] = [];
  #blocks: ClusterBlocks = { pods: [], services: [] };
  #meanings = new CidrMap<Meaning>();

  constructor() {
    this.#arrange();
  }

  /** Replaces the configured labels; they outdo a built-in block of the same size. */
  relabel(labels: readonly CidrLabel[]): void {
    this.#labels = labels;
    this.#arrange();
  }

  /** Replaces the cluster's own blocks. */
  setBlocks(blocks: ClusterBlocks): void {
    this.#blocks = blocks;
    this.#arrange();
  }

  answer(ip: string): OutsideAnswer {
    const known = this.#answers.get(ip, NO_OPTIONS);
    if (known !== undefined) return known;
    const answer = this.#find(ip);
    this.#answers.set(ip, answer);
    return answer;
  }

  #find(ip: string): OutsideAnswer {
    const address = parseAddress(ip);
    const meaning = address && this.#meanings.get(address);
    return {
      named: namedEndpoint(ip, meaning),
      isInPodBlock: meaning?.kind === 'pod',
      isPrivate: address === undefined || this.#private.get(address) === true,
      unnamed: { ...unnamedEndpoint(ip), kind: 'outside' },
    };
  }

  #arrange(): void {
    this.#meanings = new CidrMap();
    this.#answers.clear();
    for (const [cidr, name] of BUILT_IN_BLOCKS) {
      this.#meanings.set(parseCidr(cidr)!, { kind: 'outside', name });
    }
    for (const cidr of this.#blocks.pods) this.#meanings.set(cidr, { kind: 'pod' });
    for (const cidr of this.#blocks.services) this.#meanings.set(cidr, { kind: 'service' });
    for (const { cidr, name } of this.#labels) this.#meanings.set(cidr, { kind: 'outside', name });
  }
}

/** An address of a service that is not known is a service's all the same. */
function namedEndpoint(ip: string, meaning: Meaning | undefined): Endpoint | undefined {
  if (meaning === undefined || meaning.kind === 'pod') return undefined;
  const { kind } = meaning;
  const name = meaning.kind === 'outside' ? meaning.name : '';
  return {
    ...unnamedEndpoint(ip),
    kind,
    name,
    attribution: 'cidr_label',
    confidence: 'probable',
  };
}
