/** All rules of the lint, each in a file of its own; docs/lint.md has a section for each. */
import type { LintRule, RuleDescription } from './finding.ts';
import { dnsMissing } from './rules/dns-missing.ts';
import { dnsTcpMissing, dnsUdpMissing } from './rules/dns-one-protocol.ts';
import { dnsTooBroad } from './rules/dns-too-broad.ts';
import { emptyList } from './rules/empty-list.ts';
import { exclusionsDiffer } from './rules/exclusions-differ.ts';
import { generatorRecreates } from './rules/generator-recreates.ts';
import { hostEndpointsSelected } from './rules/host-endpoints-selected.ts';
import { logOnlyDefaultDeny } from './rules/log-only-default-deny.ts';
import { namedPortUnknown } from './rules/named-port-unknown.ts';
import { oneSidedAllow } from './rules/one-sided-allow.ts';
import { peerHostNetwork } from './rules/peer-host-network.ts';
import { peerNamespaceMissing } from './rules/peer-namespace-missing.ts';
import { peersApart } from './rules/peers-apart.ts';
import { rulesWithoutType, typesNotGiven } from './rules/policy-types.ts';
import { selectsNothing } from './rules/selects-nothing.ts';
import { systemNamespacesDenied } from './rules/system-namespaces-denied.ts';
import { unreachableRule } from './rules/unreachable-rule.ts';

export const LINT_RULES: readonly LintRule[] = [
  dnsMissing,
  dnsTcpMissing,
  dnsUdpMissing,
  dnsTooBroad,
  logOnlyDefaultDeny,
  systemNamespacesDenied,
  hostEndpointsSelected,
  exclusionsDiffer,
  generatorRecreates,
  oneSidedAllow,
  rulesWithoutType,
  typesNotGiven,
  emptyList,
  peersApart,
  unreachableRule,
  selectsNothing,
  peerNamespaceMissing,
  peerHostNetwork,
  namedPortUnknown,
];

/** What is found before any rule can look. */
export const MANIFEST_ERROR: RuleDescription = {
  id: 'manifest-error',
  severity: 'error',
  summary: 'a manifest that is not understood, so that nothing else is said of it',
};
export const IGNORE_INVALID: RuleDescription = {
  id: 'ignore-invalid',
  severity: 'warning',
  summary: 'an annotation that should silence a finding, and does not',
};

export const FINDING_KINDS: readonly RuleDescription[] = [
  MANIFEST_ERROR,
  IGNORE_INVALID,
  ...LINT_RULES,
];
