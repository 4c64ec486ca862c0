/**
 * The promise: memory and disk stay bounded over a day without an aggregator, in which 100,000
 * distinct flows are logged each hour, with a spool and without; and when it is back, each of the
 * 2.4 million lines is counted. The clock is the test's, the disk is real.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createParsers } from '../../src/agent/observe.ts';
import { type BatchSink, Pipeline } from '../../src/agent/pipeline.ts';
import { BATCH_FLOWS_MAX, encodeContent } from '../../src/agent/ship/batch-bytes.ts';
import { openSpool } from '../../src/agent/ship/spool/open-spool.ts';
import type { Spool } from '../../src/agent/ship/spool/spool.ts';
import type { RecordBlock, Source } from '../../src/agent/sources/source.ts';
import { openTable, type Table } from '../../src/agent/table.ts';
import { FLOWS_MAX, OVERFLOW_MAX } from '../../src/flow/limits.ts';
import { type BatchContent, decodeAgentMessage, frameBatch } from '../../src/wire/ingest.ts';
import { FakeClock, settle } from '../agent/fake-clock.ts';
import { namesBy } from '../agent/flow-names.ts';
import { blockOf, synLine } from '../agent/scripted-source.ts';

const DAY_START_MS = Date.UTC(2026, 0, 5);
const WINDOW_MS = 60_000;
const WINDOWS_PER_HOUR = 60;
const HOURS = 24;
const FLOWS = 100_000;
/** Hosts that these are the flows to, of several ports each. */
const HOSTS = 35_000;
const LINES_PER_WINDOW = Math.ceil(FLOWS / WINDOWS_PER_HOUR);
const LINES = HOURS * WINDOWS_PER_HOUR * LINES_PER_WINDOW;
const SPOOL_BYTES = 64 * 1024 * 1024;
/** As the agent's table is. */
const TABLE_FLOWS_MAX = Math.min(FLOWS_MAX, BATCH_FLOWS_MAX - 2 * OVERFLOW_MAX - 1);

/** The blocks of one hour, which come again each hour. */
function hourBlocks(): RecordBlock[] {
  return Array.from({ length: WINDOWS_PER_HOUR }, (_, window) => {
    const lines = Array.from({ length: LINES_PER_WINDOW }, (_, line) => {
      const flow = window * LINES_PER_WINDOW + line;
      return synLine(flow % HOSTS, 1_000 + Math.floor(flow / HOSTS));
    });
    return blockOf('', lines);
  });
}

/** Gives a block each time it is let. */
class DaySource implements Source {
  readonly kind = 'kmsg';
  readonly trust = 'kernel';
  readonly escaped = false;
  readonly underPressure = 'fold';
  #let = Promise.withResolvers<RecordBlock>();

  check(): void {}

  give(block: RecordBlock, timeUs: number): void {
    block.index.timesUs.fill(timeUs);
    this.#let.resolve(block);
    this.#let = Promise.withResolvers();
  }

  async *blocks(_cursor: string, signal: AbortSignal): AsyncGenerator<RecordBlock> {
    let at = 0;
    const aborted = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined));
    });
    for (;;) {
      const block = await Promise.race([this.#let.promise, aborted]);
      if (block === undefined) return;
      at += block.index.count;
      yield { ...block, cursorAfter: String(at) };
    }
  }
}

/** Where batches go; nobody takes them. */
interface DeadEnd extends BatchSink {
  /** What waits, oldest first, when somebody does. */
  contents(): AsyncIterable<Uint8Array>;
  whenKept(): Promise<void>;
}

/** The eight batches that may be in flight. */
function inMemory(): DeadEnd {
  const frozen: Uint8Array[] = [];
  return {
    get hasRoom() {
      return frozen.length < 8;
    },
    freeze: (content: BatchContent) => void frozen.push(encodeContent(content, () => {})),
    whenRoom: async () => {},
    whenKept: async () => {},
    async *contents() {
      for (let next = frozen.shift(); next; next = frozen.shift()) yield next;
    },
  };
}

