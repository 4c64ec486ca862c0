/**
 * A log file as a syslog daemon and logrotate leave it: written in pieces that end anywhere,
 * renamed and created anew, for a while written to under both names, packed a generation later.
 * Every generation is kept, so that all that was written is somewhere.
 */
import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Random } from '../../bench/random.ts';
import type { Packets } from './packets.ts';

const TURN_MS = 10;
/** Lines of a turn: none, a few, or a burst. */
const TURN_LINES: readonly number[] = [0, 5, 20, 20, 40, 150];
/** A daemon with a buffer writes so much at once, wherever a line ends. */
const PIECE_BYTES = 4_096;

/** Generations that logrotate leaves unpacked (delaycompress). */
const PLAIN_GENERATIONS = 1;

const run = promisify(execFile);

export class RotatedLog {
  readonly path: string;
  readonly #packets: Packets;
  readonly #random: Random;
  #file: OpenFile;
  /** Renamed, and written to by those who have not heard of it. */
  #renamed: OpenFile | undefined;
  #rotating: Promise<void> | undefined;
  generations = 1;

  constructor(path: string, packets: Packets, random: Random) {
    this.path = path;
    this.#packets = packets;
    this.#random = random;
    this.#file = new OpenFile(path);
  }

  /** Writes until `signal` aborts; then nothing is held back. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#writeTurn(this.#random.pick(TURN_LINES));
      await delay(TURN_MS);
    }
    await this.#rotating;
    this.#file.close();
  }

  #writeTurn(lines: number): void {
    const isLate = this.#random.chance(0.5);
    const file = (isLate && this.#renamed) || this.#file;
    for (let i = 0; i < lines; i++) {
      const time = new Date().toISOString().replace('Z', '000+00:00');
      file.hold(`${time} node-1 kernel: [ 4138.048967] ${this.#packets.next()}\n`);
    }
    file.write(this.#random.chance(0.5) ? 1 : PIECE_BYTES);
  }

  /** Rotates; the last writer hears of it `lateMs` later. One rotation at a time. */
  async rotate(lateMs: number): Promise<void> {
    this.#rotating ??= this.#rotate(lateMs).finally(() => {
      this.#rotating = undefined;
    });
    await this.#rotating;
  }

  async #rotate(lateMs: number): Promise<void> {
    for (let at = this.generations - 1; at > 0; at--) this.#shift(at);
    renameSync(this.path, `${this.path}.1`);
    this.#renamed = this.#file;
    this.#file = new OpenFile(this.path);
    const packing = this.generations > PLAIN_GENERATIONS && this.#pack(PLAIN_GENERATIONS + 1);
    this.generations++;
    await delay(lateMs);
    this.#renamed.close();
    this.#renamed = undefined;
    await packing;
  }

  #shift(at: number): void {
    const [from, to] = [`${this.path}.${at}`, `${this.path}.${at + 1}`];
    for (const packing of ['', '.gz']) {
      if (existsSync(from + packing)) renameSync(from + packing, to + packing);
    }
  }

  /** The packed file grows beside the plain one, which goes when it is whole. */
  async #pack(at: number): Promise<void> {
    await run('gzip', [`${this.path}.${at}`]);
  }
}

/** A file and what is not written to it yet. */
class OpenFile {
  readonly #fd: number;
  #held = '';

  constructor(path: string) {
    this.#fd = openSync(path, 'a');
  }

  hold(line: string): void {
    this.#held += line;
  }

  /** Writes what is held, as far as it makes whole pieces. */
  write(pieceBytes: number): void {
    const length = this.#held.length - (this.#held.length % pieceBytes);
    writeSync(this.#fd, this.#held.slice(0, length));
    this.#held = this.#held.slice(length);
  }

  close(): void {
    this.write(1);
    closeSync(this.#fd);
  }
}
