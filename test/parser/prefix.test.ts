import { describe, expect, it } from 'vitest';
import { createPrefixMatcher } from '../../src/parser/prefix.ts';

/** Whether the openings let `text` pass as the beginning of one of our lines. */
function canOpen(prefixes: readonly string[], text: string): boolean {
  const { openings } = createPrefixMatcher(prefixes);
  return [...Buffer.from(text)].every((byte, place) => (openings[byte]! >> place) & 1);
}

describe('openings', () => {
  it.each(['cali', 'calx'])('know lines of ours by four bytes: %s', (text) => {
    expect(canOpen(['calico-packet', 'drop'], text)).toBe(text === 'cali');
  });

  it.each(['cni0', 'cgro', 'eth0', '[12.'])('tell %s from them', (text) => {
    expect(canOpen(['calico-packet'], text)).toBe(false);
  });

  it('let anything stand behind the end of a short prefix', () => {
    expect(canOpen(['a%t'], 'axyz')).toBe(true);
    expect(canOpen(['a%t'], 'xxyz')).toBe(false);
  });

  it('let anything stand where a template begins', () => {
    expect(canOpen(['%t-packet'], 'xxyz')).toBe(true);
  });
});
