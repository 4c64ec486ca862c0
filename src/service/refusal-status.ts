/** Refusals and limits in the words of gRPC. */
import { type StatusObject, status } from '@grpc/grpc-js';
import type { AccessRefusal, AccessRefusalCode } from './access.ts';
import type { QuestionLimitError } from './question-limits.ts';

const CODES: Readonly<Record<AccessRefusalCode, status>> = {
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  unavailable: status.UNAVAILABLE,
};

type Refused = Pick<StatusObject, 'code' | 'details'>;

export function refusalStatus(refusal: AccessRefusal): Refused {
  return { code: CODES[refusal.code], details: refusal.message };
}

export function limitStatus({ limit, message }: QuestionLimitError): Refused {
  const code = limit === 'time' ? status.DEADLINE_EXCEEDED : status.RESOURCE_EXHAUSTED;
  return { code, details: message };
}
