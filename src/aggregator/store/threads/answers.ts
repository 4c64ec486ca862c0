/**
 * Answers several questions at once, page by page in turn, each as fast as its asker takes blocks
 * and no faster: one that does not read holds a few blocks and nothing else.
 */
import type { Reader } from '../reader.ts';
import { readFailure } from '../store-errors.ts';
import { encodeEdges, encodeFlows } from './blocks.ts';
import {
  type AnswerBlock,
  BLOCKS_AHEAD,
  type Question,
  type ReadAnswer,
  type ReadMessage,
} from './reading.ts';
import { errorMessage } from './thread-error.ts';

interface Open {
  /** Blocks that may go out. */
  credit: number;
  readonly ended: AbortController;
  /** Wakes whoever waits for credit. */
  wake: () => void;
}

export class Answers {
  readonly #path: string;
  readonly #reader: Reader;
  readonly #send: (answer: ReadAnswer) => void;
  readonly #open = new Map<number, Open>();

  /** `path`: of the file, for what is told when it cannot be read. */
  constructor(path: string, reader: Reader, send: (answer: ReadAnswer) => void) {
    this.#path = path;
    this.#reader = reader;
    this.#send = send;
  }

  take(message: ReadMessage): void {
    if ('question' in message) {
      void this.#answer(message.id, message.question);
      return;
    }
    const open = this.#open.get(message.id);
    if (open === undefined) return;
    if ('more' in message) open.credit++;
    else open.ended.abort();
    open.wake();
  }

  async #answer(id: number, question: Question): Promise<void> {
    const open: Open = { credit: BLOCKS_AHEAD, ended: new AbortController(), wake: () => {} };
    this.#open.set(id, open);
    try {
      for await (const block of this.#blocks(question, open.ended.signal)) {
        while (open.credit === 0 && !open.ended.signal.aborted) await woken(open);
        if (open.ended.signal.aborted) break;
        open.credit--;
        this.#send({ id, block });
      }
      this.#send({ id, done: true });
    } catch (error) {
      this.#send({ id, error: errorMessage(readFailure(this.#path, error)) });
    }
    this.#open.delete(id);
  }

  async *#blocks(question: Question, signal: AbortSignal): AsyncGenerator<AnswerBlock> {
    const { questions } = this.#reader;
    switch (question.kind) {
      case 'flows':
        for await (const block of this.#reader.flows(question.hints)) yield encodeFlows(block);
        return;
      case 'edges':
        for await (const block of questions.edges(question.hints, signal)) yield encodeEdges(block);
        return;
      case 'hourly': {
        const { edges, span } = question;
        for await (const block of questions.hourly(edges, span, signal)) yield encodeEdges(block);
        return;
      }
      case 'series':
        yield await questions.series(question.edges, question.span, signal);
        return;
      case 'nodes':
        yield this.#reader.nodes();
        return;
      case 'identity':
        yield { id: this.#reader.identity() };
        return;
      case 'observed':
        yield* this.#reader.observed(question.span);
    }
  }
}

function woken(open: Open): Promise<void> {
  return new Promise((resolve) => {
    open.wake = resolve;
  });
}
