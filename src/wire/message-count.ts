/**
 * How many messages lie inside an AgentMessage, counted before any of them is decoded: two bytes
 * on the wire can stand for an object of hundreds, so the size of a message does not bound what
 * decoding it takes. Bytes are only walked over here; what is malformed throws, as it would there.
 */
import { Reader } from './protobuf.ts';
import { WireError } from './wire-error.ts';

/**
 * Messages inside one: a full batch of flows with both ends is some 100,000, and what candidates
 * fit into MESSAGE_BYTES_MAX beside it are fewer than 150,000. Decoded, so many are some 300 MB.
 */
export const MESSAGES_MAX = 262_144;

/** Batch, flow, end, candidate; nothing of ours goes deeper. */
const DEPTH_MAX = 8;

const LENGTH_DELIMITED = 2;

/** The fields of a message that hold messages, by number, with what those hold. */
type Shape = ReadonlyMap<number, Shape>;

const LEAF: Shape = new Map();
const ENDPOINT = endpointShape();
// Numbers of proto/dropcast/v1. Flow: source, destination, overflow. Batch: flows, losses, account,
// rule counters, readings. Report: checks.
const FLOW: Shape = new Map([
  [4, ENDPOINT],
  [5, ENDPOINT],
  [11, LEAF],
]);
const BATCH: Shape = new Map([
  [4, FLOW],
  [5, LEAF],
  [6, LEAF],
  [7, LEAF],
  [8, LEAF],
]);
const REPORT: Shape = new Map([[1, LEAF]]);
const AGENT_MESSAGE: Shape = new Map([
  [1, LEAF],
  [2, BATCH],
  [3, LEAF],
  [4, REPORT],
]);

/** Candidates are endpoints themselves. */
function endpointShape(): Shape {
  const shape = new Map<number, Shape>();
  return shape.set(11, shape);
}

/** Throws WireError when `bytes` hold more messages than any agent sends. */
export function checkMessageCount(bytes: Uint8Array): void {
  new MessageCounter(bytes).walk(AGENT_MESSAGE, bytes.length, 0);
}

class MessageCounter {
  readonly #reader: Reader;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#reader = Reader.create(bytes);
  }

  walk(shape: Shape, end: number, depth: number): void {
    if (depth > DEPTH_MAX) throw new WireError(`more than ${DEPTH_MAX} messages in one another`);
    while (this.#reader.pos < end) {
      const tag = this.#reader.uint32();
      const inner = shape.get(tag >>> 3);
      if (inner === undefined || (tag & 7) !== LENGTH_DELIMITED) this.#reader.skipType(tag & 7);
      else this.#enter(inner, depth + 1);
    }
  }

  #enter(shape: Shape, depth: number): void {
    this.#count++;
    if (this.#count > MESSAGES_MAX)
      throw new WireError(`more than ${MESSAGES_MAX} messages in one`);
    const length = this.#reader.uint32();
    if (shape.size === 0) this.#reader.skip(length);
    else this.walk(shape, this.#reader.pos + length, depth);
  }
}
