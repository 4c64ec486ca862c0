import { describe, expect, it } from 'vitest';
import {
  type AskNodesOptions,
  askNodes,
  type KnownAgent,
} from '../../../src/aggregator/nodes/ask-nodes.ts';
import type { NodeFlow } from '../../../src/aggregator/store.ts';
import type { Flow } from '../../../src/flow/flow.ts';
import { RECENT_FLOWS_MAX } from '../../../src/flow/limits.ts';
import { flowOf } from '../examples.ts';

const never = new AbortController().signal;

function agentOf(node: string, changes: Partial<KnownAgent> = {}): KnownAgent {
  const address = `${node}:1`;
  return { cluster: 'blue', node, source: 'kmsg', isConnected: true, address, ...changes };
}

/** What each address answers. */
type Answers = Record<string, (signal: AbortSignal) => AsyncIterable<readonly Flow[]>>;

async function* tells(...flows: Flow[]) {
  yield flows;
}

/** Nothing, until it is asked no more. */
async function* hangs(signal: AbortSignal): AsyncGenerator<readonly Flow[]> {
  if (signal.aborted) return;
  yield await new Promise<Flow[]>((resolve) => {
    signal.addEventListener('abort', () => resolve([]), { once: true });
  });
}

async function* breaks(): AsyncGenerator<readonly Flow[]> {
  yield [flowOf()];
  throw new Error('connection reset');
}

function nodesOf(agents: readonly KnownAgent[], answers: Answers, times = {}) {
  const outcomes: string[] = [];
  const options: AskNodesOptions = {
    agents: async () => agents,
    listFlows: ({ address }, _span, signal) => answers[address]!(signal),
    onNode: (outcome) => outcomes.push(outcome),
    ...times,
  };
  return { outcomes, nodes: askNodes(options) };
}

describe('nodes that are asked now', () => {
  it('tell their flows as their own, and those that do not are named', async () => {
    const agents = [
      agentOf('a'),
      agentOf('b', { address: undefined }),
      agentOf('c', { isConnected: false }),
      agentOf('d'),
    ];
    const { nodes, outcomes } = nodesOf(agents, { 'a:1': () => tells(flowOf()), 'd:1': breaks });
    const told: NodeFlow[] = [];
    const unanswered = await nodes.ask({}, never, (block) => told.push(...block));
    expect(told.map(({ cluster, node }) => `${cluster}/${node}`).sort()).toEqual([
      'blue/a',
      'blue/d',
    ]);
    expect(unanswered.map(({ node, why }) => `${node}: ${why}`)).toEqual([
      'b: its agent answers no questions (--listen)',
      'c: its agent is not connected here',
      'd: d:1 did not answer whole: connection reset',
    ]);
    expect(outcomes.sort()).toEqual(['answered', 'unanswered', 'unanswered', 'unanswered']);
  });

  it('are one, whatever sources have agents there: an old one does not count', async () => {
    const agents = [
      agentOf('a', { source: 'file', isConnected: false }),
      agentOf('a'),
      agentOf('a', { source: 'journal', address: 'other:1' }),
    ];
    const answers = { 'a:1': () => tells(flowOf()), 'other:1': () => tells(flowOf(), flowOf()) };
    const { nodes, outcomes } = nodesOf(agents, answers);
    let flows = 0;
    expect(await nodes.ask({}, never, (block) => (flows += block.length))).toEqual([]);
    expect([flows, outcomes]).toEqual([3, ['answered']]);
  });

  it('tell what they can where one of their agents tells nothing', async () => {
    const agents = [agentOf('a', { source: 'file', address: undefined }), agentOf('a')];
    const { nodes } = nodesOf(agents, { 'a:1': () => tells(flowOf()) });
    let flows = 0;
    const unanswered = await nodes.ask({}, never, (block) => (flows += block.length));
    expect(unanswered).toMatchObject([{ why: 'its agent answers no questions (--listen)' }]);
    expect(flows).toBe(1);
  });

  it('are waited for no longer than they may take, each and all', async () => {
    const agents = ['a', 'b'].map((node) => agentOf(node));
    const answers = { 'a:1': () => tells(flowOf()), 'b:1': hangs };
    const slow = nodesOf(agents, answers, { nodeMsMax: 50 });
    expect(await slow.nodes.ask({}, never, () => {})).toMatchObject([
      { node: 'b', why: 'b:1 did not answer within 0.05 s' },
    ]);
    const late = nodesOf(agents, answers, { nodesMsMax: 50 });
    expect(await late.nodes.ask({}, never, () => {})).toMatchObject([
      { node: 'b', why: 'b:1 could not be asked: there was no time left' },
    ]);
  });

  it('tell so many flows and no more', async () => {
    async function* endless() {
      const block = Array.from({ length: 1_000 }, () => flowOf());
      for (;;) yield block;
    }
    const { nodes } = nodesOf([agentOf('a')], { 'a:1': endless });
    let flows = 0;
    const unanswered = await nodes.ask({}, never, (block) => (flows += block.length));
    expect(unanswered).toMatchObject([{ why: `a:1 told more than ${RECENT_FLOWS_MAX} flows` }]);
    expect(flows).toBeLessThan(RECENT_FLOWS_MAX + 2_000);
  });

  it('are asked no more when the answer is too large, or nobody waits for it', async () => {
    let closed = 0;
    async function* counted(signal: AbortSignal) {
      try {
        yield* hangs(signal);
      } finally {
        closed++;
      }
    }
    const agents = ['a', 'b'].map((node) => agentOf(node));
    const { nodes } = nodesOf(agents, { 'a:1': () => tells(flowOf()), 'b:1': counted });
    const tooLarge = new Error('too large');
    const refuse = () => {
      throw tooLarge;
    };
    await expect(nodes.ask({}, never, refuse)).rejects.toBe(tooLarge);
    expect(closed).toBe(1);
    const gone = new AbortController();
    const asked = nodes.ask({}, gone.signal, () => gone.abort());
    await expect(asked).rejects.toThrow(/abort/);
    expect(closed).toBe(2);
  });
});
