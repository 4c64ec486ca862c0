/** A target with faults, by its first word: the harness has to find them. */
import { execFileSync } from 'node:child_process';
import type { Target } from '../target.ts';

const kept: unknown[] = [];

export const target: Target = {
  words: ['throws', 'hangs'],
  seeds: () => [Buffer.from('fine')],
  run: (input) => {
    const text = Buffer.from(input).toString('latin1');
    if (text.startsWith('throws')) throw new Error('broke a law');
    if (text.startsWith('hangs')) for (let n = 0; n >= 0; ) n = (n + 1) % 1_000;
    if (text.startsWith('sticks')) execFileSync('sleep', ['8']);
    if (text.startsWith('grows')) for (;;) kept.push({ text, more: kept.length });
    return `${text.length}`;
  },
};
