/**
 * A thread of the store as its owner sees it: it opens, it answers, and when it ends without being
 * told to, that is the end of the store.
 */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StoreError } from '../../store.ts';
import { type ErrorMessage, errorMessage, errorOf } from './thread-error.ts';

/** The interface of SQLite is said to be experimental where it is younger: known, and once. */
const EXEC_ARGV = ['--disable-warning=ExperimentalWarning'];

type Opened = { readonly opened: true | ErrorMessage };

export type Role = 'writer' | 'reader';

/** What is used of a Worker. */
export type Thread = Pick<Worker, 'on' | 'postMessage' | 'terminate'>;

/** Starts the thread of a role (writer-thread.ts, reader-thread.ts). */
export type StartThread = (role: Role, workerData: unknown) => Thread;

/** The file beside this one, in the sources as in what is built of them. */
export function startWorker(role: Role, workerData: unknown): Thread {
  const extension = extname(fileURLToPath(import.meta.url));
  const file = new URL(`./${role}-thread${extension}`, import.meta.url);
  return new Worker(file, { workerData, execArgv: EXEC_ARGV });
}

export interface StoreThreadOptions<Answer> {
  readonly role: Role;
  readonly start: StartThread;
  readonly workerData: unknown;
  readonly onAnswer: (answer: Answer) => void;
  /** Hears, once, why it is no more; not when it was closed. */
  readonly onDeath: (error: StoreError) => void;
}

export class StoreThread<Message, Answer extends object> {
  readonly #thread: Thread;
  #isClosed = false;

  private constructor(thread: Thread, { role, onAnswer, onDeath }: StoreThreadOptions<Answer>) {
    this.#thread = thread;
    thread.on('message', onAnswer);
    const die = (reason: string) => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      const what = `the store's ${role} thread has died (${reason})`;
      onDeath(new StoreError('failed', `${what}: nothing can go on without it`));
    };
    thread.on('error', (error: unknown) => die(messageOf(error)));
    thread.on('exit', (code: number) => die(`exit code ${code}`));
  }

  /** Resolves when it is ready; rejects with StoreError where it cannot open the file. */
  static async open<Message, Answer extends object>(
    options: StoreThreadOptions<Answer>,
  ): Promise<StoreThread<Message, Answer>> {
    const thread = options.start(options.role, options.workerData);
    const opened = await new Promise<Opened['opened']>((resolve) => {
      thread.on('message', (answer: Opened) => resolve(answer.opened));
      thread.on('error', (error: unknown) => resolve(errorMessage(error)));
    });
    if (opened === true) return new StoreThread(thread, options);
    await thread.terminate();
    throw errorOf(opened);
  }

  send(message: Message, transfer: readonly ArrayBuffer[] = []): void {
    this.#thread.postMessage(message, [...transfer]);
  }

  /** Ends it where it stands; what it has committed stays. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread.terminate();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
