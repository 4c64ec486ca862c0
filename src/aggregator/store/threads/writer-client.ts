/**
 * The thread that writes, as calls that resolve when it has written. What is called in one turn of
 * the event loop goes over together.
 */
import { StoreError } from '../../store.ts';
import type { StoreOptions } from '../sqlite.ts';
import { type StartThread, StoreThread } from './store-thread.ts';
import { errorOf } from './thread-error.ts';
import type { WriteAnswer, WriteMessage, WriteRequest, WriteResult } from './writing.ts';

interface Call {
  readonly resolve: (result: WriteResult) => void;
  readonly reject: (error: Error) => void;
}

export class WriterClient {
  readonly #calls: Map<number, Call>;
  #thread: StoreThread<readonly WriteMessage[], readonly WriteAnswer[]> | undefined;
  #outbox: WriteMessage[] = [];
  #transfer: ArrayBuffer[] = [];
  #death: StoreError | undefined;
  #lastId = 0;

  private constructor() {
    this.#calls = new Map();
  }

  /** Rejects with StoreError. */
  static async open(
    path: string,
    { flowsPerHourMax, forgetUs, onDeath }: StoreOptions,
    start: StartThread,
  ): Promise<WriterClient> {
    const client = new WriterClient();
    client.#thread = await StoreThread.open<readonly WriteMessage[], readonly WriteAnswer[]>({
      role: 'writer',
      start,
      workerData: { path, options: { flowsPerHourMax, forgetUs } },
      onAnswer: (answers) => {
        for (const answer of answers) client.#settle(answer);
      },
      onDeath: (error) => {
        client.#fail(error);
        onDeath(error);
      },
    });
    return client;
  }

  /** The caller knows which result its request has. */
  call<Result extends WriteResult>(
    request: WriteRequest,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result> {
    return this.#ask(++this.#lastId, request, transfer);
  }

  async forget(beforeUs: number, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const id = ++this.#lastId;
    const stop = () => this.#post({ kind: 'stop', id });
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.#ask<number>(id, { kind: 'forget', beforeUs });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #ask<Result extends WriteResult>(
    id: number,
    request: WriteRequest,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Result> {
    if (this.#death) return Promise.reject(this.#death);
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve: resolve as Call['resolve'], reject });
      this.#post({ id, request }, transfer);
    });
  }

  #post(message: WriteMessage, transfer: readonly ArrayBuffer[] = []): void {
    if (this.#outbox.length === 0) setImmediate(() => this.#send());
    this.#outbox.push(message);
    this.#transfer.push(...transfer);
  }

  #send(): void {
    if (this.#death === undefined) this.#thread!.send(this.#outbox, this.#transfer);
    this.#outbox = [];
    this.#transfer = [];
  }

  #settle(answer: WriteAnswer): void {
    const call = this.#calls.get(answer.id);
    this.#calls.delete(answer.id);
    if ('error' in answer) call?.reject(errorOf(answer.error));
    else call?.resolve(answer.result);
  }

  #fail(error: StoreError): void {
    this.#death = error;
    for (const { reject } of this.#calls.values()) reject(error);
    this.#calls.clear();
  }

  /** What was sent before is written before. */
  async close(): Promise<void> {
    if (this.#death === undefined) await this.call({ kind: 'close' }).catch(() => {});
    await this.#thread?.close();
    this.#fail(new StoreError('failed', 'the store is closed'));
  }
}
