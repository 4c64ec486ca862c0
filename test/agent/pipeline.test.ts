import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addAccount, createParsers } from '../../src/agent/observe.ts';
import { type BatchSink, CURSOR_MS, Pipeline } from '../../src/agent/pipeline.ts';
import { Condition } from '../../src/agent/ship/condition.ts';
import type { BatchContent } from '../../src/agent/ship/delivery.ts';
import {
  type RecordBlock,
  SourceError,
  type UnderPressure,
} from '../../src/agent/sources/source.ts';
import { openTable } from '../../src/agent/table.ts';
import { type Account, emptyAccount, type Loss } from '../../src/flow/loss.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { blockOf, ScriptedSource, synLine } from './scripted-source.ts';

const WINDOW_MS = 10_000;
const START_MS = 1_790_000_000_000;
const OVERRUN: Loss = {
  source: 'scripted',
  cause: 'kmsg_overrun',
  count: 3,
  firstUs: 5,
  lastUs: 9,
};

/** Holds batches until the test acknowledges them. */
class HeldSink implements BatchSink {
  readonly batches: BatchContent[] = [];
  readonly #changed = new Condition();
  room: number;

  constructor(room: number) {
    this.room = room;
  }

  get hasRoom(): boolean {
    return this.room > 0;
  }

  freeze(content: BatchContent): void {
    this.room--;
    this.batches.push(content);
  }

  acknowledge(): void {
    this.room++;
    this.#changed.notify();
  }

  async whenRoom(signal: AbortSignal): Promise<void> {
    await this.#changed.until(() => this.hasRoom, signal);
  }
}

interface Bench {
  readonly clock: FakeClock;
  readonly source: ScriptedSource;
  readonly sink: HeldSink;
  readonly pipeline: Pipeline;
  readonly stop: AbortController;
  readonly blocks: Account[];
}

function build(options: { underPressure?: UnderPressure; room?: number; flowsMax?: number } = {}) {
  const clock = new FakeClock(START_MS);
  const source = new ScriptedSource(options.underPressure ?? 'wait');
  const sink = new HeldSink(options.room ?? 100);
  const blocks: Account[] = [];
  const pipeline = new Pipeline({
    source,
    parsers: createParsers(['calico-packet']),
    table: openTable(options.flowsMax ?? 1000),
    nameFlow: (flow) => ({ ...flow, source: { ...flow.source, name: 'named' } }),
    sink,
    clock,
    windowMs: WINDOW_MS,
    onBlock: (account) => blocks.push(account),
    onFlows: () => {},
  });
  return { clock, source, sink, pipeline, stop: new AbortController(), blocks };
}

const linesOf = ({ flows }: BatchContent) => flows.reduce((sum, flow) => sum + flow.lines, 0);

/** Runs the pipeline while `act` goes on, and ends it. */
async function running(bench: Bench, act: () => Promise<void>): Promise<void> {
  const ran = bench.pipeline.run('from here', bench.stop.signal);
  await settle();
  await act();
  bench.stop.abort();
  await ran;
}

describe('the pipeline', () => {
  it('reads from the cursor it is given and rolls over when the window ends', async () => {
    const bench = build();
    const { source, sink, clock } = bench;
    await running(bench, async () => {
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

  it('rolls over in front of a block that may not fit: the cursor is that of the block before', async () => {
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
    await expect(bench.pipeline.run('', bench.stop.signal)).rejects.toBe(failure);
    await bench.pipeline.finish(bench.stop.signal);
    expect(bench.sink.batches).toMatchObject([{ cursorAfter: 'c1' }]);
  });

  it('has observed everything up to now while it waits for the source, and no more under pressure', async () => {
    const bench = build({ room: 0 });
    await running(bench, async () => {
      await bench.clock.advance(1000);
      expect(bench.pipeline.observedUs).toBe((START_MS + 1000) * 1000);
      bench.source.give(blockOf('c1', [synLine(1, 80)]));
      await bench.clock.advance(7000);
      expect(bench.pipeline.observedUs).toBe((START_MS + 1000) * 1000);
    });
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

const line = fc.oneof(
  fc.tuple(fc.nat(40), fc.nat(3)).map(([host, port]) => synLine(host, port)),
  fc.constantFrom('usb 1-1: new device', 'calico-packet: IN=eth0', 'calico-packet: nonsense', ''),
  fc.nat(200).map((length) => synLine(1, 80).slice(0, length)),
  fc.string({ maxLength: 30 }),
);
const block = fc
  .record({ lines: fc.array(line, { maxLength: 12 }), ignored: fc.nat(5), too_long: fc.nat(2) })
  .map(({ lines, ignored, too_long }): RecordBlock => {
    const read = lines.length + ignored + too_long;
    const spoofed = ignored >> 1;
    return blockOf('c', lines, { read, ignored, spoofed, rejectedByReason: { too_long } });
  });

describe('the account', () => {
  it('always adds up: read = parsed + ignored + rejected, and every parsed line is in a flow', async () => {
    const blocks = fc.array(block, { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(blocks, fc.integer({ min: 1, max: 30 }), async (given, flowsMax) => {
        const bench = build({ flowsMax });
        bench.source.give(...given, 'end');
        await bench.pipeline.run('', bench.stop.signal);
        await bench.pipeline.finish(bench.stop.signal);
        const sum = emptyAccount();
        for (const { account } of bench.sink.batches) addAccount(sum, account);
        const reasons = Object.values(sum.rejectedByReason).reduce((a, b) => a + b, 0);
        expect(sum.read).toBe(given.reduce((total, { read }) => total + read, 0));
        expect(sum.read).toBe(sum.parsed + sum.ignored + sum.rejected);
        expect(reasons).toBe(sum.rejected);
        expect(bench.sink.batches.reduce((n, batch) => n + linesOf(batch), 0)).toBe(sum.parsed);
      }),
      { numRuns: 200 },
    );
  });
});
