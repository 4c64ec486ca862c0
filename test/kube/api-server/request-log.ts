/** What clients have asked, for tests to look at and to wait for. */
import type { Verb } from './faults.ts';

export interface SeenRequest {
  readonly verb: Verb;
  readonly plural: string;
  readonly namespace: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly accept: string;
  /** Undefined for wrong credentials. */
  readonly user: string | undefined;
  readonly httpVersion: string;
  /** Of the answer; 0 as long as there is none. */
  status: number;
}

export class RequestLog {
  readonly #seen: SeenRequest[] = [];
  readonly #waiting = new Set<() => void>();

  /** Oldest first. */
  get all(): readonly SeenRequest[] {
    return this.#seen;
  }

  count(verb: Verb, plural?: string): number {
    return this.#matching(verb, plural).length;
  }

  last(verb: Verb, plural?: string): SeenRequest | undefined {
    return this.#matching(verb, plural).at(-1);
  }

  /** Waits until there have been `count` such requests since the start; gives the last of them. */
  async reach(count: number, verb: Verb, plural?: string): Promise<SeenRequest> {
    while (this.count(verb, plural) < count) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    return this.#matching(verb, plural)[count - 1]!;
  }

  add(request: SeenRequest): void {
    this.#seen.push(request);
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #matching(verb: Verb, plural?: string): SeenRequest[] {
    return this.#seen.filter(
      (seen) => seen.verb === verb && (plural ?? seen.plural) === seen.plural,
    );
  }
}
