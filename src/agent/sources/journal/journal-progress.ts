/**
 * How far the reading got in each boot, over all files. The same entry may stand in two files
 * (journald copies the journal in /run to /var, under new sequence numbers), but its boot and
 * monotonic time stay, and they tell a copy from what is new.
 */
import type { ClockDistance } from './journal-time.ts';

/** Boots remembered: copies are made of the present one. */
const BOOTS_MAX = 16;

/** The last kernel entry passed of one boot, and how many there were. */
export interface BootProgress {
  /** 32 hex digits; empty before the first entry of all. */
  readonly bootId: string;
  entries: number;
  monotonicUs: number;
  /** The kernel's own stamp. */
  sourceUs: number;
  /** Monotonic time of journald's own entry passed last. */
  driverUs: number;
  readonly clocks: ClockDistance;
}

export class Progress {
  /** The boot that is being read. */
  boot: BootProgress = newBoot('');
  /** Wall-clock time of the entry passed last. */
  realtimeUs = 0;
  readonly #boots = new Map<string, BootProgress>();
  /** Its id as it stands in an entry. */
  readonly #words = new DataView(new ArrayBuffer(16));

  /** Whether the boot id at `at` is the one that is being read. */
  isBoot(view: DataView, at: number): boolean {
    const words = this.#words;
    return (
      words.getUint32(0) === view.getUint32(at) &&
      words.getUint32(4) === view.getUint32(at + 4) &&
      words.getUint32(8) === view.getUint32(at + 8) &&
      words.getUint32(12) === view.getUint32(at + 12)
    );
  }

  /** Whether anything of this boot was read. */
  knows(bootId: string): boolean {
    return bootId === this.boot.bootId || this.#boots.has(bootId);
  }

  /** Goes on in that boot, where it was left or from its beginning. */
  enter(bootId: string): void {
    this.resume(this.#boots.get(bootId) ?? newBoot(bootId));
  }

  /** Goes on in `boot`. */
  resume(boot: BootProgress): void {
    this.boot = boot;
    Buffer.from(this.#words.buffer).write(boot.bootId, 'hex');
    this.#boots.delete(boot.bootId);
    this.#boots.set(boot.bootId, boot);
    if (this.#boots.size > BOOTS_MAX) this.#boots.delete(this.#boots.keys().next().value!);
  }
}

/** Whether an entry of `boot` is behind us already. */
export function isCopy(boot: BootProgress, monotonicUs: number, sourceUs: number): boolean {
  if (monotonicUs !== boot.monotonicUs) return monotonicUs < boot.monotonicUs;
  return sourceUs <= boot.sourceUs;
}

/** A boot of which nothing was passed. */
export function newBoot(bootId: string): BootProgress {
  const clocks = { floorUs: undefined, sourceUs: 0 };
  return { bootId, entries: 0, monotonicUs: 0, sourceUs: 0, driverUs: 0, clocks };
}
