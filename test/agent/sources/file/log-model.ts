/**
 * A log on disk as a writer and logrotate treat it, with a model beside it that knows every line:
 * in which files it stands, and whether it ever was in none.
 */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';

/** Bytes of one inode: whole lines, and what the writer has written of the next one. */
interface Content {
  lines: string[];
  half: string;
}

interface Rotated {
  name: string;
  readonly content: Content;
  /** The writer may still have it open. */
  isOpen: boolean;
  isPacked: boolean;
}

export type Naming = 'numbers' | 'dates';
export type Pack = 'gz' | 'zst';

/** Births of files are told in ticks of the kernel: 10 ms with CONFIG_HZ=100. */
const TICK_MS = 11;

/** Seconds between two steps as the files' times show them. */
const STEP_S = 10;

export class LogModel {
  readonly path: string;
  /** Lines that stood in some file from their writing on, or until they were gone. */
  readonly written = new Set<string>();
  /** Lines that were in no file any more, some time or other. */
  readonly gone = new Set<string>();
  readonly #folder: string;
  readonly #naming: Naming;
  /** Newest first. */
  #rotated: Rotated[] = [];
  #current: Content | undefined;
  /** What is left to write of a line whose first part is written. */
  #rest = '';
  #serial = 0;
  #timeS: number;

  constructor(folder: string, naming: Naming, timeS: number) {
    this.#folder = folder;
    this.#naming = naming;
    this.#timeS = timeS;
    this.path = join(folder, 'kern.log');
  }

  write(lines: number, fill: number): void {
    this.#append(this.#reopen(), this.path, this.#texts(lines, fill));
  }

  /** The first part of a line; the rest comes with the next write, wherever that goes. */
  writeHalf(): void {
    if (this.#rest !== '') return;
    const content = this.#reopen();
    const line = this.#line(10);
    const middle = line.length >> 1;
    this.#rest = line.slice(middle);
    this.#append(content, this.path, line.slice(0, middle));
  }

  /** The writer has not reopened its log yet. */
  writeLate(lines: number): void {
    const [newest] = this.#rotated;
    if (!newest?.isOpen || newest.isPacked) return;
    this.#append(newest.content, join(this.#folder, newest.name), this.#texts(lines, 20));
  }

  /** Whoever had a rotated file open has closed it by now. */
  age(): void {
    for (const each of this.#rotated) each.isOpen = false;
  }

  rotate(creates: boolean): void {
    if (this.#current === undefined) return;
    for (const each of this.#rotated) each.isOpen = false;
    const name = this.#shift();
    renameSync(this.path, join(this.#folder, name));
    this.#rotated.unshift({ name, content: this.#current, isOpen: true, isPacked: false });
    this.#current = undefined;
    if (creates) this.#reopen();
  }

  /** `between` runs when the copy is made and the log not yet truncated. */
  async copyTruncate(between: () => Promise<void>): Promise<void> {
    if (this.#current === undefined) return;
    for (const each of this.#rotated) each.isOpen = false;
    const name = this.#shift();
    // Births are told in ticks of the kernel's clock.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TICK_MS);
    copyFileSync(this.path, join(this.#folder, name));
    this.#touch(join(this.#folder, name));
    const { lines, half } = this.#current;
    const content = { lines: [...lines], half };
    this.#rotated.unshift({ name, content, isOpen: false, isPacked: false });
    await between();
    truncateSync(this.path);
    this.#touch(this.path);
    const before = this.#current;
    this.#current = { lines: [], half: '' };
    this.#excuse(before);
  }

  pack(at: number, pack: Pack): void {
    const rotated = this.#rotated[at % (this.#rotated.length || 1)];
    if (rotated === undefined || rotated.isPacked || rotated.isOpen) return;
    const plain = join(this.#folder, rotated.name);
    const bytes = readFileSync(plain);
    rotated.name += `.${pack}`;
    rotated.isPacked = true;
    const packed = join(this.#folder, rotated.name);
    writeFileSync(packed, pack === 'gz' ? gzipSync(bytes) : zstdCompressSync(bytes));
    const { atime, mtime } = statSync(plain);
    utimesSync(packed, atime, mtime);
    unlinkSync(plain);
  }

  deleteRotated(at: number): void {
    const [rotated] = this.#rotated.splice(at % (this.#rotated.length || 1), 1);
    if (rotated === undefined) return;
    unlinkSync(join(this.#folder, rotated.name));
    this.#excuse(rotated.content);
  }

  deleteCurrent(): void {
    if (this.#current === undefined) return;
    unlinkSync(this.path);
    const content = this.#current;
    this.#current = undefined;
    this.#excuse(content);
  }

  deleteFolder(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    const contents = [...this.#rotated.map(({ content }) => content)];
    if (this.#current !== undefined) contents.push(this.#current);
    this.#rotated = [];
    this.#current = undefined;
    for (const content of contents) this.#excuse(content);
  }

  /** The writer opens the log, and makes it if it is not there. */
  #reopen(): Content {
    if (this.#current === undefined) {
      if (!existsSync(this.#folder)) mkdirSync(this.#folder);
      this.#current = { lines: [], half: '' };
      writeFileSync(this.path, '');
      this.#touch(this.path);
    }
    return this.#current;
  }

  #append(content: Content, path: string, text: string): void {
    appendFileSync(path, text);
    this.#touch(path);
    const lines = (content.half + text).split('\n');
    content.half = lines.pop()!;
    content.lines.push(...lines);
    for (const line of lines) this.written.add(line);
  }

  #texts(lines: number, fill: number): string {
    const rest = this.#rest;
    this.#rest = '';
    return rest + Array.from({ length: lines }, () => this.#line(fill)).join('');
  }

  /** Either half of it is like no other. */
  #line(fill: number): string {
    const name = `L${String(++this.#serial).padStart(6, '0')}`;
    return `${name}-${'x'.repeat(fill)}-${name}\n`;
  }

  /** Makes room for a new generation and returns its name. */
  #shift(): string {
    if (this.#naming === 'dates') return `kern.log-2026${String(++this.#serial).padStart(6, '0')}`;
    for (const [at, rotated] of [...this.#rotated.entries()].reverse()) {
      const [, , , pack] = rotated.name.split('.');
      const name = `kern.log.${at + 2}${pack === undefined ? '' : `.${pack}`}`;
      renameSync(join(this.#folder, rotated.name), join(this.#folder, name));
      rotated.name = name;
    }
    return 'kern.log.1';
  }

  /** Lines of a file that is no more: those that stand in no other. */
  #excuse(content: Content): void {
    const contents = this.#rotated.map(({ content }) => content);
    if (this.#current !== undefined) contents.push(this.#current);
    const left = new Set(contents.flatMap(({ lines }) => lines));
    for (const line of content.lines) if (!left.has(line)) this.gone.add(line);
  }

  #touch(path: string): void {
    this.#timeS += STEP_S;
    utimesSync(path, this.#timeS, this.#timeS);
  }
}
