/**
 * What waits to be written. What has come meanwhile goes in together: batches in one transaction
 * and one sync, heartbeats in another one behind them, hellos in a third, so that thousands of
 * agents cost a few syncs a second, and a page that many of them share is written once.
 */
import { setImmediate as rest, setTimeout as sleep } from 'node:timers/promises';
import { decodeBatch } from '../../../wire/batch-decoder.ts';
import { MessageBudget } from '../../../wire/message-budget.ts';
import { SharedParts } from '../../../wire/shared-parts.ts';
import { StoreError } from '../../store.ts';
import type { Arrival, Outcome, Writer } from '../writer.ts';
import { errorMessage } from './thread-error.ts';
import type {
  ApplyRequest,
  ForgetRequest,
  ObserveRequest,
  OrderedRequest,
  WelcomeRequest,
  WriteAnswer,
  WriteMessage,
  WriteRequest,
  WriteResult,
} from './writing.ts';

/** Bytes of batches in one transaction: some tenths of a second, for which the first one waits. */
const GROUP_BYTES_MAX = 4 * 1024 * 1024;

/**
 * After a transaction more is gathered for so many times as long as it took, and the next begins no
 * later than the bound after its begin: a batch that is alone hardly waits for others, many cost
 * less than each by itself, and what has come during a long transaction waits no longer.
 */
const GATHER_TIMES = 8;
const GATHER_MS_MAX = 250;

interface Waiting<Request = WriteRequest> {
  readonly id: number;
  readonly request: Request;
}

export class WriteQueue {
  readonly #writer: Writer;
  readonly #answer: (answers: readonly WriteAnswer[]) => void;
  /** Of what is being written, until that is done. */
  #answers: WriteAnswer[] = [];
  #waitingBytes = 0;
  readonly #waiting: Waiting<Exclude<WriteRequest, ForgetRequest>>[] = [];
  readonly #forgetting = new Map<number, AbortController>();
  readonly #shared = new SharedParts();
  #isRunning = false;

  constructor(writer: Writer, answer: (answers: readonly WriteAnswer[]) => void) {
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
    if (request.kind === 'apply') this.#waitingBytes += request.content.length;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      await rest();
      const began = performance.now();
      const isGroup = this.#writeNext();
      this.#answer(this.#answers);
      this.#answers = [];
      const tookMs = performance.now() - began;
      const ms = Math.min(GATHER_TIMES * tookMs, GATHER_MS_MAX - tookMs);
      if (isGroup && ms > 0 && this.#waitingBytes < GROUP_BYTES_MAX) await sleep(ms);
    }
    this.#isRunning = false;
  }

  /** What is first, with all that may be written with it; true for batches and heartbeats. */
  #writeNext(): boolean {
    const hellos = this.#takeHellos();
    if (hellos.length > 0) {
      this.#welcome(hellos);
      return false;
    }
    if (this.#writeGroup()) return true;
    const { id, request } = this.#waiting.shift() as Waiting<OrderedRequest>;
    this.#reply(id, () => this.#writeOrdered(request));
    return false;
  }

  /** Batches and heartbeats up to the first that is ordered, or to the bound; false: none. */
  #writeGroup(): boolean {
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
    this.#waitingBytes -= bytes;
    if (applies.length > 0) this.#apply(applies);
    if (beats.length > 0) this.#observe(beats);
    return applies.length > 0 || beats.length > 0;
  }

  #takeHellos(): Waiting<WelcomeRequest>[] {
    const hellos: Waiting<WelcomeRequest>[] = [];
    for (;;) {
      const [next] = this.#waiting;
      if (next?.request.kind !== 'welcome') return hellos;
      hellos.push({ id: next.id, request: next.request });
      this.#waiting.shift();
    }
  }

  #welcome(hellos: readonly Waiting<WelcomeRequest>[]): void {
    const welcomes = this.#all(() =>
      this.#writer.welcome(hellos.map(({ request }) => request.hello)),
    );
    for (const [i, { id }] of hellos.entries()) this.#reply(id, () => welcomes()[i]!);
  }

  #apply(applies: readonly Waiting<ApplyRequest>[]): void {
    const read = applies.flatMap((each) => this.#read(each));
    const outcomes = this.#writer.apply(read.map(({ arrival }) => arrival));
    for (const [i, { id }] of read.entries()) this.#reply(id, () => resultOf(outcomes[i]!));
  }

  /** None, and an answer, where a batch cannot be read: it takes no other one with it. */
  #read({ id, request }: Waiting<ApplyRequest>): { id: number; arrival: Arrival }[] {
    try {
      return [{ id, arrival: this.#arrivalOf(request) }];
    } catch (error) {
      this.#answers.push({ id, error: errorMessage(error) });
      return [];
    }
  }

  /** Our own bytes need no bound. */
  #arrivalOf({ agent, epoch, sequence, content }: ApplyRequest): Arrival {
    const budget = new MessageBudget(Number.POSITIVE_INFINITY);
    return { batch: { ...decodeBatch(content, budget, this.#shared), epoch, sequence }, agent };
  }

  #observe(beats: readonly Waiting<ObserveRequest>[]): void {
    const done = this.#all(() => this.#writer.observe(beats.map(({ request }) => request)));
    for (const { id } of beats) this.#reply(id, () => void done());
  }

  /** What `write` gives for many, or throws for each of them. */
  #all<Result>(write: () => Result): () => Result {
    try {
      const result = write();
      return () => result;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  #writeOrdered(request: OrderedRequest): WriteResult {
    switch (request.kind) {
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
      this.#answer([{ id, result }]);
    } catch (error) {
      this.#answer([{ id, error: errorMessage(error) }]);
    }
    this.#forgetting.delete(id);
  }

  #reply(id: number, write: () => WriteResult): void {
    try {
      this.#answers.push({ id, result: write() });
    } catch (error) {
      this.#answers.push({ id, error: errorMessage(error) });
    }
  }
}

function resultOf(outcome: Outcome | StoreError): Outcome {
  if (outcome instanceof StoreError) throw outcome;
  return outcome;
}
