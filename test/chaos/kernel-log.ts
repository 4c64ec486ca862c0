/**
 * The kernel's lines on their way through a journald of our own, which begins new files and is
 * started again while they come.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../bench/random.ts';
import { JournalLab } from '../journald/lab.ts';
import type { Packets } from './packets.ts';

const TURN_MS = 20;
const TURN_LINES: readonly number[] = [0, 2, 10, 10, 60];

/** Nothing is ever removed: what was written is somewhere. */
const CONF = ['SystemMaxUse=8G', 'SystemKeepFree=1M', 'SystemMaxFiles=100000'];

export class KernelLog implements AsyncDisposable {
  readonly #lab = new JournalLab({ conf: CONF });
  readonly #packets: Packets;
  readonly #random: Random;
  /** What journald is being asked for, one after the other. */
  #asked: Promise<void> = Promise.resolve();

  constructor(packets: Packets, random: Random) {
    this.#packets = packets;
    this.#random = random;
  }

  /** The directory of the journal's files. */
  get path(): string {
    return this.#lab.machine.directory;
  }

  start(): Promise<void> {
    return this.#lab.start();
  }

  /** Writes until `signal` aborts; resolves when journald has stored everything. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const count = this.#random.pick(TURN_LINES);
      const timeUs = Math.round(performance.now() * 1_000);
      const records = Array.from({ length: count }, () => ({ text: this.#packets.next(), timeUs }));
      await this.#lab.kernel.write(records);
      await delay(TURN_MS);
    }
    await this.#asked;
    await this.#lab.settle();
  }

  rotate(): Promise<void> {
    return this.#ask(() => this.#lab.rotate());
  }

  restart(): Promise<void> {
    return this.#ask(async () => {
      await this.#lab.end('SIGTERM');
      await this.#lab.start();
    });
  }

  #ask(task: () => Promise<void>): Promise<void> {
    this.#asked = this.#asked.then(task);
    return this.#asked;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#lab[Symbol.asyncDispose]();
  }
}
