/**
 * A store that counts again what comes again: what the aggregator would be without sequences and
 * epochs. It is there to show that the harness tells a wrong count from a right one.
 */
import { randomUUID } from 'node:crypto';
import type { Home } from '../../src/aggregator/home.ts';
import type { AgentKey, Applied, Store } from '../../src/aggregator/store.ts';
import type { Batch } from '../../src/wire/ingest.ts';

/** A batch that `store` would not count is counted under another source of the same node. */
export function forgetful(store: Home): Home {
  return {
    identity: () => store.identity(),
    welcome: (hello) => store.welcome(hello),
    apply: async (batch, agent) => {
      const applied = await store.apply(batch, agent);
      if (applied === 'applied' || applied === 'gap') return applied;
      return countAgain(store, batch, agent);
    },
    observe: (agent, observedUs) => store.observe(agent, observedUs),
    report: (agent, checks) => store.report(agent, checks),
    flows: (filter) => store.flows(filter),
    nodes: () => store.nodes(),
    observed: (span) => store.observed(span),
    edges: (hints, signal) => store.edges(hints, signal),
    hourly: (edges, span, signal) => store.hourly(edges, span, signal),
    series: (edges, span, signal) => store.series(edges, span, signal),
    forget: (beforeUs, signal) => store.forget(beforeUs, signal),
    close: () => store.close(),
  };
}

async function countAgain(store: Store, batch: Batch, agent: AgentKey): Promise<Applied> {
  const { cluster, node } = agent;
  const instance = randomUUID();
  const again = { cluster, node, source: `${agent.source}#${instance}` };
  const welcome = await store.welcome({ ...again, instance, version: '', bootId: '' });
  if (typeof welcome === 'string') throw new Error(`a new source is ${welcome}`);
  return store.apply({ ...batch, epoch: welcome.epoch, sequence: 1 }, again);
}
