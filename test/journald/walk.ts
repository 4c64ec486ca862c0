/**
 * A walk through what may happen to journald, its machine and a reader of the journal, drawn from a
 * seed. Each reader goes on from the cursor of the one before.
 */
import type { Random } from '../../bench/random.ts';
import { JournalSource } from '../../src/agent/sources/journal/journal.ts';
import { Follower } from './follower.ts';
import type { JournalLab } from './lab.ts';
import { logLines } from './log-lines.ts';
import { candidates } from './truth.ts';
import { send } from './user-space.ts';

const LINES_MAX = 900;
const OVERRUN_MAX = 99;
/** Left by a vacuum at most, active ones included. */
const FILES_MAX = 4;

/** A lab with a reader that others go on from when it is stopped. */
export class Walk {
  readonly messages: string[] = [];
  /** Infinite when a loss had no size. */
  lost = 0;
  /** Each may leave a hole of one: the number that journald gave to an entry as it died. */
  kills = 0;
  readonly #lab: JournalLab;
  readonly #random: Random;
  /** What journald had stored before it was vacuumed, by sequence. */
  readonly #stored = new Map<string, string>();
  #follower: Follower | undefined;
  #cursor = '';
  #written = 0;

  constructor(lab: JournalLab, random: Random) {
    this.#lab = lab;
    this.#random = random;
  }

  /** Messages of all LOG lines that journald has ever stored, oldest first. */
  async everStored(): Promise<string[]> {
    await this.#lab.settle();
    for (const { seqnumId, seqnum, message } of candidates(await this.#lab.entries())) {
      this.#stored.set(`${seqnumId} ${seqnum}`, message);
    }
    return [...this.#stored.values()];
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

  /** A first reader has a cursor: what is removed before is nobody's loss. */
  async begin(): Promise<void> {
    await this.#lab.start();
    await this.finish();
  }

  step(): Promise<void> {
    return this.#random.pick(this.#happenings)();
  }

  /** journald's archives are removed, all but a few files. */
  async vacuum(): Promise<void> {
    await this.everStored();
    await this.#lab.vacuum(this.#random.between(1, FILES_MAX));
  }

  async startReader(): Promise<void> {
    await this.stopReader();
    const options = { directories: [this.#lab.machine.directory], pollMs: 20 };
    this.#follower = new Follower(new JournalSource(options), this.#cursor);
  }

  /** A last record is written, and a reader goes on to it. Returns all that was ever stored. */
  async finish(): Promise<string[]> {
    await this.#lab.kernel.write(logLines(this.#written++, 1));
    const stored = await this.everStored();
    const newest = stored.at(-1)!;
    await this.startReader();
    if (this.messages.at(-1) !== newest) await this.#follower!.untilGiven(newest);
    await this.stopReader();
    return stored;
  }

  async stopReader(): Promise<void> {
    if (this.#follower === undefined) return;
    const { messages, cursor, lost } = await this.#follower.stop();
    this.#follower = undefined;
    this.messages.push(...messages);
    this.lost += lost ?? Number.POSITIVE_INFINITY;
    this.#cursor = cursor;
  }

  /**
   * Now and then overruns journald, and goes on before it has read; not where a new journald may
   * not know what the one before it had, and the size of the loss cannot be known.
   */
  async #write(): Promise<void> {
    const { kernel } = this.#lab;
    const lines = this.#random.below(LINES_MAX);
    const isOverrun = this.#random.chance(0.2) && kernel.sequence > OVERRUN_MAX;
    if (isOverrun) kernel.skip(this.#random.between(1, OVERRUN_MAX));
    await kernel.write(logLines(this.#written, lines));
    this.#written += lines;
  }

  async #sendAsUser(): Promise<void> {
    const entries = Array<string>(this.#random.below(LINES_MAX)).fill('MESSAGE=IN=forged\n');
    await send(this.#lab.machine, { uid: 1_000, to: 'socket' }, entries);
  }

  /** Not before it has some of the boot: see above. */
  async #restartJournald(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#lab.stored(Math.min(this.#lab.kernel.sequence, OVERRUN_MAX));
    if (signal === 'SIGKILL') this.kills++;
    await this.#lab.end(signal);
    await this.#lab.start();
  }

  async #reboot(): Promise<void> {
    await this.#lab.settle();
    await this.#lab.shutDown();
    await this.#lab.start();
  }
}
