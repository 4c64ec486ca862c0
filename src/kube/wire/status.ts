/**
 * What a server says of a failure, over HTTP or within a watch, in JSON or protobuf. Anything that
 * is no Status (a proxy's page) is quoted in short instead.
 * Format: k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto, Status and StatusDetails.
 */
import { FieldError, Fields } from '../../manifest/fields.ts';
import { openEnvelope } from './envelope.ts';
import type { Message } from './message.ts';

export interface ApiStatus {
  /** HTTP's, or what HTTP would have said. */
  readonly code: number;
  readonly reason: string;
  readonly message: string;
  readonly retryAfterSeconds: number;
}

const NO_STATUS: ApiStatus = { code: 0, reason: '', message: '', retryAfterSeconds: 0 };
/** Of an answer that is no Status, for the message. */
const QUOTED_MAX = 200;

/** The body of an answer that is no success. Never throws. */
export function readStatus(body: Buffer, isProtobuf: boolean): ApiStatus {
  try {
    if (isProtobuf) return readStatusMessage(openEnvelope(body, 0, body.length).message);
    return readStatusFields(new Fields(JSON.parse(body.toString())));
  } catch {
    return {
      ...NO_STATUS,
      message: body.toString('latin1', 0, QUOTED_MAX).replaceAll(/\s+/g, ' '),
    };
  }
}

/** Throws FieldError. */
export function readStatusFields(fields: Fields): ApiStatus {
  return {
    code: numberIn(fields.at('code')),
    reason: fields.at('reason').text(),
    message: fields.at('message').text(),
    retryAfterSeconds: numberIn(fields.at('details').at('retryAfterSeconds')),
  };
}

function numberIn(field: Fields): number {
  if (field.isAbsent) return 0;
  if (typeof field.value === 'number') return field.value;
  throw new FieldError(field.path, 'must be a number');
}

/** Throws FieldError. */
export function readStatusMessage(message: Message): ApiStatus {
  const status = { ...NO_STATUS };
  while (message.next()) {
    if (message.field === 3) status.message = message.text();
    else if (message.field === 4) status.reason = message.text();
    else if (message.field === 5) status.retryAfterSeconds = readRetryAfter(message.message());
    else if (message.field === 6) status.code = message.value;
  }
  return status;
}

function readRetryAfter(details: Message): number {
  while (details.next()) if (details.field === 5) return details.value;
  return 0;
}
