import { describe, expect, it } from 'vitest';
import {
  ConnectedAgents,
  type ConnectedStream,
} from '../../../src/aggregator/ingest/connected-agents.ts';
import { helloOf } from '../examples.ts';

/** A stream that notes what is done to it. */
function streamOf(instance: string, epoch: number, done: string[]): ConnectedStream {
  return {
    instance,
    epoch,
    queryAddress: undefined,
    fence: () => done.push(`fence ${instance}`),
    close: async () => {
      done.push(`close ${instance}`);
    },
  };
}

describe('the agents that are connected', () => {
  const agent = helloOf();

  it.each([
    { title: 'fences an older instance', instance: 'b', epoch: 2, done: ['fence a'] },
    { title: 'closes the same instance', instance: 'a', epoch: 1, done: ['close a'] },
  ])('$title when a stream enters', ({ instance, epoch, done }) => {
    const noted: string[] = [];
    const connected = new ConnectedAgents();
    connected.enter(agent, streamOf('a', 1, noted));
    expect(connected.enter(agent, streamOf(instance, epoch, noted))).toBe(true);
    expect(noted).toEqual(done);
    expect(connected.size).toBe(1);
  });

  it('turn away a stream whose successor is there already', () => {
    const noted: string[] = [];
    const connected = new ConnectedAgents();
    connected.enter(agent, streamOf('b', 2, noted));
    expect(connected.enter(agent, streamOf('a', 1, noted))).toBe(false);
    expect(noted).toEqual([]);
  });

  it('keep the successor when its predecessor leaves late', () => {
    const connected = new ConnectedAgents();
    const [old, young] = [streamOf('a', 1, []), streamOf('b', 2, [])];
    connected.enter(agent, old);
    connected.enter(agent, young);
    connected.leave(agent, old);
    expect(connected.has(agent)).toBe(true);
    connected.leave(agent, young);
    expect(connected.has(agent)).toBe(false);
  });

  it('are told apart by cluster, node and source, however these are spelled', () => {
    const connected = new ConnectedAgents();
    connected.enter({ cluster: 'a', node: 'b","c', source: 'd' }, streamOf('a', 1, []));
    connected.enter({ cluster: 'a', node: 'b', source: 'c","d' }, streamOf('b', 1, []));
    expect(connected.size).toBe(2);
  });
});
