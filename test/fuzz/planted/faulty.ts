/** A target with two faults, by the first byte: the harness has to find them. */
import type { Target } from '../target.ts';

export const target: Target = {
  words: ['throws', 'hangs'],
  seeds: () => [Buffer.from('fine')],
  run: (input) => {
    const text = Buffer.from(input).toString('latin1');
    if (text.startsWith('throws')) throw new Error('broke a law');
    if (text.startsWith('hangs')) for (let n = 0; n >= 0; ) n = (n + 1) % 1_000;
    return `${text.length}`;
  },
};
