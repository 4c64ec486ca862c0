import { expect, it } from 'vitest';
import { queryAddress } from '../../../src/aggregator/ingest/query-address.ts';

it.each([
  [':50052', '10.0.0.7:40000', '10.0.0.7:50052'],
  ['0.0.0.0:50052', '10.0.0.7:40000', '10.0.0.7:50052'],
  [':50052', '[fd00::7]:40000', '[fd00::7]:50052'],
  ['[::]:50052', '[::ffff:10.0.0.7]:40000', '10.0.0.7:50052'],
  ['10.0.0.8:1', '10.0.0.7:40000', '10.0.0.8:1'],
  ['127.0.0.1:1', '127.0.0.1:40000', '127.0.0.1:1'],
  ['127.0.0.1:1', '10.0.0.7:40000', undefined],
  ['localhost:1', '10.0.0.7:40000', undefined],
  [':0', '10.0.0.7:40000', undefined],
  [':1', 'unknown', 'unknown:1'],
  ['nonsense', '10.0.0.7:40000', undefined],
  ['unix:/run/agent', '10.0.0.7:40000', undefined],
  ['', '10.0.0.7:40000', undefined],
  [undefined, '10.0.0.7:40000', undefined],
])('of %s from %s is %s', (said, peer, address) => {
  expect(queryAddress(said, peer)).toBe(address);
});
