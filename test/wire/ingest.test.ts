import * as fc from 'fast-check';
import { Writer } from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import {
  type AgentMessage,
  type AggregatorMessage,
  decodeAgentMessage,
  decodeAggregatorMessage,
  encodeAgentMessage,
  encodeAggregatorMessage,
  ingestService,
  REFUSED_REASONS,
} from '../../src/wire/ingest.ts';
import { MESSAGES_MAX } from '../../src/wire/message-budget.ts';
import { WireError } from '../../src/wire/wire-error.ts';
import { batch, count, hello, reading, text } from './arbitraries.ts';

const agentMessage: fc.Arbitrary<AgentMessage> = fc.oneof(
  hello.map((value) => ({ kind: 'hello', hello: value }) as const),
  batch.map((value) => ({ kind: 'batch', batch: value }) as const),
  count.map((observedUs) => ({ kind: 'heartbeat', observedUs }) as const),
);

const position = fc.record({ epoch: count, sequence: count }, { noNullPrototype: true });

const aggregatorMessage: fc.Arbitrary<AggregatorMessage> = fc.oneof(
  fc
    .record(
      {
        ...{ epoch: count, sequence: count, cursor: text, store: text },
        ...{ counted: reading, previous: position },
      },
      { requiredKeys: ['epoch', 'sequence', 'cursor', 'store'], noNullPrototype: true },
    )
    .map((welcome) => ({ kind: 'welcome', welcome }) as const),
  count.map((sequence) => ({ kind: 'ack', sequence }) as const),
  fc
    .record(
      {
        reason: fc.constantFrom(...REFUSED_REASONS),
        message: text,
        retryAfterUs: fc.integer({ min: 1 }),
      },
      { requiredKeys: ['reason', 'message'], noNullPrototype: true },
    )
    .map((refused) => ({ kind: 'refused', ...refused }) as const),
);

/** A decoder on hostile bytes may give a message or a WireError, and nothing else. */
function decodesOrRefuses(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  try {
    decode(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
  }
}

function mutated(bytes: Uint8Array, edits: readonly (readonly [number, number])[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, value] of edits) if (copy.length > 0) copy[at % copy.length] = value;
  return copy;
}

const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
  minLength: 1,
  maxLength: 4,
});

/** A field with its number below 16 that holds `bytes`. */
function field(number: number, bytes: Uint8Array): Uint8Array {
  return new Writer()
    .uint32((number << 3) | 2)
    .bytes(bytes)
    .finish();
}

/** Two bytes each: `count` empty messages in field `number`. */
function empties(number: number, count: number): Uint8Array {
  return Uint8Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? (number << 3) | 2 : 0));
}

describe('agent messages', () => {
  it.each([
    ['flows', (count: number) => field(2, empties(4, count))],
    ['losses', (count: number) => field(2, empties(5, count))],
    ['checks', (count: number) => field(4, empties(1, count))],
    ['reports', (count: number) => empties(4, count)],
  ])('are refused before so many objects are made of them when they hold too many %s', (_, of) => {
    expect(() => decodeAgentMessage(of(MESSAGES_MAX + 1))).toThrow(/messages in one$/);
    expect(() => decodeAgentMessage(of(100))).not.toThrow(/messages in one$/);
  });

  it('are refused when an end has too many candidates, or a candidate any', () => {
    const endOf = (end: Uint8Array) => field(2, field(4, field(5, end)));
    expect(() => decodeAgentMessage(endOf(empties(11, 257)))).toThrow(/more than 256$/);
    expect(() => decodeAgentMessage(endOf(empties(11, 256)))).not.toThrow();
    expect(() => decodeAgentMessage(endOf(field(11, field(11, empties(11, 0)))))).toThrow(
      /source.candidate.candidates|candidate.candidates has more than 0/,
    );
  });

  it('come back from their bytes as they were', () => {
    fc.assert(
      fc.property(agentMessage, (message) => {
        expect(decodeAgentMessage(encodeAgentMessage(message))).toEqual(message);
      }),
    );
  });

  it('give WireError and nothing else when their bytes are changed', () => {
    fc.assert(
      fc.property(agentMessage, edits, (message, changes) => {
        decodesOrRefuses(decodeAgentMessage, mutated(encodeAgentMessage(message), changes));
      }),
      { numRuns: 500 },
    );
  });

  it('give WireError and nothing else when cut anywhere', () => {
    fc.assert(
      fc.property(agentMessage, fc.nat(), (message, at) => {
        const bytes = encodeAgentMessage(message);
        decodesOrRefuses(decodeAgentMessage, bytes.subarray(0, at % (bytes.length + 1)));
      }),
    );
  });

  it('give WireError and nothing else for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        decodesOrRefuses(decodeAgentMessage, bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('are refused when empty', () => {
    expect(() => decodeAgentMessage(new Uint8Array(0))).toThrow(/neither hello nor batch/);
  });

  it('are refused when the account does not add up', () => {
    const [example] = fc.sample(batch, { numRuns: 1, seed: 1 });
    const account = { ...example!.account, read: example!.account.read + 1 };
    const bytes = encodeAgentMessage({ kind: 'batch', batch: { ...example!, account } });
    expect(() => decodeAgentMessage(bytes)).toThrow(/account does not add up/);
  });

  it('are refused when a count is beyond 2^53', () => {
    const bytes = encodeAgentMessage({ kind: 'heartbeat', observedUs: 2 ** 60 });
    expect(() => decodeAgentMessage(bytes)).toThrow(/observed_us is .*not a count below 2\^53/);
  });

  it('keep a label called __proto__ a label', () => {
    const [example] = fc.sample(batch, { numRuns: 1, seed: 1 });
    const account = { ...example!.account, rejectedByReason: JSON.parse('{"__proto__":3}') };
    const bytes = encodeAgentMessage({ kind: 'batch', batch: { ...example!, account } });
    const decoded = decodeAgentMessage(bytes);
    expect(decoded.kind === 'batch' && Object.keys(decoded.batch.account.rejectedByReason)).toEqual(
      ['__proto__'],
    );
  });
});

describe('aggregator messages', () => {
  it('come back from their bytes as they were', () => {
    fc.assert(
      fc.property(aggregatorMessage, (message) => {
        expect(decodeAggregatorMessage(encodeAggregatorMessage(message))).toEqual(message);
      }),
    );
  });

  it('give WireError and nothing else when their bytes are changed', () => {
    fc.assert(
      fc.property(aggregatorMessage, edits, (message, changes) => {
        const bytes = mutated(encodeAggregatorMessage(message), changes);
        decodesOrRefuses(decodeAggregatorMessage, bytes);
      }),
    );
  });
});

describe('the ingest service', () => {
  it('sends the bytes it is given, so that a frozen batch is encoded once', () => {
    const bytes = Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4);
    expect([...ingestService.ship.requestSerialize(bytes)]).toEqual([1, 2, 3]);
  });
});
