import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FewValues } from '../../src/flow/few-values.ts';

test('few values are what a set holds, in its order', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(3), fc.constantFrom('', 'a'))), (added) => {
      const few = new FewValues<string | number>();
      for (const value of added) few.add(value);
      expect(few.values()).toEqual([...new Set(added)]);
      expect(few.size).toBe(few.values().length);
    }),
  );
});
