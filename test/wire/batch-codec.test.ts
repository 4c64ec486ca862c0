import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBatches } from '../../bench/stream/batches.ts';
import { unnamedEndpoint } from '../../src/flow/endpoint.ts';
import { decodeBatch } from '../../src/wire/batch-decoder.ts';
import { encodeBatchContent, FRAME_ROOM, frameBatch } from '../../src/wire/batch-encoder.ts';
import type { Batch } from '../../src/wire/ingest.ts';
import { Writer } from '../../src/wire/protobuf.ts';
import { batch, endpoint, flow } from './arbitraries.ts';
import { decodeBatchByReference, encodeContentByReference } from './reference.ts';

/** Flows that share points and ends, by object, as a batch of the table does. */
const sharing: fc.Arbitrary<Batch> = fc
  .tuple(
    batch,
    fc.array(endpoint, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(flow, fc.nat(), fc.nat()), { maxLength: 12 }),
  )
  .map(([one, ends, flows]) => ({
    ...one,
    flows: flows.map(([flow, source, destination]) => ({
      ...flow,
      point: flows[source % flows.length]![0].point,
      source: ends[source % ends.length]!,
      destination: ends[destination % ends.length]!,
    })),
  }));

function outcome(decode: (bytes: Uint8Array) => Batch, bytes: Uint8Array): Batch | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes changed, taken out, or said twice, some places apart. */
const damage = fc.array(
  fc.tuple(fc.constantFrom('change', 'cut', 'repeat'), fc.nat(), fc.integer({ min: 0, max: 255 })),
  { minLength: 1, maxLength: 4 },
);

function damaged(bytes: Uint8Array, damages: readonly (readonly [string, number, number])[]) {
  let result = Buffer.from(bytes);
  for (const [kind, place, value] of damages) {
    const at = result.length === 0 ? 0 : place % result.length;
    const tail = result.subarray(at + (value % 8));
    if (kind === 'cut') result = Buffer.concat([result.subarray(0, at), tail]);
    if (kind === 'repeat') result = Buffer.concat([result.subarray(0, at + value), tail]);
    if (kind === 'change' && result.length > 0) result[at] = value;
  }
  return result;
}

const encoder = fc.constantFrom(encodeBatchContent, encodeContentByReference);

describe('batches in bytes', () => {
  it('are what the generated code reads', () => {
    fc.assert(
      fc.property(fc.oneof(batch, sharing), (one) => {
        const { epoch: _, sequence: __, ...content } = one;
        expect(decodeBatchByReference(encodeBatchContent(one))).toMatchObject(content);
      }),
      { numRuns: 300 },
    );
  });

  it('are framed in the room in front of them as in a copy', () => {
    fc.assert(
      fc.property(batch, (one) => {
        const content = encodeBatchContent(one);
        const copied = frameBatch(one, content);
        const framed = frameBatch(one, content, FRAME_ROOM);
        expect(Buffer.compare(framed, copied)).toBe(0);
        expect(framed.buffer).toBe(content.buffer);
      }),
    );
  });

  it('are what the generated code reads for a node’s traffic', () => {
    const [first] = makeBatches(1, 2_000);
    expect(decodeBatchByReference(encodeBatchContent(first!))).toMatchObject(first!);
  });

  it('are read as the generated code reads them', () => {
    fc.assert(
      fc.property(fc.oneof(batch, sharing), (one) => {
        const bytes = encodeContentByReference(one);
        expect(decodeBatch(bytes)).toEqual(decodeBatchByReference(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('are never taken for other batches than the generated code takes them for', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(batch, sharing), encoder, damage, (one, encode, damages) => {
        const bytes = damaged(encode(one), damages);
        const ours = outcome(decodeBatch, bytes);
        if (ours === undefined) return;
        accepted++;
        expect(ours).toEqual(decodeBatchByReference(bytes));
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it('are refused where an end is given twice', () => {
    const end = Writer.create().uint32(0x22).uint32(0).finish();
    const twice = Buffer.concat([end, end]);
    const bytes = Writer.create().uint32(0x22).bytes(twice).finish();
    expect(() => decodeBatch(bytes)).toThrow('source is given twice');
  });

  it('are refused where a flow refers to what was not given before it', () => {
    const flow = Writer.create().uint32(0x22).uint32(3).uint32(0xd0).uint32(1).finish();
    const end = Writer.create().uint32(0x4a).uint32(0).finish();
    const point = Writer.create().uint32(0x22).uint32(3).uint32(0xe0).uint32(1).finish();
    expect(decodeBatch(Buffer.concat([end, flow])).flows).toHaveLength(1);
    expect(() => decodeBatch(Buffer.concat([flow, end]))).toThrow(
      'refers to 1, which is not given',
    );
    expect(() => decodeBatch(point)).toThrow('point refers to 1, which is not given');
  });

  it('keep what a newer agent adds apart', () => {
    const [one] = fc.sample(batch, { numRuns: 1, seed: 2 });
    const bytes = encodeContentByReference(one!);
    const added = Writer.create().uint32(0x7a).string('new').uint32(0x1f8).uint32(7).finish();
    const flowOnly = Writer.create().uint32(0x22).bytes(added).finish();
    const decoded = decodeBatch(Buffer.concat([bytes, added, flowOnly]));
    expect(decoded.flows).toHaveLength(one!.flows.length + 1);
    expect(decoded.losses).toEqual(one!.losses);
  });
});

describe('ends of a decoded batch', () => {
  it('are shared by the flows that say the same', () => {
    const [first] = makeBatches(1, 500);
    const { flows } = decodeBatch(encodeBatchContent(first!));
    const ends = flows.flatMap(({ source, destination }) => [source, destination]);
    const distinct = new Set(ends.map((end) => JSON.stringify(end)));
    expect(new Set(ends).size).toBeLessThan(1.2 * distinct.size);
  });

  it('are refused where their address is none', () => {
    const [one] = makeBatches(1, 1);
    const source = unnamedEndpoint('10.0.0.256');
    const content = { ...one!, flows: [{ ...one!.flows[0]!, source }] };
    expect(() => encodeBatchContent(content)).toThrow('"10.0.0.256" is no IP address');
  });
});
