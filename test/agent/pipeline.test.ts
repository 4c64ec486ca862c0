import { describe, expect, it } from 'vitest';
import { CURSOR_MS, FIRST_WINDOW_MS } from '../../src/agent/pipeline.ts';
import { SourceError } from '../../src/agent/sources/source.ts';
import type { Loss } from '../../src/flow/loss.ts';
import { flowOf } from '../flow/edge-fixtures.ts';
import { settle } from './fake-clock.ts';
import { build, linesOf, running, START_MS, WINDOW_MS } from './pipeline-bench.ts';
import { blockOf, synLine } from './scripted-source.ts';

const OVERRUN: Loss = {
  source: 'scripted',
  cause: 'kmsg_overrun',
  count: 3,
  firstUs: 5,
  lastUs: 9,
};

describe('the pipeline', () => {
  it('reads from the cursor it is given and rolls over when the window ends', async () => {
    const bench = build();
    const { source, sink, clock } = bench;
    await running(bench, async () => {
      await clock.advance(FIRST_WINDOW_MS);
      source.give(blockOf('c1', [synLine(1, 80), synLine(1, 80)]), blockOf('c2', [synLine(2, 80)]));
      await clock.advance(WINDOW_MS - 1);
      expect(sink.batches).toEqual([]);
      await clock.advance(1);
    });
    expect(source.cursor).toBe('from here');
    expect(sink.batches).toHaveLength(1);
    expect(sink.batches[0]).toMatchObject({ cursorAfter: 'c2', account: { read: 3, parsed: 3 } });
    expect(sink.batches[0]?.flows.map(({ lines }) => lines)).toEqual([2, 1]);
    expect(sink.batches[0]?.flows[0]?.source).toMatchObject({ ip: '10.1.1.2', name: 'named' });
  });

  it('tells its first flows soon, not after a whole window', async () => {
    const bench = build();
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await bench.clock.advance(FIRST_WINDOW_MS);
      expect(bench.sink.batches.map(({ cursorAfter }) => cursorAfter)).toEqual(['c1']);
    });
  });

  it('starts every batch anew: flows, losses and account are told once', async () => {
    const bench = build();
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)], { losses: [OVERRUN] }));
      await bench.clock.advance(WINDOW_MS);
      bench.source.give(blockOf('c2', [synLine(1, 81)]));
      await bench.clock.advance(WINDOW_MS);
    });
    const [first, second] = bench.sink.batches;
    expect(first).toMatchObject({ losses: [OVERRUN], account: { read: 1 } });
    expect(second).toMatchObject({ losses: [], account: { read: 1 } });
    expect(second?.flows.map(({ port }) => port)).toEqual([81]);
  });

  it('keeps silent while there is nothing to tell', async () => {
    const bench = build();
    await running(bench, () => bench.clock.advance(10 * CURSOR_MS));
    expect(bench.sink.batches).toEqual([]);
  });

  it('ships a cursor that moved without records after a minute', async () => {
    const bench = build();
    await running(bench, async () => {
      bench.source.give(blockOf('c1', []));
      await bench.clock.advance(CURSOR_MS - 1);
      expect(bench.sink.batches).toEqual([]);
      await bench.clock.advance(2 * CURSOR_MS);
    });
    expect(bench.sink.batches).toMatchObject([{ cursorAfter: 'c1', flows: [] }]);
  });

  it('ships losses without records, those of one cause as one', async () => {
    const bench = build();
    const later = { ...OVERRUN, count: 4, firstUs: 20, lastUs: 21 };
    const unknown = { ...OVERRUN, count: undefined };
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [], { losses: [OVERRUN, unknown] }));
      bench.source.give(blockOf('c2', [], { losses: [later] }));
      await bench.clock.advance(WINDOW_MS);
    });
    const sum = { ...OVERRUN, count: 7, firstUs: 5, lastUs: 21 };
    expect(bench.sink.batches).toMatchObject([{ cursorAfter: 'c2', losses: [sum, unknown] }]);
  });

  it('ships rule counters at once, with just what was read by then', async () => {
    const bench = build();
    const counter = { family: 'ip', table: 'filter', chain: 'c', prefix: 'p', bytes: 0 };
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await settle();
      bench.pipeline.setRuleCounters([{ ...counter, packets: 1 }]);
      bench.source.give(blockOf('c2', [synLine(2, 80)]));
      await bench.clock.advance(WINDOW_MS);
    });
    expect(bench.sink.batches).toMatchObject([
      { cursorAfter: 'c1', account: { parsed: 1 }, ruleCounters: [{ ...counter, packets: 1 }] },
      { cursorAfter: 'c2', account: { parsed: 1 }, ruleCounters: [] },
    ]);
  });

  it('keeps the newest rule counters until there is room for them', async () => {
    const bench = build({ room: 0 });
    const counter = { family: 'ip', table: 'filter', chain: 'c', prefix: 'p', bytes: 0 };
    await running(bench, async () => {
      bench.pipeline.setRuleCounters([{ ...counter, packets: 1 }]);
      bench.pipeline.setRuleCounters([{ ...counter, packets: 2 }]);
      bench.sink.acknowledge();
      await bench.clock.advance(2 * WINDOW_MS);
    });
    const batch = { cursorAfter: 'from here', ruleCounters: [{ ...counter, packets: 2 }] };
    expect(bench.sink.batches).toMatchObject([batch]);
  });

  it('ships connections from before in a batch of their own that moves nothing on', async () => {
    const bench = build();
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await bench.clock.advance(WINDOW_MS);
      bench.source.give(blockOf('c2', []));
      bench.pipeline.setConnections([flowOf({ origin: 'conntrack', lines: 0, connections: 4 })]);
      await bench.clock.advance(WINDOW_MS);
    });
    const flow = { origin: 'conntrack', connections: 4, source: { name: 'named' } };
    expect(bench.sink.batches).toMatchObject([
      { cursorAfter: 'c1', account: { read: 1 } },
      { cursorAfter: 'c1', account: { read: 0 }, flows: [flow] },
    ]);
  });

  it('keeps the last raw time of each boot', async () => {
    const bench = build();
    const reading = (bootId: string, rawUs: number) => ({ bootId, rawUs, wallUs: rawUs + 1_000 });
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)], { reading: reading('a', 5) }));
      bench.source.give(blockOf('c2', [synLine(1, 80)], { reading: reading('a', 9) }));
      const untold = { bootId: '', rawUs: 0, wallUs: 0 };
      bench.source.give(blockOf('c3', [synLine(1, 80)], { reading: reading('b', 2) }));
      bench.source.give(blockOf('c4', [], { reading: untold }));
      await bench.clock.advance(WINDOW_MS);
    });
    expect(bench.sink.batches[0]?.readings).toEqual([reading('a', 9), reading('b', 2)]);
  });

  it('tells its source how far another one of its node has counted', async () => {
    const bench = build();
    const counted = { bootId: 'b', rawUs: 5, wallUs: 6 };
    await running(bench, async () => {}, { counted });
    expect(bench.source.counted).toEqual(counted);
  });

  it('rolls over in front of a block that may not fit: its cursor is not told yet', async () => {
    const bench = build({ flowsMax: 4 });
    const block = (cursor: string, host: number) =>
      blockOf(cursor, [synLine(host, 80), synLine(host + 1, 80), synLine(host + 2, 80)]);
    await running(bench, async () => {
      bench.source.give(block('c1', 1), block('c2', 4));
      await settle();
      expect(bench.sink.batches).toMatchObject([{ cursorAfter: 'c1', account: { read: 3 } }]);
      await bench.clock.advance(WINDOW_MS);
    });
    expect(bench.sink.batches[1]).toMatchObject({ cursorAfter: 'c2', account: { read: 3 } });
    const overflows = bench.sink.batches.flatMap(({ flows }) => flows.map((flow) => flow.overflow));
    expect(overflows).toEqual(new Array(6).fill(undefined));
  });

  it('does not ask a waiting source for more until an acknowledgement makes room', async () => {
    const bench = build({ room: 1 });
    const { source, sink, clock } = bench;
    await running(bench, async () => {
      source.give(blockOf('c1', [synLine(1, 80)]));
      await clock.advance(WINDOW_MS);
      source.give(blockOf('c2', [synLine(2, 80)]), blockOf('c3', [synLine(3, 80)]));
      await clock.advance(5 * WINDOW_MS);
      expect([source.asked, sink.batches.length]).toEqual([2, 1]);
      sink.acknowledge();
      await clock.advance(WINDOW_MS);
    });
    expect(sink.batches[1]).toMatchObject({ cursorAfter: 'c3', account: { read: 2 } });
  });

  it('goes on reading a folding source: one later batch has all of it', async () => {
    const bench = build({ room: 1, underPressure: 'fold', flowsMax: 10 });
    const { source, sink, clock } = bench;
    await running(bench, async () => {
      source.give(blockOf('c0', [synLine(1, 80)]));
      await clock.advance(WINDOW_MS);
      for (let i = 1; i <= 100; i++) source.give(blockOf(`c${i}`, [synLine(i, 80)]));
      await clock.advance(5 * WINDOW_MS);
      expect([source.asked, sink.batches.length]).toEqual([102, 1]);
      sink.acknowledge();
      await clock.advance(WINDOW_MS);
    });
    const folded = sink.batches[1]!;
    expect(folded).toMatchObject({ cursorAfter: 'c100', account: { read: 100, parsed: 100 } });
    expect(linesOf(folded)).toBe(100);
    expect(folded.flows.length).toBeLessThan(20);
  });

  it('freezes the rest at the end, whatever the window', async () => {
    const bench = build();
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)]), blockOf('c2', []));
      await settle();
    });
    expect(bench.sink.batches).toEqual([]);
    expect(await bench.pipeline.finish(bench.stop.signal)).toBe(true);
    expect(bench.sink.batches).toMatchObject([{ cursorAfter: 'c2', account: { read: 1 } }]);
  });

  it('says so when the rest finds no room in time', async () => {
    const bench = build({ room: 0, underPressure: 'fold' });
    await running(bench, async () => {
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await settle();
    });
    expect(await bench.pipeline.finish(AbortSignal.abort())).toBe(false);
    expect(bench.sink.batches).toEqual([]);
  });

  it('throws what the source throws, and keeps what was read before', async () => {
    const bench = build();
    const failure = new SourceError('unreadable', 'the device is gone');
    bench.source.give(blockOf('c1', [synLine(1, 80)]), failure);
    await expect(bench.pipeline.run({ cursor: '' }, bench.stop.signal)).rejects.toBe(failure);
    await bench.pipeline.finish(bench.stop.signal);
    expect(bench.sink.batches).toMatchObject([{ cursorAfter: 'c1' }]);
  });

  it('has observed all up to now while the source is silent, no more under pressure', async () => {
    const bench = build({ room: 0 });
    await running(bench, async () => {
      await bench.clock.advance(1000);
      expect(bench.pipeline.observedUs).toBe((START_MS + 1000) * 1000);
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await bench.clock.advance(7000);
      expect(bench.pipeline.observedUs).toBe(START_MS * 1000);
    });
  });

  it('has observed no more than the last record while records keep coming', async () => {
    const bench = build();
    await running(bench, async () => {
      expect(bench.pipeline.observedUs).toBe(0);
      await bench.clock.advance(5000);
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await bench.clock.advance(999);
      expect(bench.pipeline.observedUs).toBe(START_MS * 1000);
      await bench.clock.advance(1);
      expect(bench.pipeline.observedUs).toBe((START_MS + 6000) * 1000);
    });
  });

  it('stops reading when a rollover fails, and ships nothing of what is torn', async () => {
    const failure = new Error('no name');
    const bench = build({
      nameFlow: () => {
        throw failure;
      },
    });
    const ran = bench.pipeline.run({ cursor: '' }, bench.stop.signal);
    const failed = expect(ran).rejects.toBe(failure);
    bench.source.give(blockOf('c1', [synLine(1, 80)]));
    await bench.clock.advance(WINDOW_MS);
    await failed;
    expect(await bench.pipeline.finish(bench.stop.signal)).toBe(false);
    expect(bench.sink.batches).toEqual([]);
  });

  it('gives a record without a time that of its block, or of the record before', async () => {
    const bench = build();
    await running(bench, async () => {
      const timed = blockOf('c1', [synLine(1, 80), synLine(2, 80)]);
      timed.index.timesUs.set([1_700_000_000_000_000, 0]);
      bench.source.give(blockOf('c0', [synLine(3, 80)], { timeUs: 0 }), timed);
      await bench.clock.advance(WINDOW_MS);
    });
    const times = bench.sink.batches[0]?.flows.map(({ firstSeenUs }) => firstSeenUs);
    expect(times).toEqual([START_MS * 1000, 1_700_000_000_000_000, 1_700_000_000_000_000]);
  });
});
