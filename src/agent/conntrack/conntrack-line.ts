/**
 * One line of /proc/net/nf_conntrack: a connection that stands, in the words of a policy.
 *
 *   ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.96.0.1 sport=4242 dport=443
 *     src=10.1.0.5 dst=10.0.0.1 sport=6443 dport=4242 [ASSURED] mark=0 zone=0 use=2
 *
 * The first tuple is what the client sent, the second what answers: its source is where the
 * connection went after DNAT, which is what a policy on pods sees, and never the Service.
 * Invariant: an address or port that is given stands in the line; whatever else is rejected.
 * Format: linux net/netfilter/nf_conntrack_standalone.c, ct_seq_show.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { canonicalAddress } from '../../flow/address.ts';
import { ICMP, ICMPV6, TCP } from '../../flow/protocol.ts';

const DCCP = 33;
const SCTP = 132;

/** State of an open connection; protocols that are not here have none and go by `[ASSURED]`. */
const OPEN_STATES: ReadonlyMap<number, string> = new Map([
  [TCP, 'ESTABLISHED'],
  [DCCP, 'OPEN'],
  [SCTP, 'ESTABLISHED'],
]);

const PORT = '0|[1-9]\\d{0,4}';
const TUPLE = `src=([0-9a-f.:]+) dst=([0-9a-f.:]+) (?:sport=(${PORT}) dport=(${PORT}) )?`;
/** `use=` ends every line: without it the line is cut. */
const LINE = new RegExp(
  `^(ipv4|ipv6) +\\d+ [a-z\\d]+ +(\\d{1,3}) ([^=]*|\\d+ timeout=\\d+, stream_timeout=\\d+ )` +
    `${TUPLE}(.*?)${TUPLE}(.*)use=\\d+$`,
);

export interface TrackedConnection {
  /** Who opened it; canonical text. */
  readonly source: string;
  /** Who answers, after DNAT; canonical text. */
  readonly destination: string;
  /** IANA number. */
  readonly protocol: number;
  /** Port that answers, after DNAT; undefined where the protocol has none. */
  readonly port: number | undefined;
}

/**
 * The connection that `line` tells of. `ignored`: none that a policy could cut (not established,
 * ICMP, from loopback to loopback). `rejected`: not such a line.
 */
export function parseConntrackLine(line: string): TrackedConnection | 'ignored' | 'rejected' {
  const [, family, number, head, sent, , , , between, answering, , port, , tail] =
    LINE.exec(line) ?? [];
  const source = addressOf(family, sent);
  const destination = addressOf(family, answering);
  const protocol = Number(number);
  const rest = `${between}${tail}`;
  if (source === undefined || destination === undefined || rest.includes('src=')) return 'rejected';
  if (protocol > 255 || Number(port ?? 0) > 65_535) return 'rejected';
  if (protocol === ICMP || protocol === ICMPV6) return 'ignored';
  if (isLoopback(source) && isLoopback(destination)) return 'ignored';
  if (!isOpen(protocol, head!, rest)) return 'ignored';
  return { source, destination, protocol, port: port === undefined ? undefined : Number(port) };
}

function addressOf(family: string | undefined, text = ''): string | undefined {
  if (family === 'ipv4') return isIPv4(text) ? text : undefined;
  return isIPv6(text) ? canonicalAddress(text) : undefined;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** A connection in a flow table of the kernel is established, though its state is not printed. */
function isOpen(protocol: number, head: string, flags: string): boolean {
  const state = OPEN_STATES.get(protocol);
  if (state === undefined) return /\[(?:ASSURED|OFFLOAD|HW_OFFLOAD)\]/.test(flags);
  return head.split(' ').includes(state) || /\[(?:OFFLOAD|HW_OFFLOAD)\]/.test(flags);
}
