/**
 * Batches out of bytes: flows by flow-decoder.ts, and what else a batch has, gathered, by the
 * generated code.
 */
import type { Flow } from '../flow/flow.ts';
import { emptyAccount } from '../flow/loss.ts';
import { ByteReader } from './byte-reader.ts';
import { readCount } from './fields.ts';
import { FlowDecoder } from './flow-decoder.ts';
import type { Batch } from './ingest.ts';
import { readAccount, readLoss } from './loss.ts';
import { MessageBudget } from './message-budget.ts';
import { readReadings, readRuleCounters } from './node-facts.ts';
import { dropcast } from './protobuf.ts';
import type { SharedParts } from './shared-parts.ts';

/** Batch.flows, .ends, .points: field number << 3 | wire type. */
const FLOW = (4 << 3) | 2;
const END = (9 << 3) | 2;
const POINT = (10 << 3) | 2;

/**
 * `shared`: parts that other batches have, too. Throws WireError, or what the generated code
 * throws.
 */
export function decodeBatch(
  bytes: Uint8Array,
  budget = new MessageBudget(),
  shared?: SharedParts,
): Batch {
  const reader = new ByteReader(bytes);
  const decoder = new FlowDecoder(reader, budget, shared);
  const flows: Flow[] = [];
  const others: Uint8Array[] = [];
  let othersAt = 0;
  while (reader.at < reader.end) {
    const { at } = reader;
    const tag = reader.tag();
    const isOther = tag !== FLOW && tag !== END && tag !== POINT;
    if (isOther) {
      budget.spend();
      reader.skip(tag);
      continue;
    }
    if (at > othersAt) others.push(bytes.subarray(othersAt, at));
    if (tag === FLOW) flows.push(decoder.decodeFlow());
    else if (tag === END) decoder.giveEnd();
    else decoder.givePoint();
    othersAt = reader.at;
  }
  others.push(bytes.subarray(othersAt));
  return readBatch(Buffer.concat(others), flows);
}

/** `others`: the fields that are no flows and nothing that those refer to; already counted. */
function readBatch(others: Uint8Array, flows: readonly Flow[]): Batch {
  const message = dropcast.v1.Batch.decode(others);
  return {
    epoch: readCount(message.epoch, 'epoch'),
    sequence: readCount(message.sequence, 'sequence'),
    cursorAfter: message.cursorAfter,
    flows,
    losses: message.losses.map(readLoss),
    account: message.account ? readAccount(message.account) : emptyAccount(),
    ruleCounters: readRuleCounters(message.ruleCounters),
    readings: readReadings(message.readings),
  };
}
