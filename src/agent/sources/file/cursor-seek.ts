/**
 * From a cursor to the generations that it stands in, opened where reading goes on.
 *
 *   cursor      A:4096   B:0   C:512        B was empty, so that no bytes prove it: it is what
 *   directory   A   │    B     │   C        stands between A and C and was written to since
 */
import { FollowedGeneration } from './followed-generation.ts';
import type { Generation } from './generations.ts';
import { findPosition, openListed } from './locate.ts';
import { birthOf, type Position } from './position.ts';

export interface Sought {
  /** Oldest first; given away. */
  readonly found: readonly FollowedGeneration[];
  /** Bytes that were read are nowhere any more: what followed them may be lost. */
  readonly hasLoss: boolean;
  /** The newest position, if it was not found or not proven: what was written later comes next. */
  readonly lost: Position | undefined;
}

/** `moved`: the directory changed meanwhile, and nothing is open. */
export async function seekCursor(
  cursor: readonly Position[],
  generations: readonly Generation[],
): Promise<Sought | 'moved'> {
  const seek = new CursorSeek(generations);
  for (const position of cursor) {
    if (!(await seek.take(position))) return seek.giveUp();
  }
  return seek.end() ? seek : seek.giveUp();
}

class CursorSeek implements Sought {
  readonly found: FollowedGeneration[] = [];
  hasLoss = false;
  readonly #generations: readonly Generation[];
  lost: Position | undefined;
  /** Positions in empty files, behind the last one found. */
  #unproven: Position[] = [];
  /** Index of the first generation that was written after the last one found. */
  #next = 0;

  constructor(generations: readonly Generation[]) {
    this.#generations = generations;
  }

  /** Takes the cursor's next position; false when the directory has changed. */
  async take(position: Position): Promise<boolean> {
    if (position.end === 0) {
      this.#unproven.push(position);
      return true;
    }
    const located = await findPosition(this.#generations, position);
    if (located === 'moved') return false;
    const isFound = located !== 'nowhere';
    const isWhole = !isFound || this.#openUpTo(this.#generations.indexOf(located.generation));
    if (isFound) this.found.push(new FollowedGeneration(located.bytes, located.position));
    else this.hasLoss = true;
    this.lost = isFound ? undefined : position;
    this.#unproven = [];
    return isWhole;
  }

  /** Takes what is left behind the last one found: the newest of them is looked up by its time. */
  end(): boolean {
    this.lost = this.#unproven.pop() ?? this.lost;
    return this.#openUpTo(this.#generations.length);
  }

  giveUp(): 'moved' {
    for (const generation of this.found) generation[Symbol.dispose]();
    return 'moved';
  }

  /**
   * Opens what was empty and may have been written to since, before the generation at `at`. If it
   * was packed meanwhile, nothing tells it from others: whoever packs a log has ended it.
   */
  #openUpTo(at: number): boolean {
    const between = this.#generations.slice(this.#next, at);
    this.#next = at + 1;
    const births = new Set(this.#unproven.map(({ head }) => head));
    for (const generation of between.filter((each) => births.has(birthOf(each)))) {
      const bytes = openListed(generation);
      if (bytes === 'moved') return false;
      if (bytes === 'unreadable') this.hasLoss = true;
      else this.found.push(new FollowedGeneration(bytes));
    }
    return true;
  }
}
