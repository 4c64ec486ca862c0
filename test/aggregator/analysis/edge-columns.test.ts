import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EdgeDecoder, EdgeEncoder } from '../../../src/aggregator/analysis/edge-columns.ts';
import { edge } from '../../wire/arbitraries.ts';

const blocks = fc.array(fc.array(edge, { maxLength: 3 }), { maxLength: 3 });

it('brings edges to another thread as they were, block by block', () => {
  fc.assert(
    fc.property(blocks, (sent) => {
      const encoder = new EdgeEncoder();
      const decoder = new EdgeDecoder();
      for (const edges of [...sent, ...sent]) {
        const block = structuredClone(encoder.encode(edges));
        expect(decoder.decode(block)).toEqual(edges);
      }
    }),
  );
});

it('sends an end that reads the same once, and shares it', () => {
  const [first] = fc.sample(edge, 1);
  const second = { ...first!, source: structuredClone(first!.source), port: 7 };
  const encoder = new EdgeEncoder();
  const block = encoder.encode([first!, second]);
  expect(new Set(block.values).size).toBe(block.values.length);
  expect(encoder.encode([second]).values).toEqual([]);
  const [a, b] = new EdgeDecoder().decode(block);
  expect(b!.source).toBe(a!.source);
});
