import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import type { Spool } from '../../../src/agent/ship/spool/spool.ts';
import { SpooledClient, WELCOME_WAIT_MS } from '../../../src/agent/ship/spooled-client.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import { settle } from '../fake-clock.ts';
import { SimulatedAggregator } from './simulated-aggregator.ts';
import { SimulatedClient } from './simulated-client.ts';
import { diskError } from './spool/memory-disk.ts';
import { Sandbox } from './spool/spool-sandbox.ts';

/** One agent from its start to its end: a source that holds every line, a spool, a stream. */
class Life {
  readonly client: SimulatedClient;
  readonly spool: Spool;
  readonly spooled: SpooledClient;
  /** Up to which line is read; undefined before reading begins. */
  at: number | undefined;
  failure: Error | undefined;
  readonly #stop = new AbortController();
  readonly #ran: Promise<void>;

  private constructor(spool: Spool, client: SimulatedClient, sandbox: Sandbox) {
    const say = (fields: object, message?: string) =>
      sandbox.said.push(`${message} ${JSON.stringify(fields)}`);
    const log = { debug: say, info: say, warn: say, error: say };
    this.spool = spool;
    this.client = client;
    const { clock } = sandbox;
    const onLeftOut = () => {};
    this.spooled = new SpooledClient({ client: client.face, spool, clock, log, onLeftOut });
    this.#ran = this.spooled.run(this.#stop.signal).catch((error) => {
      this.failure = error;
    });
    void this.spooled.whenStarted(this.#stop.signal).then((start) => {
      if (start) this.at = Number(start.cursor || 0);
    });
  }

  static async begin(sandbox: Sandbox, aggregator: SimulatedAggregator, instance: string) {
    const client = new SimulatedClient(aggregator, instance);
    return new Life(await sandbox.load(), client, sandbox);
  }

  /** Reads so many lines and freezes them, if there is room. */
  read(lines: number): void {
    if (this.at === undefined || !this.spooled.hasRoom || this.failure) return;
    this.at += lines;
    const account = { ...emptyAccount(), read: lines, ignored: lines };
    const rest = { flows: [], losses: [], account, ruleCounters: [], readings: [] };
    this.spooled.freeze({ cursorAfter: String(this.at), ...rest });
  }

  async end(): Promise<void> {
    this.#stop.abort();
    await this.#ran;
  }
}

/** Connects and delivers until nothing waits. */
async function deliverAll(life: Life): Promise<void> {
  life.client.greet(true);
  await settle();
  for (let i = 0; i < 1_000 && life.spooled.waiting > 0 && !life.failure; i++) {
    life.client.send(true);
    await settle();
  }
}

describe('an agent with a spool', () => {
  it('reads on at once while the aggregator is away, and delivers all of it later', async () => {
    const [sandbox, aggregator] = [new Sandbox(), new SimulatedAggregator()];
    const first = await Life.begin(sandbox, aggregator, 'a');
    await deliverAll(first);
    first.read(10);
    await settle();
    await sandbox.crash(() => 0);
    await first.end();
    const second = await Life.begin(sandbox, aggregator, 'b');
    await settle();
    expect(second.at).toBeUndefined();
    await sandbox.clock.advance(WELCOME_WAIT_MS);
    expect(second.at).toBe(10);
    second.read(5);
    await settle();
    await deliverAll(second);
    expect(aggregator.counted).toBe(15);
    await second.end();
  });

  it('waits for the aggregator where the spool is new', async () => {
    const [sandbox, aggregator] = [new Sandbox(), new SimulatedAggregator()];
    aggregator.first = 0;
    aggregator.counted = 70;
    const life = await Life.begin(sandbox, aggregator, 'a');
    await sandbox.clock.advance(100 * WELCOME_WAIT_MS);
    expect(life.at).toBeUndefined();
    life.client.greet(true);
    await settle();
    expect(life.at).toBe(70);
    await life.end();
  });

  it('gives the spool up where another agent has counted further', async () => {
    const [sandbox, aggregator] = [new Sandbox(), new SimulatedAggregator()];
    const first = await Life.begin(sandbox, aggregator, 'a');
    await deliverAll(first);
    first.read(10);
    await settle();
    await sandbox.crash(() => 0);
    await first.end();
    visit(aggregator, 'x', 30);
    const late = await Life.begin(sandbox, aggregator, 'b');
    await sandbox.clock.advance(WELCOME_WAIT_MS);
    late.read(3);
    await deliverAll(late);
    expect(late.failure).toMatchObject({ code: 'overtaken' });
    expect(late.spooled.hasRoom).toBe(false);
    await late.end();
    await sandbox.crash(() => 0);
    const next = await Life.begin(sandbox, aggregator, 'c');
    await sandbox.clock.advance(WELCOME_WAIT_MS);
    expect(next.at).toBe(30);
    next.read(4);
    await settle();
    await deliverAll(next);
    expect(next.failure).toBeUndefined();
    expect(aggregator.counted).toBe(34);
    await next.end();
  });
});

