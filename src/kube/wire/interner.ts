/**
 * One value for equal bytes: replicas share their labels, owner, node and namespace, so that a pod
 * costs its own name, uid and address alone. Bounded by starting over, which only costs memory.
 */
import { Message } from './message.ts';

const VALUES_MAX = 65_536;

export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #values = new Map<string, unknown>();

  /** The present field as text, the same string each time. */
  text(message: Message): string {
    const text = message.text();
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= VALUES_MAX) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }

  /**
   * What `read` makes of the message's bytes [from, to): once for equal bytes, which begin with a
   * field's tag, so that labels are never taken for owners.
   */
  value<T>(message: Message, from: number, to: number, read: (message: Message) => T): T {
    const key = message.bytes.toString('latin1', from, to);
    if (this.#values.has(key)) return this.#values.get(key) as T;
    if (this.#values.size >= VALUES_MAX) this.#values.clear();
    const value = read(new Message(message.bytes, from, to));
    this.#values.set(key, value);
    return value;
  }
}
