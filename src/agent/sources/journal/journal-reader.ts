/**
 * Reads all journal files in order: stream by stream, within one by sequence number, and on as they
 * grow. What is missing between two files is counted.
 *
 *   look ──▶ files that wait ──begin──▶ reading ──end, and nothing to come──▶ closed
 *                              │ a hole before it: look again, then count it
 *
 * Invariant: an entry counts once; a number that no file holds any more is a loss.
 */
import { addLoss, type Loss } from '../../../flow/loss.ts';
import type { StartFrom, TimeReading } from '../source.ts';
import { type JournalBlock, journalLoss } from './journal-block.ts';
import { JournalCatalog, type KnownJournal, type OnRefused } from './journal-catalog.ts';
import { parseJournalCursor } from './journal-cursor.ts';
import type { JournalDirectories } from './journal-directory.ts';
import type { DriverEntry } from './journal-driver.ts';
import type { JournalFile } from './journal-file.ts';
import { UnknownFormatError } from './journal-header.ts';
import { countMissing } from './journal-hole.ts';
import { type Beginning, Passage } from './journal-passage.ts';
import type { JournalProblem } from './journal-problem.ts';
import { Progress } from './journal-progress.ts';
import type { JournalStream } from './journal-stream.ts';
import { JournalStreams } from './journal-streams.ts';

export interface JournalReaderOptions {
  readonly directories: JournalDirectories;
  readonly cursor: string;
  /** How far another source has come with the kernel's records. */
  readonly counted?: TimeReading | undefined;
  readonly from: StartFrom;
  readonly follow: boolean;
  readonly nowMs: () => number;
  readonly onProblem: (problem: JournalProblem) => void;
}

/** Why reading stopped: nothing more now, a full block, or look and try again. */
type FillEnd = 'end' | 'full' | 'again';

/** A hole is looked at twice; more often the folders do not hold still. */
const ATTEMPTS_MAX = 1_000;

export class JournalReader {
  readonly #catalog: JournalCatalog;
  readonly #streams: JournalStreams;
  readonly #progress = new Progress();
  readonly #beginning: Beginning;
  readonly #options: JournalReaderOptions;
  /** Told with the next block. */
  #losses: Loss[] = [];
  #queue: KnownJournal[] = [];
  /** Files before which a hole was seen: it is one if it is still there after another look. */
  readonly #suspected = new WeakSet<KnownJournal>();
  readonly #holes = new WeakMap<JournalFile, Loss>();
  /** The cursor's stream is not on disk: what came behind it is unknown until we see copies. */
  #isCursorLost = false;
  #driverPid = '';
  readonly #cursorBoot: string;

