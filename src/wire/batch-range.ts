/**
 * Finds the batch in an AgentMessage without decoding anything, so that batches go their own way
 * (batch-decoder.ts) and all other messages, which are small, that of the generated code.
 */
import { BATCH } from './batch-encoder.ts';
import { ByteReader } from './byte-reader.ts';
import { MessageBudget } from './message-budget.ts';
import { WireError } from './wire-error.ts';

/** AgentMessage.hello, .heartbeat: field number << 3 | wire type. */
const HELLO = (1 << 3) | 2;
const HEARTBEAT = (3 << 3) | 2;
const REPORT = (4 << 3) | 2;

/**
 * The batch's bytes, or undefined where the message is none. Throws WireError when it is a batch
 * and something else at once, or holds more messages than any agent sends.
 */
export function findBatch(bytes: Uint8Array): Uint8Array | undefined {
  const reader = new ByteReader(bytes);
  const budget = new MessageBudget();
  let batch: Uint8Array | undefined;
  let others = 0;
  while (reader.at < reader.end) {
    const tag = reader.tag();
    budget.spend();
    if (tag === HELLO || tag === HEARTBEAT || tag === REPORT) others++;
    if (tag === REPORT) spendFields(reader, budget);
    else if (tag !== BATCH) reader.skip(tag);
    else if (batch === undefined) batch = reader.field();
    else throw new WireError('two batches in one message');
  }
  if (batch !== undefined && others > 0) throw new WireError('a batch and something else at once');
  return batch;
}

/** Each check of a report becomes an object. */
function spendFields(reader: ByteReader, budget: MessageBudget): void {
  const outer = reader.enter();
  while (reader.at < reader.end) {
    budget.spend();
    reader.skip(reader.tag());
  }
  reader.leave(outer);
}
