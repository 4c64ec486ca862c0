/**
 * Names of outside addresses by reverse DNS, for people to read. Never on a record's way: a
 * question is answered out of memory or not at all, and asked of the resolver behind its back.
 */
import { LRUCache } from 'lru-cache';

const NAMES_MAX = 16_384;
const NAME_TTL_MS = 3_600_000;
/** A resolver that does not know is asked again sooner. */
const MISS_TTL_MS = 300_000;
/** Questions under way at once, and waiting behind them; what comes on top is asked later. */
const UNDER_WAY_MAX = 4;
const WAITING_MAX = 1_024;
/** Whoever owns an address writes its name: nothing else gets to a terminal or page. */
const HOST_NAME = /^[\w.-]{1,253}$/;

export interface ReverseDnsOptions {
  /** Such as `dns.promises.Resolver.reverse`, which has a timeout of its own. */
  readonly reverse: (ip: string) => Promise<readonly string[]>;
  readonly nowMs: () => number;
}

interface Known {
  /** Empty: the resolver knows none. */
  readonly name: string;
  readonly untilMs: number;
}

export class ReverseDns {
  readonly #options: ReverseDnsOptions;
  readonly #names = new LRUCache<string, Known>({ maxSize: NAMES_MAX, sizeCalculation: () => 1 });
  /** Asked or waiting to be. */
  readonly #wanted = new Set<string>();
  readonly #waiting: string[] = [];
  #underWay = 0;

  constructor(options: ReverseDnsOptions) {
    this.#options = options;
  }

  /** The name if it is known by now; else undefined, and it is found out. An old name serves on. */
  nameOf(ip: string): string | undefined {
    const known = this.#names.get(ip);
    if (known === undefined || known.untilMs <= this.#options.nowMs()) this.#want(ip);
    return known?.name || undefined;
  }

  #want(ip: string): void {
    if (this.#waiting.length >= WAITING_MAX || this.#wanted.has(ip)) return;
    this.#wanted.add(ip);
    this.#waiting.push(ip);
    if (this.#underWay < UNDER_WAY_MAX) void this.#askAll();
  }

  async #askAll(): Promise<void> {
    this.#underWay++;
    for (let ip = this.#waiting.shift(); ip !== undefined; ip = this.#waiting.shift()) {
      const name = await this.#ask(ip);
      const ttlMs = name === '' ? MISS_TTL_MS : NAME_TTL_MS;
      this.#names.set(ip, { name, untilMs: this.#options.nowMs() + ttlMs });
      this.#wanted.delete(ip);
    }
    this.#underWay--;
  }

  async #ask(ip: string): Promise<string> {
    try {
      const [name = ''] = await this.#options.reverse(ip);
      return HOST_NAME.test(name) ? name : '';
    } catch {
      return '';
    }
  }
}
