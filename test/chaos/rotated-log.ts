/**
 * A log file as a syslog daemon and logrotate leave it: written in pieces that end anywhere, renamed
 * and created anew, written to under its old name for a while, packed a generation later. Every
 * generation is kept, so that all that was written is somewhere.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Random } from '../../bench/random.ts';
import type { Packets } from './packets.ts';

const TURN_MS = 10;
/** Lines of a turn: none, a few, or a burst. */
const TURN_LINES: readonly number[] = [0, 5, 20, 20, 40, 150];
/** A daemon with a buffer writes so much at once, wherever a line ends. */
const PIECE_BYTES = 4_096;

/** Generations that logrotate leaves unpacked (delaycompress). */
const PLAIN_GENERATIONS = 1;

export class RotatedLog {
  readonly path: string;
  readonly #packets: Packets;
  readonly #random: Random;
  #fd: number;
  #held = '';
  #rotating: Promise<void> | undefined;
  generations = 1;

  constructor(path: string, packets: Packets, random: Random) {
    this.path = path;
    this.#packets = packets;
    this.#random = random;
    this.#fd = openSync(path, 'a');
  }

  /** Writes until `signal` aborts; then nothing is held back. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#writeTurn(this.#random.pick(TURN_LINES));
      await delay(TURN_MS);
    }
    await this.#rotating;
    this.#flush(this.#held.length);
    closeSync(this.#fd);
  }

  #writeTurn(lines: number): void {
    for (let i = 0; i < lines; i++) {
      const time = new Date().toISOString().replace('Z', '000+00:00');
      this.#held += `${time} node-1 kernel: [ 4138.048967] ${this.#packets.next()}\n`;
    }
    if (this.#random.chance(0.5)) this.#flush(this.#held.length);
    else while (this.#held.length > PIECE_BYTES) this.#flush(PIECE_BYTES);
  }

  #flush(length: number): void {
    writeSync(this.#fd, this.#held.slice(0, length));
    this.#held = this.#held.slice(length);
  }

  /** Rotates; the writer is told so `lateMs` later. One rotation at a time. */
  async rotate(lateMs: number): Promise<void> {
    this.#rotating ??= this.#rotate(lateMs).finally(() => {
      this.#rotating = undefined;
    });
    await this.#rotating;
  }

  async #rotate(lateMs: number): Promise<void> {
    for (let at = this.generations - 1; at > 0; at--) this.#shift(at);
    renameSync(this.path, `${this.path}.1`);
    const fd = openSync(this.path, 'a');
    await delay(lateMs);
    this.#flush(this.#held.length);
    closeSync(this.#fd);
    this.#fd = fd;
    if (this.generations > PLAIN_GENERATIONS) this.#pack(PLAIN_GENERATIONS + 1);
    this.generations++;
  }

  #shift(at: number): void {
    const [from, to] = [`${this.path}.${at}`, `${this.path}.${at + 1}`];
    for (const packing of ['', '.gz']) {
      if (existsSync(from + packing)) renameSync(from + packing, to + packing);
    }
  }

  /** As gzip(1) does: the packed file grows beside the plain one, which goes when it is whole. */
  #pack(at: number): void {
    const plain = `${this.path}.${at}`;
    writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)));
    rmSync(plain);
  }
}
