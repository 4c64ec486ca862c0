/**
 * How long a stream may be open. At its end it is over as soon as nothing waits to be read, so that
 * what has come is acknowledged and not sent again; an agent that never pauses is not waited for
 * long. A stream without a hello has its own, short life.
 *
 * Streams end so that agents spread over aggregators that came later, and show fresh credentials.
 * grpc's own max_connection_age knows nothing of acks: it would cut whatever is under way.
 */
import { timerMs } from '../../service/timer.ts';

/** From the connection to the hello, which an agent sends at once. */
const HELLO_MS_MAX = 15_000;

/** For a pause of the agent once the stream has had its time. */
const PAUSE_MS_MAX = 10_000;

export class StreamLife {
  readonly #onEnd: () => void;
  #timer: NodeJS.Timeout;
  #isDue = false;
  #isReading = false;

  /** `onEnd` is called once at most. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#timer = setTimeout(onEnd, HELLO_MS_MAX);
  }

  /** Hello was said: from now on the stream has `ms`. */
  endIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#due(), timerMs(ms));
  }

  /** A message is being taken. */
  read(): void {
    this.#isReading = true;
  }

  /** The message is done with; `isQuiet`: no other one waits. */
  pause(isQuiet: boolean): void {
    this.#isReading = !isQuiet;
    if (this.#isDue && isQuiet) this.#onEnd();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #due(): void {
    this.#isDue = true;
    if (this.#isReading) this.#timer = setTimeout(this.#onEnd, PAUSE_MS_MAX);
    else this.#onEnd();
  }
}

/** `ms`, give or take a tenth: agents that came together do not go together. */
export function jittered(ms: number): number {
  return ms * (0.9 + 0.2 * Math.random());
}
