import { expect, it } from 'vitest';
import { NodeSources, SOURCES_PER_NODE_MAX } from '../../../src/aggregator/ingest/node-sources.ts';
import { helloOf } from '../examples.ts';
import { Running } from '../running.ts';

it('admits so many sources of a node, and another one when one was silent for an hour', () => {
  let nowMs = 0;
  const sources = new NodeSources(() => nowMs);
  const admit = (source: string, node = 'node-a') => sources.admit(helloOf({ node, source }));
  const names = Array.from({ length: SOURCES_PER_NODE_MAX }, (_, i) => `file-${i}`);
  expect(names.map((name) => admit(name))).not.toContain(false);
  expect([admit('one-more'), admit('file-0'), admit('one-more', 'node-b')]).toEqual([
    false,
    true,
    true,
  ]);
  nowMs = 3_000_000;
  admit('file-0');
  nowMs = 3_600_001;
  expect(admit('one-more')).toBe(true);
});

it('sends away who speaks for more of them, before the store has heard of it', async () => {
  const running = await Running.open();
  try {
    for (let i = 0; i < SOURCES_PER_NODE_MAX; i++) await running.welcomed({ source: `file-${i}` });
    const agent = running.agent();
    agent.send({ kind: 'hello', hello: helloOf({ source: 'one-more' }) });
    expect(await agent.next()).toMatchObject({ kind: 'refused', reason: 'limited' });
    const { nodes } = await running.query().getStatus();
    expect(nodes).toHaveLength(SOURCES_PER_NODE_MAX);
  } finally {
    await running.close();
  }
});
