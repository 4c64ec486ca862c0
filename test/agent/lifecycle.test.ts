import { describe, expect, it } from 'vitest';
import type { AgentError } from '../../src/agent/agent-error.ts';
import { DRAIN_MS, type Lifecycle, runLifecycle } from '../../src/agent/lifecycle.ts';
import { Condition } from '../../src/agent/ship/condition.ts';
import { Delivery } from '../../src/agent/ship/delivery.ts';
import { ShipError } from '../../src/agent/ship/ship-error.ts';
import { SourceError } from '../../src/agent/sources/source.ts';
import type { Welcome } from '../../src/wire/ingest.ts';
import { FakeClock, settle } from './fake-clock.ts';

/** Pipeline and client that write down what happens to them, in order. */
class Stage {
  readonly clock = new FakeClock(0);
  readonly events: string[] = [];
  readonly failures: AgentError[] = [];
  readonly stop = new AbortController();
  readonly delivery = new Delivery();
  readonly #changed = new Condition();
  readonly #source = Promise.withResolvers<void>();
  readonly #stream = Promise.withResolvers<void>();
  finishFailure: Error | undefined;

  welcome(): void {
    this.delivery.greet();
    const welcome = { epoch: 1, sequence: 0, cursor: 'x', store: 's' };
    this.delivery.receive({ kind: 'welcome', welcome });
    this.#changed.notify();
  }

  acknowledge(): void {
    this.delivery.next();
    this.delivery.receive({ kind: 'ack', sequence: 1 });
    this.#changed.notify();
  }

  endSource(error?: Error): void {
    if (error) this.#source.reject(error);
    else this.#source.resolve();
  }

  failStream(error: Error): void {
    this.#stream.reject(error);
  }

  run(): Promise<void> {
    const say = (_fields: unknown, message?: string) => this.events.push(`said: ${message}`);
    const parts: Lifecycle = {
      pipeline: {
        run: ({ cursor }, signal) => this.#read(cursor, signal),
        finish: () => this.#finish(),
      },
      client: {
        delivery: this.delivery,
        run: (signal) => this.#ship(signal),
        whenWelcomed: (signal) => this.#welcomed(signal),
        whenDelivered: (signal) => this.#changed.until(() => this.delivery.inFlight === 0, signal),
      },
      clock: this.clock,
      log: { debug: say, info: say, warn: say, error: say },
      onFailure: (failure) => this.failures.push(failure),
    };
    return runLifecycle(parts, this.stop.signal);
  }

  async #read(cursor: string, signal: AbortSignal): Promise<void> {
    this.events.push(`reading from ${cursor}`);
    signal.addEventListener('abort', () => this.#source.resolve());
    await this.#source.promise;
    this.events.push('read');
  }

  async #finish(): Promise<boolean> {
    if (this.finishFailure) throw this.finishFailure;
    this.delivery.freeze(new Uint8Array(0));
    this.events.push('frozen');
    return true;
  }

  async #ship(signal: AbortSignal): Promise<void> {
    this.events.push('shipping');
    signal.addEventListener('abort', () => this.#stream.resolve());
    await this.#stream.promise;
    this.events.push('closed');
  }

  async #welcomed(signal: AbortSignal): Promise<Welcome | undefined> {
    await this.#changed.until(() => this.delivery.firstWelcome !== undefined, signal);
    return this.delivery.firstWelcome;
  }
}

describe('the lifecycle', () => {
  it('stops in the order in which data flows', async () => {
    const stage = new Stage();
    const ran = stage.run();
    stage.welcome();
    await settle();
    stage.stop.abort();
    await settle();
    expect(stage.events).toEqual(['shipping', 'reading from x', 'read', 'frozen']);
    stage.acknowledge();
    await ran;
    expect(stage.events.at(-1)).toBe('closed');
  });

  it('delivers all of a source that ends, however long that takes', async () => {
    const stage = new Stage();
    const ran = stage.run();
    stage.welcome();
    await settle();
    stage.endSource();
    await stage.clock.advance(100 * DRAIN_MS);
    expect(stage.events.at(-1)).toBe('frozen');
    stage.acknowledge();
    await ran;
    expect(stage.events.at(-1)).toBe('closed');
  });

  it('waits for acknowledgements only so long after it was told to stop, and says so', async () => {
    const stage = new Stage();
    const ran = stage.run();
    stage.welcome();
    await settle();
    stage.stop.abort();
    await stage.clock.advance(DRAIN_MS - 1);
    expect(stage.events.at(-1)).toBe('frozen');
    await stage.clock.advance(1);
    await ran;
    expect(stage.events.slice(-2)).toEqual([
      'said: not all was acknowledged: it is read again at the next start',
      'closed',
    ]);
  });

  it('stops at once when it was never welcomed', async () => {
    const stage = new Stage();
    const ran = stage.run();
    await settle();
    stage.stop.abort();
    await ran;
    expect(stage.events).toEqual(['shipping', 'closed']);
  });

  it('does not start when it was told to stop before', async () => {
    const stage = new Stage();
    stage.stop.abort();
    await stage.run();
    expect(stage.events).toEqual(['shipping', 'closed']);
  });

  it('delivers what was read before the source failed, then throws the failure', async () => {
    const stage = new Stage();
    const ran = stage.run();
    stage.welcome();
    await settle();
    stage.endSource(new SourceError('unreadable', 'the device is gone'));
    await settle();
    expect(stage.failures).toMatchObject([{ code: 'source', message: 'the device is gone' }]);
    stage.acknowledge();
    await expect(ran).rejects.toBe(stage.failures[0]);
    expect(stage.events.slice(-2)).toEqual(['frozen', 'closed']);
  });

  it('stops reading and does not wait when the aggregator wants no more of it', async () => {
    const stage = new Stage();
    const ran = stage.run();
    stage.welcome();
    await settle();
    stage.failStream(new ShipError('fenced', 'another agent speaks for this node'));
    await expect(ran).rejects.toMatchObject({ code: 'ship', message: /another agent/ });
    expect(stage.events).toContain('read');
    expect(stage.failures).toHaveLength(1);
  });

  it('closes the stream and throws when the last batch cannot be made', async () => {
    const stage = new Stage();
    stage.finishFailure = new RangeError('too large');
    const ran = stage.run();
    stage.welcome();
    await settle();
    stage.stop.abort();
    await expect(ran).rejects.toMatchObject({ code: 'internal', message: /too large/ });
    expect(stage.events.at(-1)).toBe('closed');
  });

  it('names what it did not expect as such', async () => {
    const stage = new Stage();
    const ran = stage.run();
    stage.failStream(new TypeError('x is not a function'));
    await expect(ran).rejects.toMatchObject({
      code: 'internal',
      message: 'unexpected: x is not a function',
    });
  });
});
