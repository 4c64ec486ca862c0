/**
 * The wall clock of one process, stepped while it runs: libfaketime reads the offset from a file at
 * each question. Monotonic time and the times of files stay what they are.
 */
import { globSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const LIBRARY = '/usr/lib/*/faketime/libfaketimeMT.so.1';

/** Undefined where it is not installed: there the clocks stay right. */
export function findClockLibrary(): string | undefined {
  return globSync(LIBRARY)[0];
}

export class SteppedClock {
  readonly #library: string | undefined;
  readonly #path: string;

  /** `path` is where the offset stands. */
  constructor(library: string | undefined, path: string) {
    this.#library = library;
    this.#path = path;
    this.step(0);
  }

  /** Puts the clock so many seconds ahead of the machine's, or behind it. */
  step(seconds: number): void {
    // A name changes at once: nobody reads half an offset.
    writeFileSync(`${this.#path}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    renameSync(`${this.#path}.new`, this.#path);
  }

  /** What a process needs to live by this clock. */
  get environment(): Record<string, string> {
    if (this.#library === undefined) return {};
    return {
      LD_PRELOAD: this.#library,
      FAKETIME_TIMESTAMP_FILE: this.#path,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_RESET: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  /** Removes what the library leaves in shared memory of a process that was killed. */
  static tidy(pid: number): void {
    for (const name of [`faketime_shm_${pid}`, `sem.faketime_sem_${pid}`]) {
      rmSync(`/dev/shm/${name}`, { force: true });
    }
  }
}
