import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkLogPrefixLength } from '../../../src/agent/preflight/log-prefix-length.ts';
import { createFakeNode, type FakeNode } from './fake-node.ts';

let node: FakeNode;
beforeEach(() => {
  node = createFakeNode();
});
afterEach(() => node.remove());

it.each([
  [['calico-packet'], 'ok', 13],
  [['calico-packet', 'x'.repeat(29)], 'ok', 29],
  [['x'.repeat(30), 'calico-packet'], 'fail', 30],
  [['é'.repeat(15)], 'fail', 30],
  [['dropcast %t %k %n'], 'ok', 14],
  [[], 'ok', 0],
] as const)('judges %j', async (prefixes, state, value) => {
  expect(await checkLogPrefixLength(node.view({ prefixes }))).toMatchObject({ state, value });
});
