/**
 * The writer of the follow bench: lines at a steady rate into a log that it rotates itself, by
 * renaming (and writing on to the old file for a while, as a daemon does until it is told) or by
 * copying and truncating. Generations are kept, so that what is in no file is known.
 * Run: node bench/follow-writer.ts PATH LINES RATE rename|copytruncate|none line|block
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { logLine } from './follow-line.ts';

export type Rotation = 'rename' | 'copytruncate' | 'none';
export type Writes = 'line' | 'block';

export interface WriterOptions {
  readonly path: string;
  readonly lines: number;
  /** Lines a second. */
  readonly rate: number;
  readonly rotation: Rotation;
  /** Whole lines, or blocks of 4 KiB that end anywhere. */
  readonly writes: Writes;
}

const TURN_MS = 10;
const ROTATE_MS = 1_000;
/** A daemon is told to reopen its log so long after the renaming. */
const REOPEN_MS = 50;
const BLOCK_BYTES = 4_096;

export async function writeLog(options: WriterOptions): Promise<void> {
  const log = new RotatedLog(options);
  const beganMs = performance.now();
  for (let serial = 0; serial < options.lines; ) {
    const sinceMs = performance.now() - beganMs;
    const due = Math.min(options.lines, Math.ceil((sinceMs / 1_000) * options.rate));
    while (serial < due) log.write(logLine(serial++));
    log.rotateWhenDue(sinceMs);
    await sleep(TURN_MS);
  }
  log.close();
}

class RotatedLog {
  readonly #path: string;
  readonly #rotation: Rotation;
  readonly #blockBytes: number;
  #fd: number;
  #held = '';
  #rotateAtMs = ROTATE_MS;
  #reopenAtMs = Number.POSITIVE_INFINITY;

  constructor({ path, rotation, writes }: WriterOptions) {
    this.#path = path;
    this.#rotation = rotation;
    this.#blockBytes = writes === 'block' ? BLOCK_BYTES : 1;
    this.#fd = openSync(path, 'a');
  }

  write(line: string): void {
    this.#held += line;
    if (this.#blockBytes === 1) this.#flush(this.#held.length);
    else while (this.#held.length >= this.#blockBytes) this.#flush(this.#blockBytes);
  }

  rotateWhenDue(nowMs: number): void {
    if (nowMs >= this.#reopenAtMs) this.#reopen();
    if (this.#rotation === 'none' || nowMs < this.#rotateAtMs) return;
    this.#rotateAtMs = nowMs + ROTATE_MS;
    this.#shift();
    if (this.#rotation === 'copytruncate') {
      copyFileSync(this.#path, `${this.#path}.1`);
      ftruncateSync(this.#fd);
    } else {
      renameSync(this.#path, `${this.#path}.1`);
      closeSync(openSync(this.#path, 'a'));
      this.#reopenAtMs = nowMs + REOPEN_MS;
    }
  }

  close(): void {
    this.#flush(this.#held.length);
    closeSync(this.#fd);
  }

  #shift(): void {
    let oldest = 1;
    while (existsSync(`${this.#path}.${oldest}`)) oldest++;
    for (let at = oldest; at > 1; at--) {
      renameSync(`${this.#path}.${at - 1}`, `${this.#path}.${at}`);
    }
  }

  /** A daemon writes out what it holds before it closes its file. */
  #reopen(): void {
    this.#reopenAtMs = Number.POSITIVE_INFINITY;
    this.#flush(this.#held.length);
    closeSync(this.#fd);
    this.#fd = openSync(this.#path, 'a');
  }

  #flush(length: number): void {
    writeSync(this.#fd, this.#held.slice(0, length));
    this.#held = this.#held.slice(length);
  }
}

if (import.meta.main) {
  const [path = '', lines, rate, rotation, writes] = process.argv.slice(2);
  await writeLog({
    path,
    lines: Number(lines),
    rate: Number(rate),
    rotation: rotation as Rotation,
    writes: writes as Writes,
  });
}
