/** A ShipClient whose stream a test moves message by message, to an aggregator in memory. */
import { Condition } from '../../../src/agent/ship/condition.ts';
import { Delivery } from '../../../src/agent/ship/delivery.ts';
import { ShipError } from '../../../src/agent/ship/ship-error.ts';
import type { SpooledClientOptions } from '../../../src/agent/ship/spooled-client.ts';
import { decodeAgentMessage, type Welcome } from '../../../src/wire/ingest.ts';
import type { SimulatedAggregator } from './simulated-aggregator.ts';

export class SimulatedClient {
  readonly delivery = new Delivery();
  readonly #changed = new Condition();
  readonly #aggregator: SimulatedAggregator;
  readonly #instance: string;
  readonly #failed = Promise.withResolvers<void>();

  constructor(aggregator: SimulatedAggregator, instance: string) {
    this.#aggregator = aggregator;
    this.#instance = instance;
  }

  /** What SpooledClient sees of it. */
  get face(): SpooledClientOptions['client'] {
    return {
      delivery: this.delivery,
      whenWelcomed: (signal) => this.#whenWelcomed(signal),
      whenRoom: (signal) => this.#changed.until(() => this.delivery.hasRoom, signal),
      whenAcknowledged: (sequence, signal) =>
        this.#changed.until(() => this.delivery.acknowledged >= sequence, signal),
      freezeEncoded: (content) => void this.delivery.freeze(content),
      run: (signal) => this.#run(signal),
    };
  }

  /** Says hello; the Welcome is lost on its way if `isHeard` is false. */
  greet(isHeard: boolean): void {
    this.cut();
    const welcome = this.#aggregator.welcome(this.#instance);
    if (!isHeard) return;
    this.delivery.greet();
    this.#receive(() => this.delivery.receive({ kind: 'welcome', welcome }));
  }

  /** Sends the next batch; its Ack is lost on its way if `isHeard` is false. */
  send(isHeard: boolean): void {
    const frozen = this.delivery.next();
    const message = frozen && decodeAgentMessage(frozen.bytes);
    if (message?.kind !== 'batch') return;
    const sequence = this.#aggregator.apply(message.batch);
    if (sequence === undefined) this.#failed.reject(new ShipError('fenced', 'a newer instance'));
    else if (isHeard) this.#receive(() => this.delivery.receive({ kind: 'ack', sequence }));
  }

  cut(): void {
    this.delivery.cut();
    this.#changed.notify();
  }

  #receive(receive: () => unknown): void {
    try {
      receive();
    } catch (error) {
      this.#failed.reject(error);
    }
    this.#changed.notify();
  }

  async #whenWelcomed(signal: AbortSignal): Promise<Welcome | undefined> {
    await this.#changed.until(() => this.delivery.firstWelcome !== undefined, signal);
    return this.delivery.firstWelcome;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
    await Promise.race([aborted, this.#failed.promise]);
  }
}
