/**
 * DNS by one of its two protocols. Without TCP long answers fail now and then; without UDP nearly
 * all lookups do. A port without a protocol means TCP.
 */
import { TCP, UDP } from '../../../flow/protocol.ts';
import { type DnsProtocol, mayAllowDns, namesDns } from '../dns.ts';
import type { Issue, LintRule } from '../finding.ts';
import { mayShare } from '../pods-of.ts';
import { type LintScope, peersOf, type ScopedRule } from '../scope.ts';

export const dnsTcpMissing: LintRule = {
  id: 'dns-tcp-missing',
  severity: 'warning',
  summary: 'DNS is allowed by UDP, but not by TCP',
  find: (scope) =>
    unpaired(scope, UDP, TCP).map(({ about, rule }) => ({
      about,
      path: rule.path,
      what: 'allows port 53 by UDP and not by TCP: long answers fail, now and then',
      fix: 'allow TCP 53 beside UDP 53',
    })),
};

export const dnsUdpMissing: LintRule = {
  id: 'dns-udp-missing',
  severity: 'warning',
  summary: 'DNS is allowed by TCP, but not by UDP: perhaps a port without a protocol',
  find: (scope) => unpaired(scope, TCP, UDP).map(udpIssue),
};

function udpIssue({ about, rule }: ScopedRule): Issue {
  const what = 'allows port 53 by TCP and not by UDP, which nearly all lookups use';
  const isImplied = about.policy.id.kind === 'NetworkPolicy';
  return {
    about,
    path: rule.path,
    what: isImplied ? `${what} (a port without a protocol means TCP)` : what,
    fix: 'allow UDP 53 beside TCP 53, each with its protocol',
  };
}

/** Rules for DNS by `has` beside which nothing allows the same by `lacks`. */
function unpaired(scope: LintScope, has: DnsProtocol, lacks: DnsProtocol): ScopedRule[] {
  return scope.rules.filter(
    (one) => namesDns(one.rule, has) && !isAllowedSomewhere(one, lacks, scope),
  );
}

function isAllowedSomewhere(
  { about, side, rule }: ScopedRule,
  protocol: DnsProtocol,
  { inForce, overlap, podsOf }: LintScope,
): boolean {
  const pods = podsOf(about.policy.subject);
  return inForce.some(
    (policy) =>
      policy[side]?.some(
        (other) =>
          mayAllowDns(other, protocol) &&
          overlap.ofEntities(peersOf(other, side), peersOf(rule, side)),
      ) && mayShare(podsOf(policy.subject), pods),
  );
}
