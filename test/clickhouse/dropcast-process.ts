/** `dropcast` as processes of their own: services that can be killed, and questions that end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('dropcast-main.ts', import.meta.url));

function start(args: readonly string[]): ChildProcess {
  const node = ['--no-warnings', MAIN, ...args];
  return spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'pipe'] });
}

export async function runDropcast(...args: string[]) {
  const child = start(args);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [exit] = await closed;
  return { exit, stdout, stderr };
}

/** A service whose log is read; it is killed with the test. */
export class Service implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  /** What it has said so far. */
  readonly said: { readonly msg: string; readonly work?: string }[] = [];

  constructor(...args: string[]) {
    this.#child = start(args);
    this.#child.stdout!.resume();
    this.#ended = once(this.#child, 'exit');
    createInterface({ input: this.#child.stderr! }).on('line', (line) => {
      if (line.startsWith('{')) this.said.push(JSON.parse(line));
      else this.said.push({ msg: line });
    });
  }

  /** Rejects when it ends without having said so. */
  async whenSaid(msg: string): Promise<void> {
    let isOver = false;
    void this.#ended.then(() => {
      isOver = true;
    });
    await until(() => {
      if (this.said.some((entry) => entry.msg === msg)) return true;
      if (isOver) throw new Error(`ended: ${JSON.stringify(this.said)}`);
      return false;
    });
  }

  /** Resolves to the exit status; null: the signal has killed it. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await this.#ended;
    return child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGKILL');
  }
}

/** Long after what is waited for should be so, on the slowest machine. */
const PATIENCE_MS = 180_000;

/** Asks again and again until it is so; rejects when it never is. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error('it is not so, and will not be');
    await sleep(20);
  }
}
