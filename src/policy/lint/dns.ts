/** DNS in rules: it needs UDP, and TCP for answers that are too long. */
import { TCP, UDP } from '../../flow/protocol.ts';
import type { Rule, TrafficMatch } from '../model/rule.ts';
import { allOf, IS_POD, inNamespace } from '../selector/selector.ts';
import { mayAllow } from './isolation.ts';
import { mayShareTraffic } from './overlap.ts';
import type { LintScope } from './scope.ts';

export const DNS_NAMESPACE = inNamespace('kube-system');
const DNS_PORT = 53;
/** Of CoreDNS and kube-dns alike. */
const DNS_PODS = allOf(IS_POD, DNS_NAMESPACE, {
  op: 'equal',
  label: 'k8s-app',
  value: 'kube-dns',
});

export type DnsProtocol = typeof TCP | typeof UDP;

function dnsBy(protocol: DnsProtocol): TrafficMatch {
  return { protocol, ports: [{ from: DNS_PORT, to: DNS_PORT }] };
}

/** Whether port 53 of this protocol may get through. */
export function mayAllowDns(rule: Rule, protocol: DnsProtocol): boolean {
  return mayAllow(rule) && mayShareTraffic(rule.traffic, [dnsBy(protocol)]);
}

/** Whether it names port 53 of this protocol, and so was written for DNS. */
export function namesDns(rule: Rule, protocol: DnsProtocol): boolean {
  const traffic = rule.traffic?.filter((match) => match.protocol === protocol && isDnsAlone(match));
  return rule.action === 'allow' && traffic !== undefined && traffic.length > 0;
}

/** Whether it is about DNS and nothing else. */
export function isDnsRule({ action, traffic }: Rule): boolean {
  return action === 'allow' && traffic !== undefined && traffic.every(isDnsAlone);
}

function isDnsAlone({ ports }: TrafficMatch): boolean {
  return (
    ports?.every((port) => 'from' in port && port.from === DNS_PORT && port.to === DNS_PORT) ??
    false
  );
}

/** Whether a lookup may get through an egress rule: what names the port is believed. */
export function mayAllowLookups(rule: Rule, { overlap, podsOf }: LintScope): boolean {
  if (!mayAllowDns(rule, UDP) && !mayAllowDns(rule, TCP)) return false;
  if (namesDns(rule, UDP) || namesDns(rule, TCP)) return true;
  return overlap.ofPods(rule.destinations, podsOf(DNS_PODS));
}
