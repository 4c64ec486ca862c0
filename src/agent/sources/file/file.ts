/**
 * The file source: a log file, a pipe or standard input from the cursor to its end, each record
 * with its header off. Anybody may have written such a text; where its framing is the kernel's or
 * the journal's, the block says so.
 *
 *   file ──readBlocks──▶ whole lines ──LineFramer──▶ segments of one framing ──▶ blocks()
 */
import { createLineFramer, type LineFramer } from '../../../parser/headers/framer.ts';
import type { RunIndexer } from '../../../parser/headers/kmsg-run.ts';
import type { FramedSegment } from '../../../parser/headers/segment.ts';
import { createRecordIndex, type RecordIndex } from '../../../parser/records.ts';
import type { RecordBlock, Source } from '../source.ts';
import { BlockLedger } from './block-ledger.ts';
import { type LineBlock, readBlocks } from './file-blocks.ts';
import { checkReadable, type FileIdentity } from './file-input.ts';

/** Records in a block; what was read at once and has more becomes several. */
const BLOCK_RECORDS = 4_096;

export interface FileOptions {
  /** `-` is standard input. */
  readonly path: string;
  /** Reference for timestamps without a year, in µs since the epoch; now when left out. */
  readonly nowUs?: number;
  /** Memory to read into, an index beside it, and what indexes there; of its own if left out. */
  readonly workspace?: Workspace | undefined;
}

/** What a core offers a source (aggregate/hot-core.ts): what lies in it is not copied. */
export interface Workspace extends RunIndexer {
  /** LINE_BYTES_MAX and a block. */
  readonly bytes: Uint8Array;
  readonly records: RecordIndex;
}

export class FileSource implements Source {
  /** `file:PATH`: each file of a node has a cursor of its own. */
  readonly kind: string;
  readonly trust = 'text';
  readonly escaped = false;
  readonly underPressure = 'wait';
  readonly #options: FileOptions;

  constructor(options: FileOptions) {
    this.#options = options;
    this.kind = `file:${options.path}`;
  }

  check(): void {
    checkReadable(this.#options.path);
  }

  /**
   * As Source.blocks; the cursor is `INODE:OFFSET`, and empty for what has no lasting position. It
   * lies between lines: of a record that is spread over several (journal export) a restart may see
   * only the rest.
   */
  async *blocks(cursor: string, signal: AbortSignal): AsyncGenerator<RecordBlock, void, undefined> {
    const framed = new FramedFile(this.#options, cursor);
    const { startAt } = framed;
    const { path, workspace } = this.#options;
    const buffer = workspace?.bytes;
    for await (const lines of readBlocks(path, { signal, startAt, buffer })) {
      yield* framed.frameLines(lines);
    }
    if (!signal.aborted) yield* framed.finish();
  }
}

/** One reading of a file: the framer with what it is in the middle of. */
class FramedFile {
  readonly #framer: LineFramer;
  readonly #index: RecordIndex;
  readonly #cursor: string;
  readonly #ledger = new BlockLedger();
  /** Position behind the lines handed over. */
  #position = '';

  constructor(options: FileOptions, cursor: string) {
    const { nowUs, workspace } = options;
    this.#index = workspace?.records ?? createRecordIndex(BLOCK_RECORDS);
    this.#framer = createLineFramer({ indexer: workspace, ...(nowUs !== undefined && { nowUs }) });
    this.#cursor = cursor;
  }

  /** Where to begin: at the cursor if it is of the file that was found, else at the start. */
  readonly startAt = ({ inode, size }: FileIdentity): number => {
    if (this.#cursor === '') return 0;
    const [cursorInode, offset] = this.#cursor.split(':').map(Number);
    if (cursorInode === inode && offset !== undefined && offset <= size) {
      this.#position = this.#cursor;
      return offset;
    }
    this.#ledger.lose(Date.now() * 1_000);
    return 0;
  };

  *frameLines(lines: LineBlock): Generator<RecordBlock, void, undefined> {
    this.#ledger.reject('too_long', lines.tooLong);
    let at = 0;
    do {
      const segment = this.#framer.frame(lines.bytes, at, lines.length, this.#index);
      at = segment.next;
      if (lines.identity !== undefined) {
        this.#position = `${lines.identity.inode}:${lines.offsetAfter - lines.length + at}`;
      }
      yield this.#block(segment);
    } while (at < lines.length);
  }

  /** What is still incomplete when the input has ended. */
  *finish(): Generator<RecordBlock, void, undefined> {
    for (;;) {
      const segment = this.#framer.finish(this.#index);
      if (segment.read === 0) return;
      yield this.#block(segment);
    }
  }

  #block(segment: FramedSegment): RecordBlock {
    const trust = segment.trusted ? 'kernel' : 'text';
    const place = { index: this.#index, cursorAfter: this.#position, trust } as const;
    return this.#ledger.block(segment, place);
  }
}
