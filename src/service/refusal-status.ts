/** Refusals and limits in the words of gRPC. */
import { type StatusObject, status } from '@grpc/grpc-js';
import { EdgeFilterError } from '../flow/endpoint-pattern.ts';
import { AccessRefusal, type AccessRefusalCode } from './access.ts';
import { QuestionLimitError } from './question-limits.ts';

const CODES: Readonly<Record<AccessRefusalCode, status>> = {
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  unavailable: status.UNAVAILABLE,
};

type Refused = Pick<StatusObject, 'code' | 'details'>;

export function refusalStatus(refusal: AccessRefusal): Refused {
  return { code: CODES[refusal.code], details: refusal.message };
}

/** What the asker is told; `onError` hears of a fault of our own instead. */
export function askerStatus(error: unknown, onError: (error: unknown) => void): Refused {
  if (error instanceof EdgeFilterError) {
    return { code: status.INVALID_ARGUMENT, details: error.message };
  }
  if (error instanceof AccessRefusal) return refusalStatus(error);
  if (error instanceof QuestionLimitError) return limitStatus(error);
  onError(error);
  return { code: status.UNAVAILABLE, details: 'the query failed; the log there says why' };
}

function limitStatus({ limit, message }: QuestionLimitError): Refused {
  const code = limit === 'time' ? status.DEADLINE_EXCEEDED : status.RESOURCE_EXHAUSTED;
  return { code, details: message };
}
