/**
 * The source of a log file that goes on: follows it over rotations, by rename and by copying and
 * truncating, from a cursor that outlives the agent.
 *
 *   kern.log, kern.log.1, kern.log.2.gz ──Follower──▶ blocks, round by round ──▶ pipeline
 *                                         ▲ every pollMs, sooner when the kernel hints at a write
 *
 * Anybody may have written such a text: a program whose name holds a line feed makes kernel and
 * syslog print whole LOG lines of its own. So its trust is `text`, whatever a line looks like.
 */
import { accessSync, constants, lstatSync, opendirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Check } from '../../../flow/check.ts';
import { type Clock, SYSTEM_CLOCK } from '../../clock.ts';
import { type RecordBlock, type Source, SourceError, type StartFrom } from '../source.ts';
import { explainInputFailure } from './file-input.ts';
import { Follower } from './follower.ts';
import { openGeneration } from './generation-bytes.ts';
import { statsOf } from './generations.ts';
import { WriterPause } from './pause.ts';

/** Without a hint a line waits so long: far below a flow's window. */
const POLL_MS = 250;

export interface FollowOptions {
  /** A regular file, or where one will be; a link to one is refused. */
  readonly path: string;
  /** Longest time between two looks, in ms; default 250. */
  readonly pollMs?: number;
  /** Where to begin without a cursor; default `oldest`, which is the oldest generation. */
  readonly from?: StartFrom;
  /** Default: the system's. */
  readonly clock?: Clock;
}

/**
 * Lines have local time without year or zone: they are read in this process's zone and in the year
 * nearest to the file's last write.
 * What a writer writes between the copying and the truncating of `copytruncate` is in no file then,
 * and nobody can count it; `create` loses nothing.
 */
export class FollowedFileSource implements Source {
  /** `file:PATH`: each file of a node has a cursor of its own. */
  readonly kind: string;
  readonly trust = 'text';
  readonly escaped = false;
  readonly underPressure = 'wait';
  readonly #path: string;
  readonly #pollMs: number;
  #follower: Follower | undefined;
  readonly #from: StartFrom;
  readonly #clock: Clock;

  constructor(options: FollowOptions) {
    this.#path = options.path;
    this.#pollMs = options.pollMs ?? POLL_MS;
    this.#from = options.from ?? 'oldest';
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.kind = `file:${options.path}`;
  }

  /** A file that is not there yet is waited for; its directory must be there and readable. */
  check(): void {
    checkFolder(dirname(this.#path));
    checkFile(this.#path);
  }

  /** Whether there is a file yet: a name that is mistyped is waited for like any other. */
  checks(): readonly Check[] {
    if (statsOf(this.#path) !== undefined) return [{ name: 'log_file', state: 'ok', detail: '' }];
    const detail =
      `${this.#path} is not there: it is waited for, and read as soon as it is. ` +
      'Is the path right (--path)? In a container, is its directory mounted?';
    return [{ name: 'log_file', state: 'warn', detail }];
  }

  get isBlind(): boolean {
    return this.#follower?.isDenied === true;
  }

  /** As Source.blocks, and without end. Whatever goes wrong later is waited out, and told. */
  async *blocks(cursor: string, signal: AbortSignal): AsyncGenerator<RecordBlock, void, undefined> {
    const nowMs = () => this.#clock.nowMs();
    const elapsedMs = () => performance.now();
    const options = { path: this.#path, from: this.#from, nowMs, elapsedMs };
    using follower = new Follower(cursor, options);
    this.#follower = follower;
    using pause = new WriterPause(this.#path, this.#pollMs, this.#clock);
    while (!signal.aborted) {
      let hasRead = false;
      for await (const block of follower.isResting ? [] : follower.round()) {
        yield block;
        if (signal.aborted) return;
        hasRead = true;
      }
      await pause.wait(hasRead, signal);
    }
  }
}

function checkFolder(folder: string): void {
  try {
    opendirSync(folder).closeSync();
    accessSync(folder, constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw explainInputFailure(folder, cause);
    const what = `${folder}: no such directory; in a container, mount the host's`;
    throw new SourceError('not_found', what, { cause });
  }
}

function checkFile(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isSymbolicLink()) {
    // Older generations lie beside the file, and whoever may make links could lead us anywhere.
    throw new SourceError('unreadable', `${path} is a link: name the file that it leads to`);
  }
  if (!stats.isFile()) throw new SourceError('unreadable', `${path} is no regular file`);
  try {
    openGeneration(path, 'plain')[Symbol.dispose]();
  } catch (error) {
    throw explainInputFailure(path, error);
  }
}
