/**
 * TCP flags as bits of the TCP header (RFC 9293, 3.1; AE: RFC 9768), in the order in which the
 * kernel prints them.
 */

export const FIN = 0x001;
export const SYN = 0x002;
export const RST = 0x004;
export const PSH = 0x008;
export const ACK = 0x010;
export const URG = 0x020;
export const ECE = 0x040;
export const CWR = 0x080;
export const AE = 0x100;

const PRINTED_ORDER: readonly (readonly [number, string])[] = [
  [AE, 'AE'],
  [CWR, 'CWR'],
  [ECE, 'ECE'],
  [URG, 'URG'],
  [ACK, 'ACK'],
  [PSH, 'PSH'],
  [RST, 'RST'],
  [SYN, 'SYN'],
  [FIN, 'FIN'],
];

/** Flag names separated by blanks, in the kernel's order (net/netfilter/nf_log_syslog.c). */
export function formatTcpFlags(flags: number): string {
  return PRINTED_ORDER.filter(([bit]) => flags & bit)
    .map(([, name]) => name)
    .join(' ');
}

/** The flags that `formatTcpFlags` wrote, in any order; undefined when a name is none of them. */
export function parseTcpFlags(text: string): number | undefined {
  let flags = 0;
  for (const name of text.split(' ').filter((each) => each !== '')) {
    const bit = PRINTED_ORDER.find(([, printed]) => printed === name)?.[0];
    if (bit === undefined) return undefined;
    flags |= bit;
  }
  return flags;
}
