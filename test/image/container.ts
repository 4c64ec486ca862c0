/**
 * An image that runs (run.sh), as the machine sees it: its first process, what it prints, how it
 * ends. Waits are bounded: what does not come is an error with all that was printed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const RUN = new URL('run.sh', import.meta.url).pathname;

export class Container implements AsyncDisposable {
  stdout = '';
  stderr = '';
  readonly #folder: string;
  readonly #child;
  readonly #closed: Promise<unknown>;

  /** Starts `image` with `args` on `folder`, which has `lib` and `log` in it. */
  constructor(image: string, folder: string, args: readonly string[]) {
    this.#folder = folder;
    this.#child = spawn(RUN, [image, folder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#closed = once(this.#child, 'close');
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
  }

  /** Of the image's first process, as this machine numbers it. Throws Error before it has one. */
  get pid(): number {
    return Number(readFileSync(join(this.#folder, 'pid'), 'utf8'));
  }

  /** Asks until it is so; rejects when the image has ended before, or a minute has. */
  async until(isSo: () => Promise<boolean>): Promise<void> {
    const endMs = performance.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (this.#child.exitCode !== null || performance.now() > endMs)
        throw new Error(`${this.stdout}${this.stderr}`);
      await sleep(100);
    }
  }

  /** Its exit status, once it has ended by itself. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }

  /** Sends SIGTERM; its exit status. */
  end(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }
}
