/**
 * What is fuzzed: something that reads bytes which others have made. A target gives inputs to begin
 * with, words that mean something to it, and runs one input.
 */

export interface Target {
  /** What everything begins with: a few inputs that are read to their end. */
  seeds(): readonly Uint8Array[];
  /** Put into inputs now and then: what bytes alone would hardly find. */
  readonly words: readonly string[];
  /**
   * Reads `input`. Returns what became of it in a few words (status, reason, shape): an input whose
   * words are new is worth keeping. Throws when a law is broken; refusing an input is no offence.
   */
  run(input: Uint8Array): string | Promise<string>;
}

/** A number as its order of magnitude: 0, 1, 2, 4, 8, … keep the words of inputs few. */
export function roughly(count: number): number {
  return count <= 0 ? 0 : 2 ** Math.floor(Math.log2(count));
}

/** What `read` returns, or the message of the error that it may throw; others are offences. */
export function refusable(
  refusal: abstract new (...parts: never[]) => Error,
  read: () => string,
): string {
  try {
    return read();
  } catch (error) {
    if (error instanceof refusal) return withoutValues(error.message);
    throw error;
  }
}

/** A message without what it quotes, so that one mistake is one signature. */
export function withoutValues(message: string): string {
  return message
    .replaceAll(/'.*'|".*"|\S*[^\x20-\x7e]\S*/gs, '…')
    .replaceAll(/[\d.:/]+/g, '0')
    .slice(0, 60);
}
