/**
 * What agent and aggregator say to each other (proto/dropcast/v1/ingest.proto), and the service
 * they say it over. The agent encodes a frozen batch once and sends the same bytes again after a
 * reconnect, so requests are bytes here.
 */
import type { MethodDefinition } from '@grpc/grpc-js';
import type { Check } from '../flow/check.ts';
import type { Flow } from '../flow/flow.ts';
import type { FlowList } from '../flow/flow-list.ts';
import type { Account, Loss } from '../flow/loss.ts';
import type { RuleCounter } from '../flow/rule-counter.ts';
import type { TimeReading } from '../flow/time-reading.ts';
import { decodeBatch } from './batch-decoder.ts';
import { encodeBatchContent, frameBatch } from './batch-encoder.ts';
import { findBatch } from './batch-range.ts';
import { decoding, readCount, readName } from './fields.ts';
import type { FlowEncoder } from './flow-encoder.ts';
import { MessageBudget } from './message-budget.ts';
import { checkMessage, readChecks, readReading } from './node-facts.ts';
import { dropcast } from './protobuf.ts';
import type { SharedParts } from './shared-parts.ts';
import { WireError } from './wire-error.ts';

export { encodeBatchContent, FRAME_ROOM, frameBatch } from './batch-encoder.ts';

export interface Hello {
  readonly node: string;
  /** Source kind, for example `kmsg`. */
  readonly source: string;
  /** Random for each start of an agent; the same over its reconnects. */
  readonly instance: string;
  readonly cluster: string;
  readonly version: string;
  readonly bootId: string;
  /** HOST:PORT or :PORT where the agent answers questions; undefined: nowhere. */
  readonly queryAddress?: string;
}

/** Frozen before its first send. */
export interface Batch extends BatchContent {
  readonly epoch: number;
  /** 1, 2, 3, … within the epoch. */
  readonly sequence: number;
}

/** All of a batch that is known before the aggregator has given an epoch. */
export interface BatchContent {
  readonly cursorAfter: string;
  readonly flows: readonly Flow[];
  readonly losses: readonly Loss[];
  readonly account: Account;
  /** Absolute, as the kernel has them; empty where they were not read since the last batch. */
  readonly ruleCounters: readonly RuleCounter[];
  /** Of the last record of each boot. */
  readonly readings: readonly TimeReading[];
}

/** A content whose flows are lent: they are not there any more when it is encoded. */
export interface LentContent extends Omit<BatchContent, 'flows'> {
  readonly flows: WritableFlows;
}

export interface WritableFlows extends FlowList {
  /** A shorter way into the same bytes than going through them. */
  readonly write?: ((encoder: FlowEncoder) => void) | undefined;
}

export interface Welcome {
  readonly epoch: number;
  /** Last sequence applied. */
  readonly sequence: number;
  /** Empty when nothing was ever committed. */
  readonly cursor: string;
  /** How far another source of this node, with the same kernel's lines, has come further. */
  readonly counted?: TimeReading;
  /** Which store answers; epochs and sequences of another one mean nothing to it. */
  readonly store: string;
  /** Where the last instance before this one that counted anything was left, for good. */
  readonly previous?: BatchPosition;
  /** The aggregator may read our batches as something else; absent: it knows their form. */
  readonly isOlder?: true;
}

export interface BatchPosition {
  readonly epoch: number;
  readonly sequence: number;
}

/** Form of the batches that are written and read here; proto/dropcast/v1/ingest.proto. */
const BATCH_FORMAT = 1;

/** Order is that of the wire enum. */
export const REFUSED_REASONS = ['fenced', 'sequence_gap', 'invalid', 'limited'] as const;
export type RefusedReason = (typeof REFUSED_REASONS)[number];

export type AgentMessage =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'batch'; readonly batch: Batch }
  | { readonly kind: 'heartbeat'; readonly observedUs: number }
  | { readonly kind: 'report'; readonly checks: readonly Check[] };

export type AggregatorMessage =
  | { readonly kind: 'welcome'; readonly welcome: Welcome }
  | { readonly kind: 'ack'; readonly sequence: number }
  | ({ readonly kind: 'refused' } & Refused);

export interface Refused {
  readonly reason: RefusedReason;
  readonly message: string;
  /** With `limited`: when to come back. */
  readonly retryAfterUs?: number;
}

export function encodeAgentMessage(message: AgentMessage): Uint8Array {
  if (message.kind === 'batch') return frameBatch(message.batch, encodeBatchContent(message.batch));
  return dropcast.v1.AgentMessage.encode(agentProperties(message)).finish();
}

function agentProperties(
  message: Exclude<AgentMessage, { kind: 'batch' }>,
): dropcast.v1.AgentMessage.$Properties {
  switch (message.kind) {
    case 'hello':
      return { hello: message.hello };
    case 'heartbeat':
      return { heartbeat: { observedUs: message.observedUs } };
    case 'report':
      return { report: { checks: message.checks.map(checkMessage) } };
  }
}

