/** What a test has counted of the kernel log, over all readers that took part, and up to where. */
import { parseKmsgCursor } from '../../src/agent/sources/kmsg/kmsg-cursor.ts';
import type { BlockReport } from './kmsg-process.ts';

export class KmsgLedger {
  cursor = '';
  ours = 0;
  read = 0;
  lost = 0;
  readonly causes = new Set<string>();
  #from: number | undefined;

  /** Counts a block; the first one only tells where counting begins, but for our lines in it. */
  add({ cursor, read, ours, losses }: BlockReport): void {
    this.cursor = cursor;
    this.ours += ours;
    if (this.#from === undefined) {
      this.#from = this.#sequence;
      return;
    }
    this.read += read;
    for (const { count, cause } of losses) {
      this.lost += count ?? Number.NaN;
      this.causes.add(cause);
    }
  }

  /** Records that the kernel made behind the first block, up to the cursor. */
  get made(): number {
    return this.#sequence - this.#from!;
  }

  get #sequence(): number {
    return parseKmsgCursor(this.cursor)!.sequence;
  }
}
