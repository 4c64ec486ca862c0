/**
 * One at a time, in the order in which they came; so many may wait, and the next is sent away. A
 * reader may hold so many of the places, so that there is room for others.
 */
import { QuestionLimitError } from '../../service/question-limits.ts';

/** Of the one who is served and those who wait. */
const OF_READER_MAX = 5;

export class Turns {
  readonly #waitingMax: number;
  readonly #onFull: () => void;
  readonly #waiting: (() => void)[] = [];
  /** Places by reader; who has none is not in it. */
  readonly #held = new Map<string, number>();
  #isTaken = false;

  /** `onFull` hears of each that is sent away. */
  constructor(waitingMax: number, onFull: () => void = () => {}) {
    this.#waitingMax = waitingMax;
    this.#onFull = onFull;
  }

  /**
   * Resolves when it is one's turn, until that is disposed of. Rejects with QuestionLimitError, and
   * with the signal's reason.
   */
  async take(signal: AbortSignal, who: string): Promise<Disposable> {
    signal.throwIfAborted();
    this.#enter(who);
    try {
      if (this.#isTaken) await this.#wait(signal);
    } catch (error) {
      this.#leave(who);
      throw error;
    }
    this.#isTaken = true;
    let isOver = false;
    return {
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        this.#leave(who);
        this.#next();
      },
    };
  }

  #enter(who: string): void {
    const held = this.#held.get(who) ?? 0;
    if (held >= OF_READER_MAX) {
      this.#onFull();
      const what = `${who || 'this reader'} has ${held} questions of this kind open`;
      throw new QuestionLimitError('questions', `${what}: ask again in a moment`);
    }
    this.#held.set(who, held + 1);
  }

  #leave(who: string): void {
    const left = (this.#held.get(who) ?? 1) - 1;
    if (left > 0) this.#held.set(who, left);
    else this.#held.delete(who);
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#waitingMax) {
      this.#onFull();
      const what = `${this.#waitingMax} questions of this kind wait already`;
      throw new QuestionLimitError('questions', `${what}: ask again in a moment`);
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** It goes from hand to hand: nobody comes in between. */
  #next(): void {
    const enter = this.#waiting.shift();
    if (enter === undefined) this.#isTaken = false;
    else enter();
  }
}