  constructor(options: JournalReaderOptions) {
    this.#options = options;
    const cursor = parseJournalCursor(options.cursor);
    const { from, nowMs } = options;
    const sinceUs = from === 'oldest' ? 0 : from === 'now' ? Infinity : nowMs() * 1_000 - from;
    this.#beginning = {
      sinceUs: cursor === undefined ? sinceUs : 0,
      cursorUs: cursor?.realtimeUs ?? 0,
      counted: options.counted && {
        ...options.counted,
        bootId: options.counted.bootId.replaceAll('-', ''),
      },
    };
    this.#streams = new JournalStreams(cursor, this.#progress);
    this.#cursorBoot = cursor?.bootId ?? '';
    this.#catalog = new JournalCatalog(options.directories, this.#onRefused);
    this.look(true);
    const isForeign = options.cursor !== '' && cursor === undefined;
    this.#isCursorLost = isForeign || !this.#streams.hasNewest;
  }

  /** Position behind everything that was handed over. */
  get cursor(): string {
    return this.#streams.format();
  }

  /** Looks for files; `always`: even where nothing seems to have changed. */
  look(always: boolean): void {
    const catalog = this.#catalog;
    if (!catalog.look(always)) return;
    const headers = [...catalog.known.values()].flatMap(({ header }) => header ?? []);
    this.#streams.meet(headers);
    this.#queue = catalog.waiting().toSorted((a, b) => this.#compare(a, b));
  }

  /** Reads on into `block`; false when there is nothing more now. */
  fill(block: JournalBlock): boolean {
    let end: FillEnd = 'again';
    for (let attempts = 0; end === 'again' && attempts < ATTEMPTS_MAX; attempts += 1) {
      end = this.#fillOnce(block);
    }
    // What was lost to us before it was counted elsewhere is no loss.
    const countedUs = this.#beginning.counted?.wallUs ?? 0;
    for (const loss of this.#losses.splice(0)) {
      if (loss.lastUs > countedUs) addLoss(block.losses, loss);
    }
    return end !== 'end';
  }

  close(): void {
    this.#catalog.closeAll();
  }

  #compare(a: KnownJournal, b: KnownJournal): number {
    const [first, second] = [this.#streams.find(a.header!)!, this.#streams.find(b.header!)!];
    if (first !== second) return first.beginUs - second.beginUs;
    return a.header!.headSeqnum - b.header!.headSeqnum;
  }

  #fillOnce(block: JournalBlock): FillEnd {
    for (const known of this.#queue) {
      const end = this.#readFile(known, block);
      if (end !== 'end') return end;
    }
    // Everything that there was at the start is behind us.
    this.#beginning.sinceUs = 0;
    return 'end';
  }

  #readFile(known: KnownJournal, block: JournalBlock): FillEnd {
    const file = this.#catalog.open(known);
    if (file === undefined) return 'end';
    if (!this.#catalog.refresh(known)) return known.isClosed ? 'end' : 'again';
    try {
      const stream = this.#streams.find(file.header)!;
      if (file.passage === undefined && !this.#begin(known, file, stream)) {
        return known.isClosed ? 'end' : 'again';
      }
      return this.#readOn(known, file, stream, block);
    } catch (error) {
      this.#catalog.refuse(known, error);
      return known.isClosed ? 'end' : 'again';
    }
  }

  /** Begins with a file; false when there is nothing to read in it, or not yet. */
  #begin(known: KnownJournal, file: JournalFile, stream: JournalStream): boolean {
    const { header } = file;
    if (header.tailSeqnum <= stream.readTo && this.#isComplete(file)) {
      this.#catalog.close(known);
      return false;
    }
    const isHole = stream.readTo > 0 && header.headSeqnum > stream.readTo + 1;
    if (isHole && !this.#suspected.has(known)) {
      this.#suspected.add(known);
      this.look(true);
      return false;
    }
    if (isHole) this.#holes.set(file, this.#measureHole(known, file, stream));
    const isContinued = stream.directory === '' && header.headSeqnum <= stream.readTo;
    const isSameFolder = stream.directory === known.directory || isContinued;
    if (stream.doubt === 'copies' && isSameFolder && !this.#isCursorLost) stream.doubt = 'none';
    if (stream.doubt === 'none' && !isSameFolder) stream.doubt = 'copies';
    stream.directory = known.directory;
    const passage = new Passage(this.#progress, stream, this.#beginning);
    file.begin(passage, stream.readTo);
    if (header.tailUs < this.#beginning.sinceUs) passage.skipped = file.skipToLast();
    return true;
  }

  #measureHole(known: KnownJournal, file: JournalFile, stream: JournalStream): Loss {
    const { headSeqnum, headUs } = file.header;
    const firstUs = this.#progress.realtimeUs || headUs;
    const hole = { after: stream.readTo, before: headSeqnum, firstUs, lastUs: headUs };
    const count = countMissing(this.#catalog, known, hole);
    const cause = stream.directory === '' ? 'restart_gap' : 'rotation';
    return journalLoss(cause, count, firstUs, headUs);
  }

  #readOn(
    known: KnownJournal,
    file: JournalFile,
    stream: JournalStream,
    block: JournalBlock,
  ): FillEnd {
    const passage = file.passage!;
    for (;;) {
      const end = file.read(block);
      stream.readTo = Math.max(stream.readTo, file.readTo);
      this.#settle(file, passage, end === 'end');
      if (passage.hasPassed) this.#streams.newest = stream.seqnumId;
      if (passage.sourceUs !== 0) block.reading = readingOf(this.#progress, passage);
      if (end === 'full') return 'full';
      if (end === 'end') break;
      const entry = file.takeDriver();
      if (entry === undefined) continue;
      this.#noteDriver(entry, passage);
      stream.readTo = Math.max(stream.readTo, entry.seqnum);
    }
    const { tailSeqnum } = file;
    if (!this.#isComplete(file)) {
      // The last entry may be numbered already, and not yet in the kernel's chain.
      stream.readTo = Math.max(stream.readTo, tailSeqnum - 1);
      return 'end';
    }
    if (!file.readDangling(block)) return 'full';
    stream.readTo = Math.max(stream.readTo, tailSeqnum);
    this.#catalog.close(known);
    return 'end';
  }

  /** Whether nothing is to be expected of the file beyond what it says now. */
  #isComplete(file: JournalFile): boolean {
    return file.isFinished || !this.#options.follow;
  }

  /** Tells the hole before a file, unless copies of what was read show that there is none. */
  #settle(file: JournalFile, { hasPassed, copies }: Passage, isEnd: boolean): void {
    const hole = this.#holes.get(file);
    if (hole !== undefined && (hasPassed || isEnd)) {
      this.#holes.delete(file);
      if (copies === 0 && hole.count !== 0) addLoss(this.#losses, hole);
    }
    if (!this.#isCursorLost || !hasPassed) return;
    this.#isCursorLost = false;
    const { boot, realtimeUs } = this.#progress;
    const cause = boot.bootId === this.#cursorBoot ? 'restart_gap' : 'boot_gap';
    const firstUs = this.#beginning.cursorUs || realtimeUs;
    if (copies === 0) addLoss(this.#losses, journalLoss(cause, undefined, firstUs, realtimeUs));
  }

  /** Counts the kernel records that journald says it missed. */
  #noteDriver(entry: DriverEntry, passage: Passage): void {
    const isNewProcess = entry.pid !== this.#driverPid;
    this.#driverPid = entry.pid;
    if (!passage.passDriver(entry) || entry.missed === 0) return;
    const { boot, realtimeUs } = this.#progress;
    const entries = boot.bootId === entry.bootId ? boot.entries : 0;
    // A journald that does not know where the one before it was counts everything since the boot;
    // on a flooded ring its start stands before that.
    const isBogus = (isNewProcess && entry.missed >= entries) || entries === 0;
    const count = isBogus ? undefined : entry.missed;
    const firstUs = entries === 0 ? entry.realtimeUs : realtimeUs;
    addLoss(this.#losses, journalLoss('journal_missed', count, firstUs, entry.realtimeUs));
  }

  readonly #onRefused: OnRefused = (known, problem, error) => {
    this.#options.onProblem(problem);
    const { header, file } = known;
    const nowUs = this.#options.nowMs() * 1_000;
    const firstUs = this.#progress.realtimeUs || header?.headUs || nowUs;
    const stream = header === undefined ? undefined : this.#streams.find(header);
    if (stream !== undefined && header !== undefined) {
      stream.readTo = Math.max(stream.readTo, header.tailSeqnum);
    }
    if (problem.code === 'not_permitted') return;
    const count = error instanceof UnknownFormatError ? error.entryCount : file?.unread;
    if (count === 0) return;
    addLoss(this.#losses, journalLoss('parse_rejected', count, firstUs, header?.tailUs ?? nowUs));
  };
}

function readingOf({ boot }: Progress, { sourceUs, timeUs }: Passage): TimeReading {
  const { bootId } = boot;
  const parts = [0, 8, 12, 16, 20].map((at, part) => bootId.slice(at, [8, 12, 16, 20, 32][part]));
  return { bootId: parts.join('-'), rawUs: sourceUs, wallUs: timeUs };
}
