import { describe, expect, it } from 'vitest';
import { type FleetOptions, fleetOf } from '../../src/aggregator/fleet.ts';
import type { CheckState } from '../../src/flow/check.ts';
import type { NodeStatus } from '../../src/wire/query.ts';
import { START_US as NOW_US } from './examples.ts';

const ago = (seconds: number) => NOW_US - seconds * 1e6;

function agentOf(node: string, changes: Partial<NodeStatus> = {}): NodeStatus {
  return {
    ...{ cluster: 'blue', node, source: 'kmsg', version: '0.2.0', epoch: 1, sequence: 1 },
    ...{ lines: 0, connected: true, losses: [], checks: [], rules: [], coarsened: 0 },
    ...{ heardUs: ago(1), observedUs: ago(2), throttledUs: 0, ...changes },
  };
}

const silent = { heardUs: ago(3_600), observedUs: ago(3_600) };
const check = (state: CheckState) => ({ name: 'clock', state, detail: '' });

function fleet(nodes: NodeStatus[], changes: Partial<FleetOptions> = {}) {
  const own = { nodeNames: new Set<string>(), clusterName: 'blue', version: '0.2.0' };
  return fleetOf({ nodes, nowUs: NOW_US, ...own, ...changes });
}

/** Words that occur. */
const some = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

describe('nodes', () => {
  it('are observed, behind or silent', () => {
    const behind = agentOf('b', { observedUs: ago(600) });
    const { nodes } = fleet([agentOf('a'), behind, agentOf('c', silent)]);
    expect(some(nodes)).toEqual({ observed: 1, behind: 1, silent: 1 });
  });

  it('count once, as the best of their sources', () => {
    const switched = [agentOf('a', { ...silent, source: 'journal' }), agentOf('a')];
    expect(some(fleet(switched).nodes)).toEqual({ observed: 1 });
    const elsewhere = [agentOf('a'), agentOf('a', { cluster: 'red' })];
    expect(some(fleet(elsewhere).nodes)).toEqual({ observed: 2 });
  });

  it('are missing where the cluster has them and nobody was heard of', () => {
    const { nodes } = fleet([agentOf('a')], { nodeNames: new Set(['a', 'b', 'c']) });
    expect(some(nodes)).toEqual({ observed: 1, missing: 2 });
  });

  it('are gone, not silent, where the cluster has them no more', () => {
    const nodeNames = new Set(['a']);
    const agents = [agentOf('a', silent), agentOf('b', silent)];
    expect(some(fleet(agents, { nodeNames }).nodes)).toEqual({ silent: 1, gone: 1 });
    const others = [agentOf('a'), agentOf('b', { ...silent, cluster: 'red' })];
    expect(some(fleet(others, { nodeNames }).nodes)).toEqual({ observed: 1, silent: 1 });
  });

  it('that are heard of count as their worst check', () => {
    const { checks } = fleet([
      agentOf('a', { checks: [check('ok'), check('warn'), check('unknown')] }),
      agentOf('b', { checks: [check('ok'), check('unknown')] }),
      agentOf('c'),
      agentOf('d', { ...silent, checks: [check('fail')] }),
    ]);
    expect(some(checks)).toEqual({ warn: 1, unknown: 1, ok: 1 });
  });
});

it('counts agents that are heard of by their version', () => {
  const { versions } = fleet([
    ...[agentOf('a'), agentOf('b', { version: '0.1.9' }), agentOf('c', { version: '' })],
    agentOf('d', { ...silent, version: '0.1.0' }),
  ]);
  expect(some(versions)).toEqual({ same: 1, older: 1, unknown: 1 });
});

it('has observed up to what the last of those heard of has read', () => {
  const agents = [agentOf('a'), agentOf('b', { observedUs: ago(90) }), agentOf('c', silent)];
  expect(fleet(agents).observedUntilUs).toBe(ago(90));
  expect(fleet([]).observedUntilUs).toBe(0);
});
