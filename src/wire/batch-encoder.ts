/**
 * Batches into bytes: flows, which are nearly all of them, by flow-encoder.ts, everything else by
 * the generated code (ingest.proto).
 */
import type { FlowList } from '../flow/flow-list.ts';
import { ByteWriter } from './byte-writer.ts';
import { type EncodedEnds, FlowEncoder } from './flow-encoder.ts';
import type { BatchPosition, LentContent } from './ingest.ts';
import { lossMessage } from './loss.ts';
import { dropcast } from './protobuf.ts';

/** AgentMessage.batch; Batch.epoch, .sequence, .cursor_after: field number << 3 | wire type. */
export const BATCH = (2 << 3) | 2;
const EPOCH = 1 << 3;
const SEQUENCE = 2 << 3;
const CURSOR_AFTER = (3 << 3) | 2;

/** The first flows tell how much room all of them will take. */
const SAMPLE_FLOWS = 512;
const BYTES_PER_FLOW = 512;
const BYTES_PER_USUAL_FLOW = 256;
const ROOM_SHARE = 1.1;
/**
 * Bytes in front of a content that `encodeBatchContent` made, which are nobody's: a frame takes no
 * more, with two tags and numbers, and a tag and length around all.
 */
export const FRAME_ROOM = 32;

/**
 * A batch without epoch and sequence: what is frozen, and what a spool keeps. `encoded`: ends of
 * batches before.
 */
export function encodeBatchContent(content: LentContent, encoded?: EncodedEnds): Uint8Array {
  const { flows, losses, account, ruleCounters, readings } = content;
  const isWritten = flows.write !== undefined;
  const out = new ByteWriter(isWritten ? writtenRoom(flows) : sampleRoom(flows));
  out.at = FRAME_ROOM;
  out.text(CURSOR_AFTER, content.cursorAfter);
  const encoder = new FlowEncoder(out, encoded);
  if (isWritten) flows.write(encoder);
  else encodeEach(out, encoder, flows);
  const rest = dropcast.v1.Batch.encode({
    losses: losses.map(lossMessage),
    account,
    ruleCounters: [...ruleCounters],
    readings: [...readings],
  }).finish();
  out.append(rest);
  return out.written().subarray(FRAME_ROOM);
}

const sampleRoom = ({ length }: FlowList) => Math.min(length, SAMPLE_FLOWS) * BYTES_PER_FLOW;

/** What is not written to takes no memory. */
const writtenRoom = ({ length }: FlowList) => length * BYTES_PER_USUAL_FLOW + BYTES_PER_FLOW;

function encodeEach(out: ByteWriter, encoder: FlowEncoder, flows: FlowList): void {
  let done = 0;
  for (const flow of flows) {
    if (done === SAMPLE_FLOWS) out.reserve((out.at / done) * (flows.length - done) * ROOM_SHARE);
    encoder.encodeFlow(flow);
    done += 1;
  }
}

/**
 * The AgentMessage of a batch whose content is encoded: its other two fields are put before. With
 * `room`, of FRAME_ROOM, in that memory; else in a copy.
 */
export function frameBatch(
  { epoch, sequence }: BatchPosition,
  content: Uint8Array,
  room = 0,
): Uint8Array {
  const position = new ByteWriter(FRAME_ROOM);
  position.count(EPOCH, epoch);
  position.count(SEQUENCE, sequence);
  const head = new ByteWriter(FRAME_ROOM);
  head.varint(BATCH);
  head.varint(position.at + content.length);
  head.append(position.written());
  if (room < head.at) return Buffer.concat([head.written(), content]);
  const start = content.byteOffset - head.at;
  const whole = new Uint8Array(content.buffer, start, head.at + content.length);
  whole.set(head.written());
  return whole;
}
