import { expect, it } from 'vitest';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { decodeBatch } from '../../src/wire/batch-decoder.ts';
import { encodeBatchContent } from '../../src/wire/batch-encoder.ts';
import { MessageBudget } from '../../src/wire/message-budget.ts';
import { SharedParts } from '../../src/wire/shared-parts.ts';
import { batchOf, flowOf, podOf } from '../aggregator/examples.ts';

const decode = (flow: ReturnType<typeof flowOf>, shared: SharedParts) =>
  decodeBatch(encodeBatchContent(batchOf(1, { flows: [flow] })), new MessageBudget(), shared)
    .flows[0]!;

it('gives one object for what two batches say in the same bytes', () => {
  const shared = new SharedParts();
  const [one, other] = [decode(flowOf(), shared), decode(flowOf({ port: 81 }), shared)];
  expect(one).toEqual(flowOf());
  expect(other.source).toBe(one.source);
  expect(other.point).toBe(one.point);
  const renamed = decode(flowOf({ source: podOf('shop', 'cart-2', '10.0.1.2') }), shared);
  expect(renamed.source.name).toBe('cart-2');
});

it('forgets rather than grows', () => {
  const shared = new SharedParts();
  const first = decode(flowOf(), shared).source;
  const named = (i: number) => ({ ...unnamedEndpoint('10.0.0.1'), name: `${i}`.repeat(100) });
  for (let i = 0; i < 40_000 && decode(flowOf(), shared).source === first; i++) {
    decode(flowOf({ source: named(10_000 + i) }), shared);
  }
  expect(decode(flowOf(), shared).source).not.toBe(first);
  expect(decode(flowOf(), shared).source).toEqual(first);
});

it('encodes an end that it has encoded before as it was', () => {
  const [encoded, batch] = [new WeakMap(), batchOf(1)];
  const first = encodeBatchContent(batch, encoded);
  expect(encodeBatchContent(batch, encoded)).toEqual(first);
  expect(first).toEqual(encodeBatchContent(batch));
});
