/** Losses and accounts between src/flow and protobuf. */
import { type Account, LOSS_CAUSES, type Loss, REASONS_MAX } from '../flow/loss.ts';
import { readCount, readName } from './fields.ts';
import type { dropcast } from './protobuf.ts';
import { WireError } from './wire-error.ts';

export function lossMessage(loss: Loss): dropcast.v1.Loss.$Properties {
  return {
    source: loss.source,
    cause: LOSS_CAUSES.indexOf(loss.cause) + 1,
    count: loss.count ?? null,
    firstUs: loss.firstUs,
    lastUs: loss.lastUs,
  };
}

export function readLoss(message: dropcast.v1.Loss): Loss {
  const { count } = message;
  return {
    source: message.source,
    cause: readName(LOSS_CAUSES, message.cause, { first: 1, field: 'loss.cause' }),
    count: count === null || count === undefined ? undefined : readCount(count, 'loss.count'),
    firstUs: readCount(message.firstUs, 'loss.first_us'),
    lastUs: readCount(message.lastUs, 'loss.last_us'),
  };
}

/** Throws WireError unless `read = parsed + ignored + rejected`. */
export function readAccount(message: dropcast.v1.Account): Account {
  const account = {
    read: readCount(message.read, 'account.read'),
    parsed: readCount(message.parsed, 'account.parsed'),
    partial: readCount(message.partial, 'account.partial'),
    ignored: readCount(message.ignored, 'account.ignored'),
    spoofed: readCount(message.spoofed, 'account.spoofed'),
    rejected: readCount(message.rejected, 'account.rejected'),
    rejectedByReason: readReasons(message.rejectedByReason),
    responsesUnmatched: readCount(message.responsesUnmatched, 'account.responses_unmatched'),
  };
  if (account.read !== account.parsed + account.ignored + account.rejected) {
    throw new WireError('account does not add up: read is not parsed + ignored + rejected');
  }
  return account;
}

function readReasons(counts: Readonly<Record<string, number>>): Record<string, number> {
  const reasons = Object.entries(counts);
  if (reasons.length > REASONS_MAX) {
    throw new WireError(
      `account.rejected_by_reason has ${reasons.length}: more than ${REASONS_MAX}`,
    );
  }
  return Object.fromEntries(
    reasons.map(([reason, count]) => [reason, readCount(count, 'account.rejected_by_reason')]),
  );
}
