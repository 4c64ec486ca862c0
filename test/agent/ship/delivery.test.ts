import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Delivery } from '../../../src/agent/ship/delivery.ts';
import { BATCHES_IN_FLIGHT_MAX } from '../../../src/flow/limits.ts';
import { emptyAccount } from '../../../src/flow/loss.ts';
import {
  type AggregatorMessage,
  type BatchPosition,
  decodeAgentMessage,
  encodeBatchContent,
  FRAME_ROOM,
} from '../../../src/wire/ingest.ts';

const ack = (sequence: number): AggregatorMessage => ({ kind: 'ack', sequence });

function welcome(epoch: number, sequence: number, cursor = ''): AggregatorMessage {
  return { kind: 'welcome', welcome: { epoch, sequence, cursor, store: 's' } };
}

/** Of a store that came out of a backup, for instance. */
function welcomeBehind(previous: BatchPosition): AggregatorMessage {
  return { kind: 'welcome', welcome: { epoch: 7, sequence: 2, cursor: '', store: 's', previous } };
}

function content(cursorAfter: string): Uint8Array {
  const rest = { flows: [], losses: [], ruleCounters: [], readings: [] };
  return encodeBatchContent({ cursorAfter, account: emptyAccount(), ...rest });
}

function streaming(batches: number): Delivery {
  const delivery = new Delivery();
  delivery.greet();
  delivery.receive(welcome(7, 0));
  for (let i = 1; i <= batches; i++) delivery.freeze(content(`c${i}`));
  return delivery;
}

function sendAll(delivery: Delivery): number[] {
  const sent: number[] = [];
  for (let batch = delivery.next(); batch; batch = delivery.next()) sent.push(batch.sequence);
  return sent;
}

function reconnect(delivery: Delivery, answer: AggregatorMessage): number[] {
  delivery.cut();
  delivery.greet();
  delivery.receive(answer);
  return sendAll(delivery);
}

describe('delivery', () => {
  it('goes from connecting over greeted to streaming and back', () => {
    const delivery = new Delivery();
    const states: string[] = [delivery.state];
    delivery.greet();
    states.push(delivery.state);
    delivery.receive(welcome(1, 0));
    states.push(delivery.state);
    delivery.cut();
    states.push(delivery.state);
    expect(states).toEqual(['connecting', 'greeted', 'streaming', 'connecting']);
  });

  it('tells nobody an epoch before the first Welcome: freezing then is an error', () => {
    expect(() => new Delivery().freeze(content('a'))).toThrow(/after the Welcome/);
  });

  it('numbers batches in the epoch of the Welcome, behind what it has', () => {
    const delivery = new Delivery();
    delivery.greet();
    delivery.receive(welcome(4, 10, 'here'));
    const { bytes } = delivery.freeze(content('there'));
    expect(delivery.firstWelcome).toMatchObject({ epoch: 4, sequence: 10, cursor: 'here' });
    expect(decodeAgentMessage(bytes)).toMatchObject({
      batch: { epoch: 4, sequence: 11, cursorAfter: 'there' },
    });
  });

  it('sends nothing before the Welcome of a new stream', () => {
    const delivery = streaming(2);
    delivery.cut();
    const cut = delivery.next();
    delivery.greet();
    expect([cut, delivery.next()]).toEqual([undefined, undefined]);
  });

  it('has room for a bounded number of unacknowledged batches', () => {
    const delivery = streaming(BATCHES_IN_FLIGHT_MAX);
    expect(delivery.hasRoom).toBe(false);
    expect(() => delivery.freeze(content('x'))).toThrow(/while there is room/);
    sendAll(delivery);
    delivery.receive(ack(1));
    expect(delivery.hasRoom).toBe(true);
  });

  it('takes an Ack for all batches up to it, and an old one for nothing', () => {
    const delivery = streaming(5);
    sendAll(delivery);
    delivery.receive(ack(3));
    delivery.receive(ack(2));
    expect(delivery).toMatchObject({ acknowledged: 3, inFlight: 2, counts: { acknowledged: 3 } });
  });

  it('resends what the Welcome does not cover: the same bytes, in order', () => {
    const delivery = streaming(2);
    const first = [delivery.next(), delivery.next()];
    delivery.freeze(content('c3'));
    delivery.cut();
    delivery.greet();
    delivery.receive(welcome(7, 1));
    const again = [delivery.next(), delivery.next(), delivery.next()];
    expect(again.map((batch) => batch?.sequence)).toEqual([2, 3, undefined]);
    expect(again[0]?.bytes).toBe(first[1]?.bytes);
    expect(delivery.counts).toEqual({ acknowledged: 1, resent: 1 });
  });

  it('gives the memory of what is covered back, unless a stream may still have to read it', () => {
    const delivery = streaming(0);
    const batches = ['c1', 'c2', 'c3'].map((cursor) =>
      delivery.freeze(content(cursor), FRAME_ROOM),
    );
    sendAll(delivery);
    const isGone = () => batches.map(({ bytes }) => (bytes.buffer as ArrayBuffer).detached);
    expect(isGone()).toEqual([false, false, false]);
    expect(reconnect(delivery, welcome(7, 1))).toEqual([2, 3]);
    batches.push(delivery.freeze(content('c4'), FRAME_ROOM), delivery.freeze(content('c5')));
    sendAll(delivery);
    delivery.receive(ack(5));
    expect(isGone()).toEqual([true, false, false, true, false]);
  });

  it('starts over after a sequence gap', () => {
    const delivery = streaming(3);
    sendAll(delivery);
    const refused: AggregatorMessage = { kind: 'refused', reason: 'sequence_gap', message: '' };
    expect(delivery.receive(refused)).toMatchObject({ kind: 'reconnect', afterMs: 0 });
    expect(reconnect(delivery, welcome(7, 0))).toEqual([1, 2, 3]);
  });

  it('wants another stream when an answer comes out of turn', () => {
    const delivery = new Delivery();
    delivery.greet();
    expect(delivery.receive(ack(0)).kind).toBe('reconnect');
    delivery.receive(welcome(1, 0));
    expect(delivery.receive(welcome(1, 0)).kind).toBe('reconnect');
  });

  it('comes back later with the same batches when the aggregator takes no more now', () => {
    const delivery = streaming(2);
    sendAll(delivery);
    const limited = { kind: 'refused', reason: 'limited', message: 'too many' } as const;
    const later = delivery.receive({ ...limited, retryAfterUs: 2_000_000 });
    expect(later).toEqual({ kind: 'reconnect', afterMs: 2_000, reason: 'too many' });
    expect(delivery.receive({ ...limited, retryAfterUs: 9e15 })).toMatchObject({
      afterMs: 300_000,
    });
    expect(reconnect(delivery, welcome(7, 0))).toEqual([1, 2]);
  });

  it.each<readonly [string, string, AggregatorMessage]>([
    ['another epoch', 'fenced', welcome(8, 0)],
    [
      'out of another store',
      'rewound',
      { kind: 'welcome', welcome: { epoch: 7, sequence: 2, cursor: '', store: 't' } },
    ],
    ['another instance before ours', 'rewound', welcomeBehind({ epoch: 6, sequence: 3 })],
    ['less than was acknowledged', 'rewound', welcome(7, 1)],
    ['more than was ever sent', 'protocol', welcome(7, 4)],
    ['that it is fenced', 'fenced', { kind: 'refused', reason: 'fenced', message: 'm' }],
    ['that it is invalid', 'invalid', { kind: 'refused', reason: 'invalid', message: 'm' }],
  ])('ends for good when a reconnect answers %s', (_answer, code, message) => {
    const delivery = streaming(3);
    sendAll(delivery);
    delivery.receive(ack(2));
    delivery.cut();
    delivery.greet();
    expect(() => delivery.receive(message)).toThrow(expect.objectContaining({ code }));
  });

  it('ends for good on an Ack of what was never sent', () => {
    const delivery = streaming(3);
    delivery.next();
    const protocol = expect.objectContaining({ code: 'protocol' });
    expect(() => delivery.receive(ack(2))).toThrow(protocol);
  });
});

