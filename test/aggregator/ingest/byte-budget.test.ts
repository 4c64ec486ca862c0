import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteBudget, type Lease } from '../../../src/aggregator/ingest/byte-budget.ts';

describe('a budget of bytes', () => {
  it('grants in the order of asking, small ones not before large ones', () => {
    const budget = new ByteBudget(10, () => {});
    const granted: string[] = [];
    const first = budget.claim(8, () => granted.push('first'));
    budget.claim(9, () => granted.push('large'));
    budget.claim(1, () => granted.push('small'));
    expect(granted).toEqual(['first']);
    first.release();
    expect(granted).toEqual(['first', 'large', 'small']);
  });

  it('grants what is larger than all of it when nobody else holds anything', () => {
    const budget = new ByteBudget(10, () => {});
    const granted: string[] = [];
    const first = budget.claim(1, () => granted.push('first'));
    budget.claim(99, () => granted.push('huge'));
    first.release();
    expect(granted).toEqual(['first', 'huge']);
  });

  it('lets others pass when a wish is taken back', () => {
    const budget = new ByteBudget(10, () => {});
    const granted: string[] = [];
    budget.claim(5, () => granted.push('first'));
    const large = budget.claim(9, () => granted.push('large'));
    budget.claim(5, () => granted.push('last'));
    large.release();
    expect(granted).toEqual(['first', 'last']);
  });

  it('never holds more than all, and grants everything in the end', () => {
    const claims = fc.array(
      fc.record({ bytes: fc.integer({ min: 1, max: 20 }), times: fc.nat(3) }),
    );
    fc.assert(
      fc.property(claims, (wanted) => {
        let heldMax = 0;
        let heldNow = 0;
        const budget = new ByteBudget(20, (bytes) => {
          heldNow = bytes;
          heldMax = Math.max(heldMax, bytes);
        });
        let granted = 0;
        const leases: Lease[] = [];
        for (const { bytes, times } of wanted) {
          leases.push(budget.claim(bytes, () => granted++));
          for (let time = 0; time < times; time++) leases.shift()?.release();
        }
        const taken = wanted.length - leases.length;
        for (const lease of leases) lease.release();
        expect(heldMax).toBeLessThanOrEqual(20);
        expect(heldNow).toBe(0);
        expect(granted).toBeGreaterThanOrEqual(wanted.length - taken);
      }),
    );
  });
});
