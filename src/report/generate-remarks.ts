/** What generated policies do not say, in words: what stays open, and what was left out and why. */
import type { Edge } from '../flow/edge.ts';
import type { Endpoint } from '../flow/endpoint.ts';
import { protocolName } from '../flow/protocol.ts';
import { ADDRESSES_MAX } from '../policy/generate/cap-addresses.ts';
import type { Generated, GeneratedNamespace } from '../policy/generate/generate.ts';
import { LEFT_OUT_REASONS, type LeftOut, type LeftOutReason } from '../policy/generate/left-out.ts';
import { titleOf } from '../policy/generate/plan-namespace.ts';
import { formatPolicyId, type Policy } from '../policy/model/policy.ts';

/** Edges that are told for one reason; the others are counted. */
const EDGES_TOLD_MAX = 100;

const OPEN_WORDS = {
  silent: 'nothing was seen of it',
  no_labels: 'it has no labels to select it by',
  no_rule: 'all that was seen of it is left out',
} as const;

const REASON_WORDS: Readonly<Record<LeftOutReason, string>> = {
  not_answered: 'never answered (--refused allows it)',
  dropped: 'dropped by a policy already (--refused allows it)',
  ambiguous_end: 'one end may be several things',
  unnamed_end: 'nobody knows whose address it was',
  address_not_kept: 'its addresses were not kept apart',
  service_not_known: 'the pods behind the service are not known',
  no_labels: 'one end has no labels to select it by',
  protocol_not_known: 'the protocol is not known',
  port_not_known: 'the port is not known',
  icmp_type_not_known: 'the type of ICMP message is not known',
  cannot_be_said: 'this kind of policy has no words for it (--format calico has more)',
  too_many_addresses: `more than ${ADDRESSES_MAX} addresses: do not enforce statically`,
  not_proven: 'not proven to pass, although it has a rule: see dropcast forecast',
};

const REPLACED =
  'has the name of a generated one, which would take its place: --merge keeps its rules';

export interface Beside {
  /** Namespaces that were not asked for, and that one may miss. */
  readonly untouched: readonly string[];
  /** Policies of the cluster that are gone where what was generated is applied. */
  readonly replaced: readonly Policy[];
}

/** Lines. */
export function generateRemarks(
  { namespaces, leftOut }: Generated,
  { untouched, replaced }: Beside,
): string[] {
  const byReason = Map.groupBy(leftOut, ({ reason }) => reason);
  return [
    ...untouched.map((name) => `${name}: left alone, it is the system's: -n ${name} asks for it`),
    ...replaced.map(({ id }) => `${formatPolicyId(id)} of the cluster ${REPLACED}`),
    ...namespaces.flatMap(namespaceRemarks),
    ...LEFT_OUT_REASONS.flatMap((reason) => remarksOn(reason, byReason.get(reason) ?? [])),
  ];
}

function namespaceRemarks({ namespace, files, open, isInseparable }: GeneratedNamespace): string[] {
  const lines = Object.entries(OPEN_WORDS).flatMap(([why, words]) => {
    const titles = open.filter((each) => each.why === why).map(titleOf);
    return titles.length === 0 ? [] : [`${namespace}: left open, ${words}: ${titles.join(', ')}`];
  });
  const inseparable = `${namespace}: no default deny, as no labels keep apart what is left open`;
  if (files.length === 0 && open.length === 0) return [`${namespace}: has no pods and no flows`];
  return isInseparable ? [inseparable, ...lines] : lines;
}

function remarksOn(reason: LeftOutReason, leftOut: readonly LeftOut[]): string[] {
  if (leftOut.length === 0) return [];
  const lines = reason === 'too_many_addresses' ? addressLines(leftOut) : edgeLines(leftOut);
  const more = lines.length - EDGES_TOLD_MAX;
  const told = lines.sort().slice(0, EDGES_TOLD_MAX);
  const rest = more > 0 ? [`  and ${more} more`] : [];
  return [`left out, ${REASON_WORDS[reason]}:`, ...told.map((line) => `  ${line}`), ...rest];
}

function edgeLines(leftOut: readonly LeftOut[]): string[] {
  const byEdge = Map.groupBy(leftOut, ({ edge }) => edge);
  return [...byEdge].map(([edge, sides]) => {
    const names = sides.map(({ side }) => side).sort();
    return `${edgeText(edge)}, ${names.join(' and ')}`;
  });
}

/** All addresses of one workload and port in one line. */
function addressLines(leftOut: readonly LeftOut[]): string[] {
  const byPort = Map.groupBy(leftOut, ({ edge, side }) =>
    side === 'egress'
      ? [`${endText(edge.source)} → `, portText(edge)].join('ADDRESSES')
      : `ADDRESSES → ${endText(edge.destination)}${portText(edge)}`,
  );
  return [...byPort].map(([text, those]) => {
    const peers = those.map(({ edge, side }) =>
      side === 'egress' ? edge.destination : edge.source,
    );
    const kind = peers[0]!.kind === 'outside' ? 'addresses outside' : 'addresses of nodes';
    return text.replace(
      'ADDRESSES',
      `${new Set(peers.map(({ ip, name }) => ip || name)).size} ${kind}`,
    );
  });
}

function edgeText(edge: Edge): string {
  return `${endText(edge.source)} → ${endText(edge.destination)}${portText(edge)}`;
}

function portText({ protocol, port, icmpType }: Edge): string {
  if (protocol === undefined) return '';
  const name = protocolName(protocol);
  if (port !== undefined) return `:${port}/${name}`;
  return icmpType === undefined ? ` ${name}` : ` ${name} type ${icmpType}`;
}

function endText(end: Endpoint): string {
  const { namespace, name, workload, ip, kind, candidates } = end;
  if (end.confidence === 'ambiguous') return `${ip} (one of ${candidates.length})`;
  const own = workload?.name || name || ip || 'an address that was not kept';
  if (kind === 'outside' && ip !== '' && own !== ip) return `${ip} (${own})`;
  return namespace === '' ? own : `${namespace}/${own}`;
}
