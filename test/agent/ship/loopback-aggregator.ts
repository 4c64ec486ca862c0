/**
 * A small aggregator on 127.0.0.1: keeps what DESIGN 3.4 asks of it in memory, and misbehaves on
 * request.
 */
import { Server, ServerCredentials, type ServerDuplexStream, status } from '@grpc/grpc-js';
import { Condition } from '../../../src/agent/ship/condition.ts';
import type { Check } from '../../../src/flow/check.ts';
import { MESSAGE_BYTES_MAX } from '../../../src/flow/limits.ts';
import {
  type AgentMessage,
  type AggregatorMessage,
  type Batch,
  type Hello,
  ingestService,
  type Refused,
} from '../../../src/wire/ingest.ts';

type Call = ServerDuplexStream<AgentMessage, AggregatorMessage>;

export class LoopbackAggregator {
  readonly hellos: Hello[] = [];
  readonly applied: Batch[] = [];
  heartbeats = 0;
  readonly reports: (readonly Check[])[] = [];
  /** Streams that the agent ended in order. */
  ended = 0;
  epoch = 0;
  sequence = 0;
  cursor = '';
  store = 'store-1';
  /** What to do with a batch instead of applying it. */
  onBatch: ((call: Call, batch: Batch) => 'apply' | 'ignore') | undefined;
  /** Answers a Hello with this instead of a Welcome. */
  refusal: Refused | undefined;
  /** Answers a Hello with nothing. */
  isMute = false;
  readonly #changed = new Condition();
  readonly #calls = new Set<Call>();
  #instance = '';
  #server = new Server();
  #port = 0;

  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Opens, the second time on the same port. */
  async open(): Promise<void> {
    this.#server = new Server({ 'grpc.max_receive_message_length': MESSAGE_BYTES_MAX });
    const methods = { ship: (call: Call) => this.#converse(call) };
    this.#server.addService({ ship: { ...ingestService.ship } as never }, methods);
    this.#port = await new Promise<number>((resolve, reject) => {
      const credentials = ServerCredentials.createInsecure();
      this.#server.bindAsync(`127.0.0.1:${this.#port}`, credentials, (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
  }

  /** Gone at once, as after a kill. */
  close(): void {
    this.#server.forceShutdown();
  }

  /** Cuts all streams; the server stays. */
  cut(): void {
    for (const call of this.#calls) fail(call);
  }

  /** Ends all streams in order. */
  leave(): void {
    for (const call of this.#calls) call.end();
  }

  async until(holds: () => boolean): Promise<void> {
    await this.#changed.until(holds, new AbortController().signal);
  }

  #converse(call: Call): void {
    this.#calls.add(call);
    call.on('error', () => {});
    call.on('cancelled', () => this.#calls.delete(call));
    call.on('end', () => {
      this.ended++;
      call.end();
      this.#changed.notify();
    });
    call.on('data', (message: AgentMessage) => {
      this.#receive(call, message);
      this.#changed.notify();
    });
  }

  #receive(call: Call, message: AgentMessage): void {
    if (message.kind === 'heartbeat') this.heartbeats++;
    if (message.kind === 'report') this.reports.push(message.checks);
    if (message.kind === 'hello') this.#welcome(call, message.hello);
    if (message.kind !== 'batch') return;
    if ((this.onBatch?.(call, message.batch) ?? 'apply') === 'apply')
      this.apply(call, message.batch);
  }

  #welcome(call: Call, hello: Hello): void {
    this.hellos.push(hello);
    if (this.isMute) return;
    if (this.refusal) {
      call.write({ kind: 'refused', ...this.refusal });
      call.end();
      return;
    }
    if (hello.instance !== this.#instance) {
      this.#instance = hello.instance;
      this.epoch++;
      this.sequence = 0;
    }
    const { epoch, sequence, cursor, store } = this;
    call.write({ kind: 'welcome', welcome: { epoch, sequence, cursor, store } });
  }

  apply(call: Call, batch: Batch): void {
    if (batch.epoch !== this.epoch) {
      call.write({ kind: 'refused', reason: 'fenced', message: 'a newer instance' });
    } else if (batch.sequence > this.sequence + 1) {
      call.write({ kind: 'refused', reason: 'sequence_gap', message: 'a gap' });
    } else {
      if (batch.sequence === this.sequence + 1) this.#commit(batch);
      call.write({ kind: 'ack', sequence: this.sequence });
    }
  }

  #commit(batch: Batch): void {
    this.applied.push(batch);
    this.sequence = batch.sequence;
    this.cursor = batch.cursorAfter;
  }
}

/** Ends a call as a broken connection does. */
export function fail(call: Call): void {
  call.emit('error', { code: status.UNAVAILABLE, details: 'cut' });
}
