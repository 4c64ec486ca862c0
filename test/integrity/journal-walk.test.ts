/**
 * The promise: whatever happens to journald, the machine and the reader, in any order, every kernel
 * entry that journald stored is given once, and nothing is lost but what journald missed.
 */
import { describe, expect } from 'vitest';
import { Random } from '../../bench/random.ts';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { Follower } from '../journald/follower.ts';
import { inLab } from '../journald/in-lab.ts';
import type { JournalLab } from '../journald/lab.ts';
import { logLines } from '../journald/log-lines.ts';
import { candidates } from '../journald/truth.ts';
import { send } from '../journald/user-space.ts';

const SEEDS = [1, 2, 3];
const STEPS = 14;
const LINES_MAX = 900;
const OVERRUN_MAX = 99;
/** Small files, so that journald rotates by itself too. */
const OPTIONS = { conf: ['SystemMaxFileSize=512K', 'SystemMaxFiles=1000'] };

/** A lab with a reader that others go on from when it is stopped. */
class Walk {
  readonly messages: string[] = [];
  lost = 0;
  readonly #lab: JournalLab;
  readonly #random: Random;
  #follower: Follower | undefined;
  #cursor = '';
  #written = 0;

  constructor(lab: JournalLab, random: Random) {
    this.#lab = lab;
    this.#random = random;
  }

  readonly #happenings: readonly (() => Promise<void>)[] = [
    () => this.#write(),
    () => this.#write(),
    () => this.#write(),
    () => this.#lab.rotate(),
    () => this.#sendAsUser(),
    () => this.#restartJournald('SIGTERM'),
    () => this.#restartJournald('SIGKILL'),
    () => this.#reboot(),
    () => this.startReader(),
    () => this.startReader(),
    () => this.stopReader(),
  ];

  step(): Promise<void> {
    return this.#random.pick(this.#happenings)();
  }

  async startReader(): Promise<void> {
    await this.stopReader();
    const options = { directories: [this.#lab.machine.directory], pollMs: 20 };
    this.#follower = new Follower(new JournalSource(options), this.#cursor);
  }

  /** Stops the reader when it has given as many records as are stored. */
  async finish(stored: number): Promise<void> {
    await this.#follower?.until(stored - this.messages.length);
    await this.stopReader();
  }

  async stopReader(): Promise<void> {
    if (this.#follower === undefined) return;
    const { messages, cursor, lost } = await this.#follower.stop();
    this.#follower = undefined;
    this.messages.push(...messages);
    this.lost += lost ?? Number.NaN;
    this.#cursor = cursor;
  }

  /**
   * Now and then overruns journald, and goes on before it has read. What a boot lost before its
   * first record has no size that can be known.
   */
  async #write(): Promise<void> {
    const { kernel } = this.#lab;
    const lines = this.#random.below(LINES_MAX);
    const isOverrun = this.#random.chance(0.2) && kernel.sequence > 0;
    if (isOverrun) kernel.skip(this.#random.between(1, OVERRUN_MAX));
    await kernel.write(logLines(this.#written, lines));
    this.#written += lines;
  }

  async #sendAsUser(): Promise<void> {
    const entries = Array<string>(this.#random.below(LINES_MAX)).fill('MESSAGE=IN=forged\n');
    await send(this.#lab.machine, { uid: 1_000, to: 'socket' }, entries);
  }

  async #restartJournald(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#lab.end(signal);
    await this.#lab.start();
  }

  async #reboot(): Promise<void> {
    await this.#lab.settle();
    await this.#lab.shutDown();
    await this.#lab.start();
  }
}

describe('over any walk of events, every stored entry is given once', () => {
  for (const seed of SEEDS) {
    inLab(
      `(seed ${seed})`,
      async (lab) => {
        const walk = new Walk(lab, new Random(seed));
        await lab.start();
        for (let step = 0; step < STEPS; step++) await walk.step();
        await lab.settle();
        await walk.startReader();
        const stored = candidates(await lab.entries()).map(({ message }) => message);
        await walk.finish(stored.length);
        expect(walk.messages).toEqual(stored);
        expect(walk.lost).toBe(await lab.missed());
      },
      OPTIONS,
    );
  }
});
