/** A refusal in the words of gRPC. */
import { type StatusObject, status } from '@grpc/grpc-js';
import type { AccessRefusal, AccessRefusalCode } from './access.ts';

const CODES: Readonly<Record<AccessRefusalCode, status>> = {
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  unavailable: status.UNAVAILABLE,
};

export function refusalStatus(refusal: AccessRefusal): Pick<StatusObject, 'code' | 'details'> {
  return { code: CODES[refusal.code], details: refusal.message };
}
