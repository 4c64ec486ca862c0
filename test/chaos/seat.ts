/**
 * The place of one service, in which one process follows another as a supervisor would have it:
 * killed, stopped, replaced while it is stopped; started again when it ends.
 * Invariant: at most one process is taken for the service's own; a replaced one is let go on as a
 * zombie until it ends by itself.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Ending, Service } from './service.ts';

/** Before a service that ended by itself is started again. */
const RESTART_MS = 50;

export interface SeatOptions {
  readonly name: string;
  /** Starts the process of this number, from 1; resolves when it can be reached or has ended. */
  readonly start: (life: number) => Promise<Service>;
}

export class Seat implements AsyncDisposable {
  /** Processes started, and those of them that ended because a newer one had taken over. */
  starts = 0;
  fenced = 0;
  /** Endings that nobody asked for. */
  readonly complaints: string[] = [];
  readonly #options: SeatOptions;
  readonly #zombies = new Set<Service>();
  readonly #tasks = new Set<Promise<void>>();
  #present: Service | undefined;
  #starting: Promise<void> | undefined;
  #isClosing = false;

  constructor(options: SeatOptions) {
    this.#options = options;
  }

  /** Resolves when there is a process; does nothing where there is one. */
  async start(): Promise<void> {
    if (this.#isClosing || this.#present !== undefined) return;
    this.#starting ??= this.#startNext().finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  async #startNext(): Promise<void> {
    const service = await this.#options.start(++this.starts);
    this.#present = service;
    void service.ended.then((ending) => this.#note(service, ending));
  }

  /** SIGKILL; the next process starts `downMs` later. */
  async kill(downMs: number): Promise<void> {
    const service = this.#vacate();
    if (service === undefined) return;
    await service.kill();
    await delay(downMs);
    await this.start();
  }

  /** SIGSTOP, SIGCONT after `ms`. */
  async stop(ms: number): Promise<void> {
    const service = this.#present;
    service?.signal('SIGSTOP');
    await delay(ms);
    service?.signal('SIGCONT');
  }

  /** Stops the process, starts another in its place, and lets the first go on after `ms`. */
  async haunt(ms: number): Promise<void> {
    const service = this.#vacate();
    if (service === undefined) return;
    service.signal('SIGSTOP');
    this.#zombies.add(service);
    await this.start();
    await delay(ms);
    service.signal('SIGCONT');
  }

  /** Resolves when there is a process again, and no zombie any more. */
  async settle(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    await this.start();
    await Promise.all([...this.#zombies].map(({ ended }) => ended));
  }

  /** SIGTERM; resolves when the process has ended. */
  async end(): Promise<void> {
    this.#isClosing = true;
    const service = this.#vacate();
    service?.signal('SIGTERM');
    const { status, lastLine } = (await service?.ended) ?? { status: 0, lastLine: '' };
    if (status !== 0) this.complaints.push(`${this.#options.name} ended: ${lastLine}`);
  }

  /** Kills whatever is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true;
    await this.#starting;
    const left = [...this.#zombies, this.#vacate()];
    await Promise.all(left.map((service) => service?.kill()));
  }

  #vacate(): Service | undefined {
    const service = this.#present;
    this.#present = undefined;
    return service;
  }

  #note(service: Service, { status, lastLine }: Ending): void {
    const isZombie = this.#zombies.delete(service);
    const isPresent = this.#present === service;
    if ((!isZombie && !isPresent) || this.#isClosing) return;
    if (lastLine.includes('another agent speaks for this node and source')) this.fenced++;
    else this.complaints.push(`${this.#options.name} ended with status ${status}: ${lastLine}`);
    if (!isPresent) return;
    this.#present = undefined;
    const task = this.#restart().finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }

  async #restart(): Promise<void> {
    await delay(RESTART_MS);
    await this.start();
  }
}
