import { describe, expect, it } from 'vitest';
import { STRANGERS_PER_ADDRESS_MAX, Strangers } from '../../../src/aggregator/ingest/strangers.ts';

describe('streams that nobody has vouched for', () => {
  it('are bounded by the address that they come from, whatever their port', () => {
    const strangers = new Strangers();
    const known = Array.from({ length: STRANGERS_PER_ADDRESS_MAX }, (_, i) =>
      strangers.enter(`[2001:db8::1]:${i + 1}`),
    );
    expect(known).not.toContain(undefined);
    expect(strangers.enter('[2001:db8::1]:9999')).toBeUndefined();
    expect(strangers.enter('10.0.0.1:9999')).toBeDefined();
  });

  it('have room again when one is granted or ends, and be it both', () => {
    const strangers = new Strangers();
    const first = strangers.enter('10.0.0.1:1')!;
    for (let i = 1; i < STRANGERS_PER_ADDRESS_MAX; i++) strangers.enter(`10.0.0.1:${i + 1}`);
    first();
    first();
    expect(strangers.enter('10.0.0.1:9999')).toBeDefined();
    expect(strangers.enter('10.0.0.1:9999')).toBeUndefined();
  });
});
