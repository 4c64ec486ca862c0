/**
 * Batches into bytes: flows, which are nearly all of them, by flow-encoder.ts, everything else by
 * the generated code (ingest.proto).
 */
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
const ROOM_SHARE = 1.1;
/** What a frame takes at most: two tags and numbers, and a tag and length around all. */
const FRAME_BYTES_MAX = 32;

/**
 * A batch without epoch and sequence: what is frozen, and what a spool keeps. `encoded`: ends of
 * batches before.
 */
export function encodeBatchContent(content: LentContent, encoded?: EncodedEnds): Uint8Array {
  const { flows, losses, account, ruleCounters, readings } = content;
  const out = new ByteWriter(Math.min(flows.length, SAMPLE_FLOWS) * BYTES_PER_FLOW);
  out.text(CURSOR_AFTER, content.cursorAfter);
  const encoder = new FlowEncoder(out, encoded);
  let done = 0;
  for (const flow of flows) {
    if (done === SAMPLE_FLOWS) out.reserve((out.at / done) * (flows.length - done) * ROOM_SHARE);
    encoder.encodeFlow(flow);
    done += 1;
  }
  const rest = dropcast.v1.Batch.encode({
    losses: losses.map(lossMessage),
    account,
    ruleCounters: [...ruleCounters],
    readings: [...readings],
  }).finish();
  out.append(rest);
  return out.written();
}

/** The AgentMessage of a batch whose content is encoded: its other two fields are put before. */
export function frameBatch({ epoch, sequence }: BatchPosition, content: Uint8Array): Uint8Array {
  const position = new ByteWriter(FRAME_BYTES_MAX);
  position.count(EPOCH, epoch);
  position.count(SEQUENCE, sequence);
  const head = new ByteWriter(FRAME_BYTES_MAX);
  head.varint(BATCH);
  head.varint(position.at + content.length);
  return Buffer.concat([head.written(), position.written(), content]);
}
