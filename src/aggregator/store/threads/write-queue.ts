/**
 * What waits to be written. All that is there when the thread is free goes in together: batches in
 * one transaction and one sync, heartbeats in another one behind them, so that thousands of agents
 * cost as many syncs as the disk has time for, and not one each.
 */
import { setImmediate as rest } from 'node:timers/promises';
import { decodeBatch } from '../../../wire/batch-decoder.ts';
import { MessageBudget } from '../../../wire/message-budget.ts';
import { StoreError } from '../../store.ts';
import type { Arrival, Outcome, Writer } from '../writer.ts';
import { errorMessage } from './thread-error.ts';
import type {
  ApplyRequest,
  ForgetRequest,
  ObserveRequest,
  OrderedRequest,
  WriteAnswer,
  WriteMessage,
  WriteRequest,
  WriteResult,
} from './writing.ts';

/** Bytes of batches in one transaction: some tenths of a second, for which the first one waits. */
const GROUP_BYTES_MAX = 4 * 1024 * 1024;

interface Waiting<Request = WriteRequest> {
  readonly id: number;
  readonly request: Request;
}

export class WriteQueue {
  readonly #writer: Writer;
  readonly #answer: (answer: WriteAnswer) => void;
  readonly #waiting: Waiting<Exclude<WriteRequest, ForgetRequest>>[] = [];
  readonly #forgetting = new Map<number, AbortController>();
  #isRunning = false;

  constructor(writer: Writer, answer: (answer: WriteAnswer) => void) {
    this.#writer = writer;
    this.#answer = answer;
  }

  take(message: WriteMessage): void {
    if (!('request' in message)) {
      this.#forgetting.get(message.id)?.abort();
      return;
    }
    const { id, request } = message;
    if (request.kind === 'forget') void this.#forget({ id, request });
    else this.#waiting.push({ id, request });
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      // Whatever has come meanwhile goes in, too.
      await rest();
      this.#writeGroup();
    }
    this.#isRunning = false;
  }

  /** All up to the first that is ordered, or to the bound; or that one. */
  #writeGroup(): void {
    const applies: Waiting<ApplyRequest>[] = [];
    const beats: Waiting<ObserveRequest>[] = [];
    let bytes = 0;
    while (this.#waiting.length > 0 && bytes < GROUP_BYTES_MAX) {
      const { id, request } = this.#waiting[0]!;
      if (request.kind === 'apply') {
        bytes += request.content.length;
        applies.push({ id, request });
      } else if (request.kind === 'observe') {
        beats.push({ id, request });
      } else {
        break;
      }
      this.#waiting.shift();
    }
    if (applies.length > 0) this.#apply(applies);
    if (beats.length > 0) this.#observe(beats);
    if (applies.length > 0 || beats.length > 0) return;
    const { id, request } = this.#waiting.shift() as Waiting<OrderedRequest>;
    this.#reply(id, () => this.#writeOrdered(request));
  }

  #apply(applies: readonly Waiting<ApplyRequest>[]): void {
    const read = applies.flatMap((each) => this.#read(each));
    const outcomes = this.#writer.apply(read.map(({ arrival }) => arrival));
    for (const [i, { id }] of read.entries()) this.#reply(id, () => resultOf(outcomes[i]!));
  }

  /** None, and an answer, where a batch cannot be read: it takes no other one with it. */
  #read({ id, request }: Waiting<ApplyRequest>): { id: number; arrival: Arrival }[] {
    try {
      return [{ id, arrival: arrivalOf(request) }];
    } catch (error) {
      this.#answer({ id, error: errorMessage(error) });
      return [];
    }
  }

  #observe(beats: readonly Waiting<ObserveRequest>[]): void {
    let error: unknown;
    try {
      this.#writer.observe(beats.map(({ request }) => request));
    } catch (cause) {
      error = cause;
    }
    for (const { id } of beats) {
      this.#reply(id, () => {
        if (error !== undefined) throw error;
        return undefined;
      });
    }
  }

  #writeOrdered(request: OrderedRequest): WriteResult {
    switch (request.kind) {
      case 'welcome':
        return this.#writer.welcome(request.hello);
      case 'report':
        this.#writer.report(request.agent, request.checks);
        return undefined;
      case 'close':
        for (const forgetting of this.#forgetting.values()) forgetting.abort();
        this.#writer.close();
        return undefined;
    }
  }

  async #forget({ id, request }: Waiting<ForgetRequest>): Promise<void> {
    const stop = new AbortController();
    this.#forgetting.set(id, stop);
    try {
      const result = await this.#writer.forget(request.beforeUs, stop.signal);
      this.#answer({ id, result });
    } catch (error) {
      this.#answer({ id, error: errorMessage(error) });
    }
    this.#forgetting.delete(id);
  }

  #reply(id: number, write: () => WriteResult): void {
    try {
      this.#answer({ id, result: write() });
    } catch (error) {
      this.#answer({ id, error: errorMessage(error) });
    }
  }
}

function arrivalOf({ agent, epoch, sequence, content }: ApplyRequest): Arrival {
  const batch = decodeBatch(content, new MessageBudget(Number.POSITIVE_INFINITY));
  return { batch: { ...batch, epoch, sequence }, agent };
}

function resultOf(outcome: Outcome | StoreError): Outcome {
  if (outcome instanceof StoreError) throw outcome;
  return outcome;
}
