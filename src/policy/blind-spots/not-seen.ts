/**
 * What is declared and was not seen, beside what was seen and is not declared: where the window
 * says nothing of a thing, a policy made from it breaks just that.
 */

import { type Endpoint, unnamedEndpoint } from '../../flow/endpoint.ts';
import { TCP } from '../../flow/protocol.ts';
import type { Rule } from '../model/rule.ts';
import type { BlindSpot, SpotId } from './blind-spot.ts';
import { findGaps, type Gap } from './need.ts';
import { type Party, partyOf } from './party.ts';
import { needsSeen } from './seen-needs.ts';
import type { SpotContext } from './spot-context.ts';
import { evidence, placesTogether, reachedText, spotOf } from './spot-of.ts';
import { type Subject, subjectEnd, workloadText } from './subjects.ts';

const DNS_PORT = 53;
const ANY_TRAFFIC = {
  protocol: undefined,
  port: undefined,
  icmpType: undefined,
  icmpCode: undefined,
};

export function findNotSeen(context: SpotContext): readonly (BlindSpot | undefined)[] {
  // Without flows nothing was seen: that says nothing of anything.
  if (context.seen.all.length === 0) return [];
  return [silentCronJobs(context), silentPorts(context), undeclaredPorts(context)];
}

/** Those whose egress is closed but for DNS: nobody has thought of what they connect to. */
function silentCronJobs(context: SpotContext): BlindSpot | undefined {
  const silent = context.policed.filter(
    (subject) =>
      subject.workload.kind === 'CronJob' &&
      context.seen.from(partyOf(subject)).length === 0 &&
      isClosedButForDns(context, subject),
  );
  return spotOfSubjects('silent_cron_jobs', silent, {
    title: 'CronJobs that did not connect to anything yet may break when they run',
    lines: silent.map((subject) => {
      return `declared, not seen: ${nameOf(subject)}; its egress is closed but for DNS`;
    }),
    severity: 'may_break',
    fix: 'Let each run once before its namespace is enforced, or allow what it is known to need.',
  });
}

function isClosedButForDns({ evaluator }: SpotContext, subject: Subject): boolean {
  const end = subjectEnd(subject);
  const selecting = evaluator.selecting(end, 'egress');
  if (selecting.length === 0) return false;
  const outcome = evaluator.evaluateConnection(end, unnamedEndpoint(''), ANY_TRAFFIC);
  if (outcome.egress.verdict === 'allowed') return false;
  const rules = selecting.flatMap(({ egress }) => egress ?? []);
  return !rules.some((rule) => rule.action !== 'log' && rule.action !== 'deny' && isOfMore(rule));
}

/** Whether it is about another port than that of DNS. */
function isOfMore({ traffic }: Rule): boolean {
  if (traffic === undefined) return true;
  return traffic.some(
    ({ ports }) =>
      ports === undefined ||
      ports.some((port) => 'name' in port || port.from !== DNS_PORT || port.to !== DNS_PORT),
  );
}

/** Ports at which nobody was seen, and which no rule opens to anybody. */
function silentPorts(context: SpotContext): BlindSpot | undefined {
  const silent = context.policed.flatMap((subject) => {
    const ports = closedPorts(context, subject);
    return ports.length === 0 ? [] : [{ subject, ports }];
  });
  return spotOfSubjects(
    'silent_ports',
    silent.map(({ subject }) => subject),
    {
      title: 'Ports that pods declare and nobody was seen at are closed to everybody',
      lines: silent.map(({ subject, ports }) => {
        return `declared, not seen: ${nameOf(subject)} listens at TCP ${ports.join(', ')}`;
      }),
      severity: 'note',
      fix: 'If somebody needs them (once a month, by hand, after a failover), allow it now.',
    },
  );
}

/** Without those that the kubelet looks at, which it goes on doing. */
function closedPorts(context: SpotContext, subject: Subject): number[] {
  const { declared } = subject;
  const party = partyOf(subject);
  const ports = declared?.ports.filter(({ protocol }) => protocol === TCP) ?? [];
  const silent = ports.filter(
    ({ port }) => !declared!.probes.includes(port) && !isSeen(context, party, port),
  );
  return silent.map(({ port }) => port).filter((port) => isClosed(context, party.ends, port));
}

function isSeen({ seen }: SpotContext, party: Party, port: number): boolean {
  return seen.to(party).some((edge) => edge.protocol === TCP && edge.port === port);
}

/** No rule lets in anybody, whoever it is. */
function isClosed({ evaluator }: SpotContext, [end]: readonly Endpoint[], port: number): boolean {
  const traffic = { ...ANY_TRAFFIC, protocol: TCP, port };
  const { ingress } = evaluator.evaluateConnection(unnamedEndpoint(''), end!, traffic);
  return ingress.verdict !== 'allowed' && ingress.openRule === undefined;
}

/** Only where policies would drop it: what is undeclared and works is no blind spot. */
function undeclaredPorts(context: SpotContext): BlindSpot | undefined {
  const edges = context.seen.all.filter(({ source, destination, protocol, port }) => {
    // A node may reach its own pods: what comes from nodes is looked at apart.
    if (source.kind === 'node') return false;
    const ports = context.subjectOf(destination)?.declared?.ports;
    return (
      ports !== undefined && !ports.some((each) => each.protocol === protocol && each.port === port)
    );
  });
  const gaps = findGaps(context.evaluator, needsSeen(context, edges));
  return spotOf(context, {
    id: 'undeclared_ports',
    what: 'Connections to ports that no container declares',
    gaps,
    denied: 'note',
    objects: [...new Set(gaps.map((gap: Gap) => `seen, not declared: ${reachedText(gap)}`))],
    fix: 'Policies made from manifests do not know these ports: allow them where they are meant.',
    policyName: 'allow-undeclared',
  });
}

interface Told {
  readonly title: string;
  readonly lines: readonly string[];
  readonly severity: BlindSpot['severity'];
  readonly fix: string;
}

function spotOfSubjects(
  id: SpotId,
  subjects: readonly Subject[],
  { title, lines, severity, fix }: Told,
): BlindSpot | undefined {
  if (subjects.length === 0) return undefined;
  const places = subjects.map((subject) => ({
    namespace: subject.namespace,
    workload: workloadText(subject),
  }));
  return {
    id,
    severity,
    title,
    where: placesTogether(places),
    evidence: evidence('objects', lines),
    fix: { text: fix, policy: '' },
  };
}

function nameOf(subject: Subject): string {
  return `${subject.namespace}: ${workloadText(subject)}`;
}
