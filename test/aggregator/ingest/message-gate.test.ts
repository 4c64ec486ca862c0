import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ByteBudget } from '../../../src/aggregator/ingest/byte-budget.ts';
import { type GatedStream, MessageGate } from '../../../src/aggregator/ingest/message-gate.ts';
import { MESSAGE_BYTES_MAX } from '../../../src/flow/limits.ts';

/** A stream that notes whether it flows. */
class TestStream extends EventEmitter implements GatedStream {
  isFlowing = true;
  pause(): void {
    this.isFlowing = false;
  }
  resume(): void {
    this.isFlowing = true;
  }
  close(): void {
    this.emit('close');
  }
}

function frame(length: number, isCompressed = false): Buffer {
  const bytes = Buffer.alloc(5 + length);
  bytes[0] = isCompressed ? 1 : 0;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function setUp(bytesMax: number) {
  const held: number[] = [0];
  const budget = new ByteBudget(bytesMax, (bytes) => held.push(bytes));
  const refusals: string[] = [];
  const strangerOf = () => {
    const stream = new TestStream();
    const gate = new MessageGate(stream, budget, ({ details }) => refusals.push(details));
    return { stream, gate };
  };
  const gateOf = () => {
    const { stream, gate } = strangerOf();
    gate.welcome();
    return { stream, gate };
  };
  return { gateOf, strangerOf, held: () => held.at(-1), refusals };
}

describe('the gate of a stream', () => {
  it('lets messages that come whole pass, for nothing', () => {
    const { gateOf, held } = setUp(10);
    const { stream } = gateOf();
    stream.emit('data', Buffer.concat([frame(40), frame(0), frame(99)]));
    expect([stream.isFlowing, held()]).toEqual([true, 0]);
  });

  it('gives strangers nothing of the room', () => {
    const { gateOf, strangerOf, held } = setUp(MESSAGE_BYTES_MAX);
    const [stranger, agent] = [strangerOf(), gateOf()];
    stranger.stream.emit('data', frame(MESSAGE_BYTES_MAX).subarray(0, 20));
    agent.stream.emit('data', frame(80).subarray(0, 20));
    expect([agent.stream.isFlowing, held()]).toEqual([true, 80]);
  });

  it('stops a large message until there is room for all of it', () => {
    const { gateOf, held } = setUp(100);
    const [one, other] = [gateOf(), gateOf()];
    one.stream.emit('data', frame(80).subarray(0, 20));
    other.stream.emit('data', frame(80).subarray(0, 20));
    expect([one.stream.isFlowing, other.stream.isFlowing, held()]).toEqual([true, false, 80]);
    one.stream.emit('data', frame(80).subarray(20));
    one.gate.deliver(() => {});
    expect(other.stream.isFlowing).toBe(false);
    one.gate.finish();
    expect([other.stream.isFlowing, held()]).toEqual([true, 80]);
  });

  it('finds the lengths wherever the bytes are cut', () => {
    const bytes = Buffer.concat([frame(30), frame(50), frame(3)]);
    for (let size = 1; size < 20; size++) {
      const { gateOf, held } = setUp(1_000);
      const { stream, gate } = gateOf();
      for (let at = 0; at < bytes.length; at += size) {
        stream.emit('data', bytes.subarray(at, at + size));
      }
      expect(held()).toBeGreaterThanOrEqual(80 - size);
      for (let i = 0; i < 3; i++) gate.finish();
      expect(held()).toBe(0);
    }
  });

  it('hands on one message at a time', () => {
    const { gateOf } = setUp(100);
    const { gate } = gateOf();
    const passed: number[] = [];
    gate.deliver(() => passed.push(1));
    gate.deliver(() => passed.push(2));
    expect(passed).toEqual([1]);
    gate.finish();
    expect(passed).toEqual([1, 2]);
  });

  it('stops again when somebody else lets the stream flow', () => {
    const { gateOf } = setUp(10);
    gateOf().stream.emit('data', frame(10).subarray(0, 6));
    const { stream } = gateOf();
    stream.emit('data', frame(10).subarray(0, 6));
    stream.resume();
    stream.emit('data', frame(10).subarray(6, 7));
    expect(stream.isFlowing).toBe(false);
  });

  it('gives all room back when the stream or the call ends', () => {
    const { gateOf, held } = setUp(100);
    const [one, other] = [gateOf(), gateOf()];
    one.stream.emit('data', frame(80).subarray(0, 20));
    other.stream.emit('data', frame(20).subarray(0, 8));
    one.stream.emit('close');
    other.gate.open();
    other.stream.emit('data', frame(99).subarray(0, 50));
    expect([held(), other.stream.isFlowing]).toEqual([0, true]);
  });

  it('refuses what is compressed, and leaves what is too long to gRPC', () => {
    const { gateOf, held, refusals } = setUp(100);
    gateOf().stream.emit('data', frame(4, true));
    expect(refusals).toEqual([expect.stringMatching(/compressed messages are not taken/)]);
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(MESSAGE_BYTES_MAX + 1, 1);
    gateOf().stream.emit('data', prefix);
    expect(held()).toBe(0);
  });
});
