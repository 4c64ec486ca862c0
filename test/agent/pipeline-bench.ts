/** What tests of the pipeline stand on. */
import { createParsers } from '../../src/agent/observe.ts';
import { type BatchSink, Pipeline, type Start } from '../../src/agent/pipeline.ts';
import { Condition } from '../../src/agent/ship/condition.ts';
import type { UnderPressure } from '../../src/agent/sources/source.ts';
import { openTable } from '../../src/agent/table.ts';
import type { Flow } from '../../src/flow/flow.ts';
import type { Account } from '../../src/flow/loss.ts';
import type { BatchContent, LentContent } from '../../src/wire/ingest.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { namesBy } from './flow-names.ts';
import { ScriptedSource } from './scripted-source.ts';

export const WINDOW_MS = 10_000;
export const START_MS = 1_790_000_000_000;

/** Holds batches until the test acknowledges them. */
export class HeldSink implements BatchSink {
  readonly batches: BatchContent[] = [];
  readonly #changed = new Condition();
  room: number;

  constructor(room: number) {
    this.room = room;
  }

  get hasRoom(): boolean {
    return this.room > 0;
  }

  freeze(content: LentContent): void {
    this.room--;
    this.batches.push({ ...content, flows: [...content.flows] });
  }

  acknowledge(): void {
    this.room++;
    this.#changed.notify();
  }

  async whenRoom(signal: AbortSignal): Promise<void> {
    await this.#changed.until(() => this.hasRoom, signal);
  }
}

export interface Bench {
  readonly clock: FakeClock;
  readonly source: ScriptedSource;
  readonly sink: HeldSink;
  readonly pipeline: Pipeline;
  readonly stop: AbortController;
  readonly blocks: Account[];
}

interface BenchOptions {
  readonly underPressure?: UnderPressure;
  readonly room?: number;
  readonly flowsMax?: number;
  readonly nameFlow?: (flow: Flow) => Flow;
}

const named = (flow: Flow): Flow => ({ ...flow, source: { ...flow.source, name: 'named' } });

/** A pipeline with a scripted source, a real table and a real parser. */
export function build(options: BenchOptions = {}): Bench {
  const clock = new FakeClock(START_MS);
  const source = new ScriptedSource(options.underPressure ?? 'wait');
  const sink = new HeldSink(options.room ?? 100);
  const blocks: Account[] = [];
  const pipeline = new Pipeline({
    source,
    parsers: createParsers(['calico-packet']),
    table: openTable(options.flowsMax ?? 1000, 'kernel'),
    names: namesBy(options.nameFlow ?? named),
    sink,
    clock,
    windowMs: WINDOW_MS,
    onBlock: (account) => blocks.push(account),
    onTally: () => {},
  });
  return { clock, source, sink, pipeline, stop: new AbortController(), blocks };
}

export const linesOf = ({ flows }: BatchContent) =>
  flows.reduce((sum, flow) => sum + flow.lines, 0);

/** Runs the pipeline while `act` goes on, and ends it. */
export async function running(
  bench: Bench,
  act: () => Promise<void>,
  start: Partial<Start> = {},
): Promise<void> {
  const ran = bench.pipeline.run({ cursor: 'from here', ...start }, bench.stop.signal);
  await settle();
  await act();
  bench.stop.abort();
  await ran;
}
