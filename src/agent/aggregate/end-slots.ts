/**
 * Numbers of ends that were named lately, by interface and address, in words: an end that comes
 * again is found without making text of it. One end has one place, and gives it up to the next one
 * that wants it; who finds nothing names the end again.
 */
import { finishHash, scrambleWord } from './hash.ts';

const SLOTS = 8_192;
const SLOT_WORDS = 6;
const SEED = 0x3ad8025f;

// Words of a slot: the address, then these.
const INTERFACE = 4;
const NUMBER = 5;

export class EndSlots {
  readonly #words = new Int32Array(SLOTS * SLOT_WORDS);

  constructor() {
    this.forget();
  }

  /** Where the end is or would be: behind `interfaceId`, its address the four words at `at`. */
  place(words: Int32Array, at: number, interfaceId: number): number {
    let hash = scrambleWord(interfaceId, INTERFACE, SEED);
    for (let i = 0; i < INTERFACE; i++) hash = (hash + scrambleWord(words[at + i]!, i, SEED)) | 0;
    return (finishHash(hash) & (SLOTS - 1)) * SLOT_WORDS;
  }

  /** Its number; -1 where another end is in its place, or none. */
  numberAt(slot: number, words: Int32Array, at: number, interfaceId: number): number {
    const slots = this.#words;
    for (let i = 0; i < INTERFACE; i++) if (slots[slot + i] !== words[at + i]) return -1;
    return slots[slot + INTERFACE] === interfaceId ? slots[slot + NUMBER]! : -1;
  }

  /** Gives the place to this end, whose number is still to be told. */
  take(slot: number, words: Int32Array, at: number, interfaceId: number): void {
    const slots = this.#words;
    for (let i = 0; i < INTERFACE; i++) slots[slot + i] = words[at + i]!;
    slots[slot + INTERFACE] = interfaceId;
    slots[slot + NUMBER] = -1;
  }

  tell(slot: number, number: number): void {
    this.#words[slot + NUMBER] = number;
  }

  /** Forgets ends with a name: they have numbers of one batch. */
  forgetNumbered(): void {
    const slots = this.#words;
    for (let at = NUMBER; at < slots.length; at += SLOT_WORDS) if (slots[at]! > 0) slots[at] = -1;
  }

  forget(): void {
    this.#words.fill(-1);
  }
}