/**
 * `shared`: parts that other batches have, too. Throws WireError, and nothing else, on bytes that
 * are no message.
 */
export function decodeAgentMessage(bytes: Uint8Array, shared?: SharedParts): AgentMessage {
  return decoding('agent message', () => {
    const batch = findBatch(bytes);
    if (batch !== undefined) {
      return { kind: 'batch', batch: decodeBatch(batch, new MessageBudget(), shared) };
    }
    return readAgentMessage(dropcast.v1.AgentMessage.decode(bytes));
  });
}

function readAgentMessage(message: dropcast.v1.AgentMessage): AgentMessage {
  if (message.hello) return { kind: 'hello', hello: readHello(message.hello) };
  if (message.heartbeat) {
    const observedUs = readCount(message.heartbeat.observedUs, 'observed_us');
    return { kind: 'heartbeat', observedUs };
  }
  if (message.report) return { kind: 'report', checks: readChecks(message.report.checks) };
  throw new WireError('neither hello nor batch nor heartbeat nor report');
}

function readHello(message: dropcast.v1.Hello): Hello {
  const { node, source, instance, cluster, version, bootId, queryAddress } = message;
  const hello = { node, source, instance, cluster, version, bootId };
  return queryAddress === '' ? hello : { ...hello, queryAddress };
}

export function encodeAggregatorMessage(message: AggregatorMessage): Uint8Array {
  return dropcast.v1.AggregatorMessage.encode(aggregatorProperties(message)).finish();
}

function aggregatorProperties(
  message: AggregatorMessage,
): dropcast.v1.AggregatorMessage.$Properties {
  switch (message.kind) {
    case 'welcome':
      return { welcome: { ...message.welcome, batchFormat: BATCH_FORMAT } };
    case 'ack':
      return { ack: { sequence: message.sequence } };
    case 'refused': {
      const reason = REFUSED_REASONS.indexOf(message.reason) + 1;
      const retryAfterUs = message.retryAfterUs ?? 0;
      return { refused: { reason, message: message.message, retryAfterUs } };
    }
  }
}

/** Throws WireError, and nothing else, on bytes that are no message. */
export function decodeAggregatorMessage(bytes: Uint8Array): AggregatorMessage {
  return decoding('aggregator message', () =>
    readAggregatorMessage(dropcast.v1.AggregatorMessage.decode(bytes)),
  );
}

function readAggregatorMessage(message: dropcast.v1.AggregatorMessage): AggregatorMessage {
  const { welcome, ack, refused } = message;
  if (welcome) return { kind: 'welcome', welcome: readWelcome(welcome) };
  if (ack) return { kind: 'ack', sequence: readCount(ack.sequence, 'ack.sequence') };
  if (!refused) throw new WireError('neither welcome nor ack nor refused');
  const reason = readName(REFUSED_REASONS, refused.reason, { first: 1, field: 'refused.reason' });
  const retryAfterUs = readCount(refused.retryAfterUs, 'refused.retry_after_us');
  return {
    kind: 'refused',
    reason,
    message: refused.message,
    ...(retryAfterUs > 0 && { retryAfterUs }),
  };
}

function readWelcome(message: dropcast.v1.Welcome): Welcome {
  return {
    epoch: readCount(message.epoch, 'welcome.epoch'),
    sequence: readCount(message.sequence, 'welcome.sequence'),
    cursor: message.cursor,
    ...(message.counted && { counted: readReading(message.counted) }),
    store: message.store,
    ...(message.previous && { previous: readPosition(message.previous) }),
    ...(message.batchFormat < BATCH_FORMAT && { isOlder: true }),
  };
}

function readPosition(message: dropcast.v1.Position): BatchPosition {
  return {
    epoch: readCount(message.epoch, 'previous.epoch'),
    sequence: readCount(message.sequence, 'previous.sequence'),
  };
}

type Ship = Pick<
  MethodDefinition<Uint8Array, AggregatorMessage>,
  'path' | 'requestStream' | 'responseStream' | 'requestSerialize' | 'responseDeserialize'
> &
  Pick<
    MethodDefinition<AgentMessage, AggregatorMessage>,
    'responseSerialize' | 'requestDeserialize'
  >;

/** One bidirectional stream per agent and source. */
export const ingestService: { readonly ship: Ship } = {
  ship: {
    path: '/dropcast.v1.Ingest/Ship',
    requestStream: true,
    responseStream: true,
    requestSerialize: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    requestDeserialize: (bytes) => decodeAgentMessage(bytes),
    responseSerialize: (message) => Buffer.from(encodeAggregatorMessage(message)),
    responseDeserialize: decodeAggregatorMessage,
  },
};