/** Another agent, without a spool, counts so many lines from the aggregator's cursor on. */
function visit(aggregator: SimulatedAggregator, instance: string, lines: number): void {
  const { epoch, cursor } = aggregator.welcome(instance);
  const account = { ...emptyAccount(), read: lines, ignored: lines };
  const rest = { flows: [], losses: [], account, ruleCounters: [], readings: [] };
  const cursorAfter = String(Number(cursor || 0) + lines);
  aggregator.apply({ epoch, sequence: 1, cursorAfter, ...rest });
}

/** What may happen in a life, as often as it stands here. */
const EVENTS = [
  ...['read', 'read', 'read', 'read', 'greet', 'send', 'send', 'send', 'send', 'turn', 'turn'],
  ...['cut', 'unheard greet', 'unheard ack', 'wait', 'disk fails', 'disk heals', 'visit'],
] as const;

class Story {
  readonly #random: Random;
  readonly #sandbox = new Sandbox();
  readonly #aggregator = new SimulatedAggregator();
  #lives = 0;
  #visits = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** Lives full of mishaps, and a last one in peace; each line is counted once, or it throws. */
  async tell(): Promise<void> {
    for (let lives = 0; lives < 12; lives++) await this.#live();
    for (let lives = 0; lives < 3; lives++) {
      this.#sandbox.disk.onCall = undefined;
      const life = await this.#begin();
      await deliverAll(life);
      life.read(7);
      await settle();
      await deliverAll(life);
      const { at, failure } = life;
      await life.end();
      if (failure) continue;
      expect(this.#aggregator.counted).toBe(at);
      return;
    }
    throw new Error('no life without a failure');
  }

  #begin(): Promise<Life> {
    return Life.begin(this.#sandbox, this.#aggregator, `life ${++this.#lives}`);
  }

  async #live(): Promise<void> {
    const life = await this.#begin();
    if (this.#random.below(6) === 0) this.#aggregator.replace();
    for (let steps = this.#random.below(40); steps > 0 && !life.failure; steps--) {
      await this.#happen(life, EVENTS[this.#random.below(EVENTS.length)]!);
    }
    await this.#sandbox.crash(() => this.#random.fraction());
    await life.end();
  }

  async #happen(life: Life, event: (typeof EVENTS)[number]): Promise<void> {
    const { disk, clock } = this.#sandbox;
    if (event === 'read') life.read(1 + this.#random.below(9));
    if (event === 'greet') life.client.greet(true);
    if (event === 'unheard greet') life.client.greet(false);
    if (event === 'send') life.client.send(true);
    if (event === 'unheard ack') life.client.send(false);
    if (event === 'cut') life.client.cut();
    if (event === 'wait') await clock.advance(10_000);
    if (event === 'disk fails')
      disk.onCall = () => (this.#random.below(2) ? diskError('EIO') : undefined);
    if (event === 'disk heals') disk.onCall = undefined;
    if (event === 'visit' && this.#random.below(8) === 0)
      visit(this.#aggregator, `visit ${++this.#visits}`, 5);
    if (event !== 'read') await settle();
  }
}

describe('whatever dies, and whatever fails', () => {
  it.each(Array.from({ length: 300 }, (_, seed) => ({ seed })))(
    'each line is counted once (seed $seed)',
    async ({ seed }) => {
      await new Story(seed).tell();
    },
  );
});