function onDisk(spool: Spool): DeadEnd {
  const never = new AbortController().signal;
  return {
    get hasRoom() {
      return spool.hasRoom;
    },
    freeze: (content: BatchContent) =>
      spool.append(
        encodeContent(content, () => {}),
        content.cursorAfter,
      ),
    whenRoom: async () => {},
    whenKept: () => spool.changed.until(() => spool.unwritten === 0 || spool.isFull, never),
    async *contents() {
      for (let index = spool.released + 1; index <= spool.last; index++) {
        await spool.changed.until(() => spool.isSendable(index), never);
        yield await spool.read(index);
        spool.release(index);
      }
    },
  };
}

/** Bytes in use once what is of no more use is gone. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

class Day {
  readonly clock = new FakeClock(DAY_START_MS);
  readonly table: Table = openTable(TABLE_FLOWS_MAX, 'kernel');
  readonly #source = new DaySource();
  readonly #blocks = hourBlocks();
  readonly #sink: DeadEnd;
  readonly #pipeline: Pipeline;
  /** After each hour. */
  readonly used: number[] = [];

  constructor(sink: DeadEnd) {
    this.#sink = sink;
    this.#pipeline = new Pipeline({
      source: this.#source,
      parsers: createParsers([]),
      table: this.table,
      names: namesBy((flow) => flow),
      sink,
      clock: this.clock,
      windowMs: WINDOW_MS,
      onBlock: () => {},
      onTally: () => {},
    });
  }

  /** A day without an aggregator; then what is counted when there is one. */
  async pass(onHour: () => void): Promise<{ lines: number; read: number }> {
    const stop = new AbortController();
    const ran = this.#pipeline.run({ cursor: '' }, stop.signal);
    await settle();
    for (let hour = 0; hour < HOURS; hour++) {
      for (const block of this.#blocks) {
        this.#source.give(block, this.clock.nowMs() * 1_000);
        await this.clock.advance(WINDOW_MS);
        await this.#sink.whenKept();
      }
      this.used.push(usedBytes());
      onHour();
    }
    const counted = { lines: 0, read: 0 };
    await this.#count(counted);
    stop.abort();
    await ran;
    await this.#pipeline.finish(new AbortController().signal);
    await this.#count(counted);
    return counted;
  }

  async #count(counted: { lines: number; read: number }): Promise<void> {
    for await (const content of this.#sink.contents()) {
      const message = decodeAgentMessage(frameBatch({ epoch: 1, sequence: 1 }, content));
      if (message.kind !== 'batch') throw new Error('no batch');
      counted.read += message.batch.account.read;
      for (const { lines } of message.batch.flows) counted.lines += lines;
    }
  }
}

/** What memory may grow by between the fourth hour and the last: noise of the collector. */
const GROWTH_BYTES_MAX = 16 * 1024 * 1024;

describe('a day without an aggregator', () => {
  it('leaves memory flat without a spool, and every line counted', async () => {
    const day = new Day(inMemory());
    const counted = await day.pass(() => {
      expect(day.table.size).toBeLessThanOrEqual(TABLE_FLOWS_MAX + 2 * OVERFLOW_MAX + 1);
    });
    expect(counted).toEqual({ lines: LINES, read: LINES });
    expect(day.used.at(-1)! - day.used[3]!).toBeLessThan(GROWTH_BYTES_MAX);
  }, 300_000);

  it('leaves memory and disk bounded with a spool, and every line counted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dropcast-outage-'));
    const clock = new FakeClock(DAY_START_MS);
    const stop = new AbortController();
    const opened = await openSpool(folder, {
      owner: { cluster: '', node: 'n1', source: 'kmsg' },
      bytesMax: SPOOL_BYTES,
      clock,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      onSync: () => {},
      onFailure: () => {},
    });
    const { spool } = opened;
    const ran = spool.run(stop.signal);
    await spool.bind({ store: 's', epoch: 1, base: 0 }, stop.signal, '');
    const kept = new Day(onDisk(spool));
    const counted = await kept.pass(() => {
      expect(spool.bytes).toBeLessThanOrEqual(SPOOL_BYTES);
      expect(kept.table.size).toBeLessThanOrEqual(TABLE_FLOWS_MAX + 2 * OVERFLOW_MAX + 1);
    });
    stop.abort();
    await ran;
    await opened[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
    expect(counted).toEqual({ lines: LINES, read: LINES });
    expect(kept.used.at(-1)! - kept.used[3]!).toBeLessThan(GROWTH_BYTES_MAX);
  }, 300_000);
});
