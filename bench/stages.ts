/**
 * Joins the stages for the bench: blocks of a file → records → fields → flow table → flows.
 * Hot: the loop over a block's records; nothing is allocated per record.
 */
import { createFlowTable } from '../src/agent/aggregate/flow-table.ts';
import { load, observe, observeUsual } from '../src/agent/aggregate/observe.ts';
import { lend } from '../src/agent/aggregate/take.ts';
import { openBlocks } from '../src/agent/sources/file/file-blocks.ts';
import { openCore } from '../src/agent/table.ts';
import type { Flow } from '../src/flow/flow.ts';
import { createLineFramer } from '../src/parser/headers/framer.ts';
import type { FramedSegment } from '../src/parser/headers/segment.ts';
import { LineParser } from '../src/parser/line-parser.ts';
import { FLOW, IGNORED, OUTCOMES, PARTIAL, REASONS, REJECTED } from '../src/parser/packet.ts';
import { createPrefixMatcher } from '../src/parser/prefix.ts';
import { createRecordIndex } from '../src/parser/records.ts';

/** `read = parsed + ignored + rejected`. */
export interface Account {
  read: number;
  parsed: number;
  ignored: number;
  rejected: number;
}

export interface Progress {
  readonly bytes: number;
  readonly records: number;
}

/** Records indexed at once: more than a block of usual lines holds. */
const INDEX_RECORDS = 8_192;

export interface Listeners {
  /** How far we are, once per block. */
  onBlock?(progress: Progress): void;
  /** Each flow of the file, as replay hands them over. */
  onFlow?(flow: Flow): void;
}

/** Makes all flows of the file at `path`. */
export async function countFlows(path: string, listeners: Listeners = {}): Promise<Account> {
  const joint = new Joint();
  let bytes = 0;
  await using blocks = openBlocks(path, { buffer: joint.core?.bytes });
  // A loop over a generator would make promises for each block: garbage.
  for (;;) {
    const reading = blocks.readOn();
    if (!(typeof reading === 'boolean' ? reading : await reading)) break;
    joint.observeBlock(blocks.bytes, blocks.length);
    bytes += blocks.length;
    listeners.onBlock?.({ bytes, records: joint.account.read });
  }
  joint.finish();
  lend(joint.table, (flows) => {
    for (const flow of flows) listeners.onFlow?.(flow);
  });
  return joint.account;
}

class Joint {
  readonly account: Account = { read: 0, parsed: 0, ignored: 0, rejected: 0 };
  readonly core = openCore((why) => console.error(why));
  readonly table = createFlowTable({ core: this.core });
  readonly #framer = createLineFramer({ indexer: this.core });
  readonly #index = this.core?.records ?? createRecordIndex(INDEX_RECORDS);
  readonly #told = {
    outcomes: new Uint32Array(OUTCOMES.length),
    reasons: new Uint32Array(REASONS.length),
  };
  readonly #trusted: LineParser;
  readonly #lenient: LineParser;

  constructor() {
    const prefixes = createPrefixMatcher(['calico-packet']);
    this.#trusted = new LineParser({ prefixes, trusted: true });
    this.#lenient = new LineParser({ prefixes, trusted: false });
  }

  observeBlock(bytes: Uint8Array, length: number): void {
    for (let at = 0; at < length; ) {
      const segment = this.#framer.frame(bytes, at, length, this.#index);
      this.#observeSegment(segment);
      at = segment.next;
    }
  }

  /** Records that waited for lines to come. */
  finish(): void {
    for (;;) {
      const segment = this.#framer.finish(this.#index);
      if (segment.read === 0) return;
      this.#observeSegment(segment);
    }
  }

  #observeSegment(segment: FramedSegment): void {
    const { account } = this;
    const index = this.#index;
    const observed = { bytes: segment.bytes, index };
    const parser = segment.trusted ? this.#trusted : this.#lenient;
    const told = this.#told;
    const outcomes = told.outcomes.fill(0);
    const isLoaded = load(this.table, observed, parser.prefixes!);
    for (let i = 0; i < index.count; i++) {
      if (isLoaded) i = observeUsual(this.table, i, index.count, told);
      if (i === index.count) break;
      const outcome = parser.parse(segment.bytes, index.starts[i]!, index.ends[i]!);
      outcomes[outcome]!++;
      if (outcome !== IGNORED && outcome !== REJECTED)
        observe(this.table, observed, parser.packet, i);
    }
    account.read += segment.read;
    account.parsed += outcomes[FLOW]! + outcomes[PARTIAL]!;
    account.ignored += segment.ignored + outcomes[IGNORED]!;
    account.rejected += segment.read - segment.ignored - index.count + outcomes[REJECTED]!;
  }
}
