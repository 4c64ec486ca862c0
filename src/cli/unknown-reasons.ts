/** Why it is not known what policies do with a connection, in words. */
import type { UnknownReason } from '../policy/evaluate/outcome.ts';

const TEXTS: Readonly<Record<UnknownReason, string>> = {
  ambiguous_end: 'pods of one workload are treated differently',
  unnamed_end: 'nobody knows whose address it is',
  address_not_known: 'it depends on an address that is not known',
  protocol_not_known: 'the protocol is not known',
  port_not_known: 'the port is not known',
  icmp_type_not_known: 'the ICMP type is not known',
  named_port_not_known: 'the named ports of the destination are not known',
  labels_not_known: 'it depends on labels that are not known',
  service_not_known: 'the pods behind a service that a rule names are not known',
  source_port: 'a rule looks for source ports',
  domain_name: 'a rule names a domain, whose addresses are not known',
  maybe_same_node: 'a node always reaches its own pods, and others not',
  to_itself: 'a pod that connects to itself',
  host_policy: 'policies or profiles of host endpoints that are not modelled have a say',
};

export function reasonsText(reasons: readonly UnknownReason[]): string {
  return reasons.map((reason) => TEXTS[reason]).join('; ');
}
