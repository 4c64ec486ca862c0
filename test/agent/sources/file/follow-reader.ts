/** A reader that remembers the cursor of what it took, and can be killed and started again. */
import { Follower } from '../../../../src/agent/sources/file/follower.ts';
import type { RecordBlock, StartFrom } from '../../../../src/agent/sources/source.ts';
import type { Loss } from '../../../../src/flow/loss.ts';

/** The records' texts, headers off. */
export function textsOf({ bytes, index }: RecordBlock): string[] {
  const text = (at: number) => Buffer.from(bytes.subarray(index.starts[at], index.ends[at]));
  return Array.from({ length: index.count }, (_, at) => text(at).toString('latin1'));
}

export class FollowReader implements Disposable {
  readonly lines: string[] = [];
  readonly losses: Loss[] = [];
  readonly rejected: Record<string, number> = {};
  /** So much more time has gone by, in ms, than really has. */
  aheadMs = 0;
  /** So far is the wall clock ahead of the one by which files have their times, in ms. */
  wallAheadMs = 0;
  cursor = '';
  read = 0;
  readonly #path: string;
  readonly #from: StartFrom;
  #follower: Follower;

  constructor(
    path: string,
    { from = 'oldest', cursor = '' }: { from?: StartFrom; cursor?: string } = {},
  ) {
    this.#path = path;
    this.#from = from;
    this.cursor = cursor;
    this.#follower = this.#start();
  }

  /** Takes all there is now, or dies after `blocks` blocks. */
  async take(blocks = Number.POSITIVE_INFINITY): Promise<string[]> {
    const before = this.lines.length;
    let left = blocks;
    if (left > 0) {
      for await (const block of this.#follower.isResting ? [] : this.#follower.round()) {
        this.#note(block);
        if (--left === 0) break;
      }
    }
    if (left === 0) this.restart();
    return this.lines.slice(before);
  }

  restart(): void {
    this.#follower[Symbol.dispose]();
    this.#follower = this.#start();
  }

  #start(): Follower {
    const nowMs = () => Date.now() + this.aheadMs + this.wallAheadMs;
    const elapsedMs = () => performance.now() + this.aheadMs;
    return new Follower(this.cursor, { path: this.#path, from: this.#from, nowMs, elapsedMs });
  }

  #note(block: RecordBlock): void {
    this.lines.push(...textsOf(block));
    this.losses.push(...block.losses);
    for (const [reason, count] of Object.entries(block.rejectedByReason)) {
      this.rejected[reason] = (this.rejected[reason] ?? 0) + count;
    }
    this.read += block.read;
    this.cursor = block.cursorAfter;
  }

  [Symbol.dispose](): void {
    this.#follower[Symbol.dispose]();
  }
}
