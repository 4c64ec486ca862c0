/**
 * A service in a process of its own, `dropcast agent` or `dropcast aggregator` of this build:
 * stopped and killed by its process id. What it logs goes to a file that outlives it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { SteppedClock } from './stepped-clock.ts';

export interface ServiceOptions {
  /** Program and arguments. */
  readonly argv: readonly string[];
  /** Beside PATH. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its log goes here. */
  readonly logPath: string;
}

/** How a process ended: by a signal, or by itself with its last line. */
export interface Ending {
  readonly status: number | null;
  readonly lastLine: string;
}

export class Service {
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #log: WriteStream;
  readonly #listening = Promise.withResolvers<string | undefined>();
  readonly #killNow = (): void => this.signal('SIGKILL');
  #lastLine = '';

  constructor({ argv, environment, logPath }: ServiceOptions) {
    const [file = '', ...args] = argv;
    this.#log = createWriteStream(logPath, { flags: 'a' });
    this.#child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...environment },
    });
    // Whatever ends this process, its children end with it.
    process.once('exit', this.#killNow);
    this.#child.stdout!.on('data', () => {});
    createInterface({ input: this.#child.stderr! }).on('line', (line) => this.#note(line));
    this.ended = new Promise((resolve) => {
      this.#child.once('error', ({ message }) => this.#note(message));
      this.#child.once('close', (status) => resolve(this.#close(status)));
    });
  }

  #note(line: string): void {
    this.#lastLine = line;
    this.#log.write(`${line}\n`);
    const [, address] = /"grpc":"([^"]+)".*"msg":"listening"/.exec(line) ?? [];
    if (address !== undefined) this.#listening.resolve(address);
  }

  #close(status: number | null): Ending {
    process.off('exit', this.#killNow);
    this.#listening.resolve(undefined);
    this.#log.end();
    if (this.#child.pid !== undefined) SteppedClock.tidy(this.#child.pid);
    return { status, lastLine: this.#lastLine };
  }

  /** The address that an aggregator says it listens at; undefined when it ended before. */
  get listening(): Promise<string | undefined> {
    return this.#listening.promise;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Nothing happens to a process that has ended: its id may be another's by now. */
  signal(signal: NodeJS.Signals): void {
    if (!this.hasEnded) this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }
}
