/** What an agent sends: refused as a WireError, or read as the generated code reads it. */
import assert from 'node:assert/strict';
import { makeBatches } from '../../../bench/stream/batches.ts';
import { decodeBatch } from '../../../src/wire/batch-decoder.ts';
import {
  type AgentMessage,
  decodeAgentMessage,
  encodeAgentMessage,
} from '../../../src/wire/ingest.ts';
import { dropcast } from '../../../src/wire/protobuf.ts';
import { WireError } from '../../../src/wire/wire-error.ts';
import { decodeBatchByReference, encodeContentByReference } from '../../wire/reference.ts';
import { refusable, roughly, type Target } from '../target.ts';

export const target: Target = {
  words: [
    '\x22\x00',
    '\x4a\x00',
    '\x52\x00',
    '\x0a\x04\x0a\x00\x00\x01',
    '\xff\xff\xff\xff\xff\x7f',
  ],
  seeds,
  run: (input) => {
    const message = refusable(WireError, () => shape(decodeAgentMessage(input)));
    const batch = batchBytes(input);
    if (batch === undefined) return message;
    return `${message} | ${refusable(WireError, () => shapeOfBatch(batch))}`;
  },
};

function seeds(): Uint8Array[] {
  const batches = makeBatches(2, 6);
  const framed = batches.map((content, i) =>
    encodeAgentMessage({ kind: 'batch', batch: { ...content, epoch: 1, sequence: i + 1 } }),
  );
  const spelledOut = batches.map((content) =>
    dropcast.v1.AgentMessage.encode({
      batch: dropcast.v1.Batch.decode(encodeContentByReference(content)),
    }).finish(),
  );
  const hello = {
    node: 'n1',
    source: 'kmsg',
    instance: 'i',
    cluster: 'c',
    version: '1',
    bootId: 'b',
  };
  return [
    ...framed,
    ...spelledOut,
    encodeAgentMessage({ kind: 'hello', hello }),
    encodeAgentMessage({ kind: 'heartbeat', observedUs: 1_772_323_200_000_000 }),
    encodeAgentMessage({
      kind: 'report',
      checks: [{ name: 'journal_format', state: 'ok', detail: 'fine' }],
    }),
  ];
}

function shape(message: AgentMessage): string {
  return message.kind === 'batch' ? `batch ${roughly(message.batch.flows.length)}` : message.kind;
}

/** The bytes of the batch where the input frames one as a message does. */
function batchBytes(input: Uint8Array): Uint8Array | undefined {
  try {
    const { batch } = dropcast.v1.AgentMessage.decode(input);
    return batch ? dropcast.v1.Batch.encode(batch).finish() : undefined;
  } catch {
    return undefined;
  }
}

/** What we accept means the same to the reference. */
function shapeOfBatch(bytes: Uint8Array): string {
  const batch = decodeBatch(bytes);
  assert.deepEqual(batch, decodeBatchByReference(bytes));
  const { flows, losses, ruleCounters, readings } = batch;
  return [flows, losses, ruleCounters, readings].map(({ length }) => roughly(length)).join(' ');
}
