/** One at a time, in the order in which they came; so many may wait, and the next is sent away. */
import { QuestionLimitError } from '../../service/question-limits.ts';

export class Turns {
  readonly #waitingMax: number;
  readonly #onFull: () => void;
  readonly #waiting: (() => void)[] = [];
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
  async take(signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    if (this.#isTaken) await this.#wait(signal);
    this.#isTaken = true;
    let isOver = false;
    return {
      [Symbol.dispose]: () => {
        if (!isOver) this.#next();
        isOver = true;
      },
    };
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
