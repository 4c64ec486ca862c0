/**
 * A thread that reads, as answers that are iterated: the thread goes on as far as blocks are taken,
 * and an answer that is given up, or whose signal aborts, is given up there, too.
 */
import { StoreError } from '../../store.ts';
import type { StoreOptions } from '../sqlite.ts';
import type { AnswerBlocks, Question, ReadAnswer, ReadMessage } from './reading.ts';
import { type StartThread, StoreThread } from './store-thread.ts';
import { errorOf } from './thread-error.ts';

interface Asked {
  readonly answers: ReadAnswer[];
  failed: Error | undefined;
  wake: () => void;
}

export class ReaderClient {
  readonly #asked = new Map<number, Asked>();
  #thread: StoreThread<ReadMessage, ReadAnswer> | undefined;
  #death: StoreError | undefined;
  #lastId = 0;

  /** Rejects with StoreError. */
  static async open(
    path: string,
    { question, onDeath }: StoreOptions,
    start: StartThread,
  ): Promise<ReaderClient> {
    const client = new ReaderClient();
    client.#thread = await StoreThread.open<ReadMessage, ReadAnswer>({
      role: 'reader',
      start,
      workerData: { path, question },
      onAnswer: (answer) => client.#receive(answer),
      onDeath: (error) => {
        client.#fail(error);
        onDeath(error);
      },
    });
    return client;
  }

  /** Questions that are open. */
  get size(): number {
    return this.#asked.size;
  }

  async *ask<Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
    signal?: AbortSignal,
  ): AsyncGenerator<AnswerBlocks[Kind]> {
    signal?.throwIfAborted();
    if (this.#death) throw this.#death;
    const id = ++this.#lastId;
    const asked: Asked = { answers: [], failed: undefined, wake: () => {} };
    const wake = () => asked.wake();
    this.#asked.set(id, asked);
    signal?.addEventListener('abort', wake, { once: true });
    let isOver = false;
    try {
      this.#thread!.send({ id, question });
      for (;;) {
        const answer = await next(asked, signal);
        isOver = !('block' in answer);
        if ('error' in answer) throw errorOf(answer.error);
        if (!('block' in answer)) return;
        // The kind of a question is that of its blocks.
        yield answer.block as AnswerBlocks[Kind];
        this.#thread!.send({ id, more: true });
      }
    } finally {
      signal?.removeEventListener('abort', wake);
      this.#asked.delete(id);
      if (!isOver && !this.#death) this.#thread!.send({ id, end: true });
    }
  }

  #receive(answer: ReadAnswer): void {
    const asked = this.#asked.get(answer.id);
    asked?.answers.push(answer);
    asked?.wake();
  }

  #fail(error: StoreError): void {
    this.#death = error;
    for (const asked of this.#asked.values()) {
      asked.failed = error;
      asked.wake();
    }
  }

  async close(): Promise<void> {
    this.#fail(new StoreError('failed', 'the store is closed'));
    await this.#thread?.close();
  }
}

async function next(asked: Asked, signal: AbortSignal | undefined): Promise<ReadAnswer> {
  for (;;) {
    signal?.throwIfAborted();
    if (asked.failed) throw asked.failed;
    const answer = asked.answers.shift();
    if (answer) return answer;
    await new Promise<void>((resolve) => {
      asked.wake = resolve;
    });
  }
}
