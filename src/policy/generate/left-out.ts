/** What was seen and gets no rule, each with the reason: nothing is left out silently. */
import type { Edge } from '../../flow/edge.ts';
import type { Side } from '../model/policy.ts';

export const LEFT_OUT_REASONS = [
  /** Refused, unreachable, or without an answer where answers are told. */
  'not_answered',
  /** What a policy dropped already. */
  'dropped',
  'ambiguous_end',
  /** An address of which nobody knows whose it was. */
  'unnamed_end',
  /** Several addresses shown as one end. */
  'address_not_kept',
  /** The pods behind the service. */
  'service_not_known',
  /** None that all pods of the workload have, and that stay. */
  'no_labels',
  'protocol_not_known',
  'port_not_known',
  'icmp_type_not_known',
  /** A protocol that policies of the chosen kind have no word for. */
  'cannot_be_said',
  /** More addresses than a static rule should hold. */
  'too_many_addresses',
  /** It has a rule, and yet is not proven to pass: something else stands in the way. */
  'not_proven',
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

export interface LeftOut {
  readonly edge: Edge;
  /** Where a rule would have been needed. */
  readonly side: Side;
  readonly reason: LeftOutReason;
}