/** DESIGN 3.4 on the other side: applies a sequence once, in order, and tells what it has. */
class ModelAggregator {
  readonly applied: string[] = [];
  sequence = 0;

  apply(bytes: Uint8Array): AggregatorMessage {
    const message = decodeAgentMessage(bytes);
    if (message.kind !== 'batch') throw new Error(message.kind);
    const { sequence, cursorAfter } = message.batch;
    if (sequence > this.sequence + 1)
      return { kind: 'refused', reason: 'sequence_gap', message: '' };
    if (sequence === this.sequence + 1) {
      this.sequence = sequence;
      this.applied.push(cursorAfter);
    }
    return ack(this.sequence);
  }
}

/**
 * One delivery and one aggregator, with a wire between them that loses what is on it when it is
 * cut.
 */
class Wire {
  readonly delivery = new Delivery();
  readonly aggregator = new ModelAggregator();
  frozen = 0;
  #up: Uint8Array[] = [];
  #stray: Uint8Array[] = [];
  #down: AggregatorMessage[] = [];

  freeze(): void {
    if (this.delivery.firstWelcome && this.delivery.hasRoom)
      this.delivery.freeze(content(`c${++this.frozen}`));
  }

  send(): void {
    const batch = this.delivery.next();
    if (batch) this.#up.push(batch.bytes);
  }

  apply(): void {
    const bytes = this.#up.shift();
    if (bytes) this.#down.push(this.aggregator.apply(bytes));
  }

  answer(): void {
    const message = this.#down.shift();
    if (message && this.delivery.receive(message).kind === 'reconnect') this.cut();
  }

  /** What is under way up may still arrive, at any later time; nobody hears the answers. */
  cut(): void {
    this.#stray.push(...this.#up);
    this.#up = [];
    this.#down = [];
    this.delivery.cut();
  }

  arrive(): void {
    const bytes = this.#stray.shift();
    if (bytes) this.aggregator.apply(bytes);
  }

  connect(): void {
    if (this.delivery.state !== 'connecting') return;
    this.delivery.greet();
    this.#down.push(welcome(1, this.aggregator.sequence));
  }

  settle(): void {
    this.connect();
    for (let i = 0; i < 4 * BATCHES_IN_FLIGHT_MAX; i++) {
      this.answer();
      this.send();
      this.apply();
    }
  }
}

const STEPS = ['freeze', 'send', 'apply', 'answer', 'connect', 'arrive'] as const;
const step = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...STEPS) },
  { weight: 1, arbitrary: fc.constant('cut' as const) },
);

describe('delivery against a model of the aggregator', () => {
  it('applies every batch exactly once and in order, wherever the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const wire = new Wire();
        wire.connect();
        for (const name of steps) wire[name]();
        wire.settle();
        const all = Array.from({ length: wire.frozen }, (_, i) => `c${i + 1}`);
        expect(wire.aggregator.applied).toEqual(all);
        expect(wire.delivery.inFlight).toBe(0);
        expect(wire.delivery.counts.acknowledged).toBe(wire.frozen);
      }),
      { numRuns: 500 },
    );
  });
});
