/**
 * What became of logged packets, by the windows that were seen: behind a window nothing is decided
 * (`audit`), whatever the line looks like. A window counts from its opening to its closing, for
 * flows of its prefix; of other flows it is what `otherwise` says.
 */
import type { Flow } from '../../flow/flow.ts';
import type { Verdict } from '../../flow/verdict.ts';
import type { WindowRecord } from '../../policy/window/window-record.ts';

/** Windows are opened by hand: past this the oldest are forgotten. */
const WINDOWS_MAX = 1_000;

interface KnownWindow {
  readonly prefixes: readonly string[];
  readonly fromUs: number;
  /** Infinity while it is open. */
  toUs: number;
}

export class WindowVerdicts {
  readonly #otherwise: Verdict;
  readonly #windows = new Map<string, KnownWindow>();
  #open: readonly WindowRecord[] = [];

  constructor(otherwise: Verdict) {
    this.#otherwise = otherwise;
  }

  /** Those that were open when it was last looked. */
  get open(): readonly WindowRecord[] {
    return this.#open;
  }

  /** Takes `open` for all windows that are open at `nowUs`. */
  learn(open: readonly WindowRecord[], nowUs: number): void {
    this.#open = open;
    const uids = new Set(open.map(({ uid }) => uid));
    for (const [uid, window] of this.#windows) {
      if (!uids.has(uid)) window.toUs = Math.min(window.toUs, nowUs);
    }
    for (const { uid, prefixes, openedUs } of open) {
      const fromUs = this.#windows.get(uid)?.fromUs ?? openedUs ?? nowUs;
      this.#windows.set(uid, { prefixes, fromUs, toUs: Number.POSITIVE_INFINITY });
    }
    for (const uid of this.#windows.keys()) {
      if (this.#windows.size <= WINDOWS_MAX) break;
      this.#windows.delete(uid);
    }
  }

  verdictOf({ point, firstSeenUs, lastSeenUs }: Flow): Verdict {
    for (const { prefixes, fromUs, toUs } of this.#windows.values()) {
      const isWithin = lastSeenUs >= fromUs && firstSeenUs <= toUs;
      if (isWithin && prefixes.includes(point.prefix)) return 'audit';
    }
    return this.#otherwise;
  }
}
