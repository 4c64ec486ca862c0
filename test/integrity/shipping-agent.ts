/**
 * The shipping end of an agent, as it is, against a real aggregator: batches are frozen by the
 * test, the client does the rest. What it says in its log is kept.
 */
import { type Clock, SYSTEM_CLOCK } from '../../src/agent/clock.ts';
import { ShipClient } from '../../src/agent/ship/client.ts';
import { emptyAccount } from '../../src/flow/loss.ts';
import { PLAIN_TEXT } from '../../src/service/tls/client-credentials.ts';
import type { BatchContent, Hello } from '../../src/wire/ingest.ts';
import { helloOf } from '../aggregator/examples.ts';

interface Entry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly reason: string;
}

export class ShippingAgent implements AsyncDisposable {
  readonly said: Entry[] = [];
  readonly client: ShipClient;
  readonly #stop = new AbortController();
  /** Rejects when the aggregator wants no more of it. */
  readonly ran: Promise<void>;

  constructor(address: string, hello: Partial<Hello> = {}, clock: Clock = SYSTEM_CLOCK) {
    const say =
      (level: Entry['level']) =>
      (fields: { readonly reason?: string }, message = '') =>
        void this.said.push({ level, message, reason: fields.reason ?? '' });
    this.client = new ShipClient({
      addresses: [address],
      credentials: PLAIN_TEXT,
      hello: helloOf(hello),
      clock,
      log: {
        debug: say('debug') as never,
        info: say('info') as never,
        warn: say('warn') as never,
        error: say('error') as never,
      },
      random: Math.random,
      observedUs: () => Date.now() * 1_000,
      onLeftOut: () => {},
    });
    this.ran = this.client.run(this.#stop.signal);
    this.ran.catch(() => {});
  }

  /** Freezes one batch as soon as there is room for it. */
  async ship(content: Partial<BatchContent>): Promise<void> {
    const { signal } = this.#stop;
    await this.client.whenWelcomed(signal);
    await this.client.whenRoom(signal);
    const nothing = { flows: [], losses: [], ruleCounters: [], readings: [], cursorAfter: 'c' };
    this.client.freeze({ ...nothing, account: emptyAccount(), ...content });
  }

  async delivered(): Promise<void> {
    await this.client.whenDelivered(this.#stop.signal);
  }

  warnings(): Entry[] {
    return this.said.filter(({ level }) => level === 'warn');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.ran.catch(() => {});
  }
}
