import { describe, expect, it } from 'vitest';
import { createParsers } from '../../src/agent/observe.ts';
import { replaySource } from '../../src/agent/replay.ts';
import { openTable } from '../../src/agent/table.ts';
import type { Flow } from '../../src/flow/flow.ts';
import type { Loss } from '../../src/flow/loss.ts';
import { blockOf, ScriptedSource, synLine } from './scripted-source.ts';

const LOSS: Loss = { source: 'file', cause: 'rotation', count: 1, firstUs: 1, lastUs: 1 };

function replay(source: ScriptedSource, flowsMax: number) {
  const taken: Flow[] = [];
  const options = {
    parsers: createParsers(['calico-packet']),
    table: openTable(flowsMax, 'text'),
    nameFlow: (flow: Flow) => ({ ...flow, source: { ...flow.source, name: 'named' } }),
    onFlow: (flow: Flow) => taken.push(flow),
  };
  const done = replaySource(source, options, new AbortController().signal);
  return done.then((result) => ({ ...result, taken }));
}

describe('replay', () => {
  it('reads a source from its beginning to its end and gives flows and account', async () => {
    const source = new ScriptedSource('wait');
    const lines = [synLine(1, 80), synLine(1, 80), 'nothing of ours'];
    source.give(blockOf('c1', lines, { losses: [LOSS, LOSS] }), 'end');
    const { account, losses, taken } = await replay(source, 100);
    expect(source.cursor).toBe('');
    expect(account).toMatchObject({ read: 3, parsed: 2, ignored: 1, rejected: 0 });
    expect(losses).toEqual([{ ...LOSS, count: 2 }]);
    expect(taken).toMatchObject([{ lines: 2, source: { name: 'named' } }]);
  });

  it('gives flows up when the table is full, none twice and none in less detail', async () => {
    const source = new ScriptedSource('wait');
    for (let i = 0; i < 10; i++) source.give(blockOf('c', [synLine(i, 80), synLine(i, 81)]));
    source.give('end');
    const { taken } = await replay(source, 5);
    expect(taken.filter(({ overflow }) => overflow !== undefined)).toEqual([]);
    const keys = taken.map(({ destination, port }) => `${destination.ip} ${port}`);
    expect([new Set(keys).size, keys.length]).toEqual([20, 20]);
  });

  it('leaves a time that nobody knows at 0', async () => {
    const source = new ScriptedSource('wait');
    source.give(blockOf('c1', [synLine(1, 80)], { timeUs: 0 }), 'end');
    const { taken } = await replay(source, 10);
    expect(taken[0]).toMatchObject({ firstSeenUs: 0, hour: 0 });
  });

  it('has nothing to give from an empty source', async () => {
    const source = new ScriptedSource('wait');
    source.give('end');
    const { account, taken } = await replay(source, 10);
    expect([account.read, taken]).toEqual([0, []]);
  });
});
