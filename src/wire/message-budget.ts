/**
 * How many messages one message may make objects of: two bytes on the wire can stand for an object
 * of hundreds, so the size of a message does not bound what decoding it takes.
 */
import { WireError } from './wire-error.ts';

/**
 * A full batch of flows with both ends is some 100,000, and what candidates fit into
 * MESSAGE_BYTES_MAX beside it are fewer than 150,000. Decoded, so many are some 300 MB.
 */
export const MESSAGES_MAX = 262_144;

export class MessageBudget {
  #left: number;

  /** Infinity: for bytes that are our own. */
  constructor(messagesMax = MESSAGES_MAX) {
    this.#left = messagesMax;
  }

  /** For the next one. Throws WireError when there were too many. */
  spend(): void {
    if (this.#left-- <= 0) throw new WireError(`more than ${MESSAGES_MAX} messages in one`);
  }
}
