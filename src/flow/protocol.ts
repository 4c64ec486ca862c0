/** IANA protocol numbers by the names that the kernel and people use. */

export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;

const NAMES: ReadonlyMap<number, string> = new Map([
  [ICMP, 'ICMP'],
  [2, 'IGMP'],
  [4, 'IPIP'],
  [TCP, 'TCP'],
  [UDP, 'UDP'],
  [41, 'IPv6'],
  [47, 'GRE'],
  [50, 'ESP'],
  [51, 'AH'],
  [ICMPV6, 'ICMPv6'],
  [132, 'SCTP'],
  [136, 'UDPLITE'],
]);

const NUMBERS: ReadonlyMap<string, number> = new Map(
  [...NAMES].map(([number, name]) => [name.toLowerCase(), number]),
);

/** Name of a protocol, or its number as text when it has none here. */
export function protocolName(number: number): string {
  return NAMES.get(number) ?? String(number);
}

/** Number of a protocol by name (any case) or decimal number 0–255; undefined when it is none. */
export function protocolNumber(text: string): number | undefined {
  const named = NUMBERS.get(text.toLowerCase());
  if (named !== undefined) return named;
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 255 ? number : undefined;
}
