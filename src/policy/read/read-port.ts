/** Fields that hold ports and protocols. */
import { ICMP, ICMPV6, protocolNumber, TCP, UDP } from '../../flow/protocol.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { PortMatch } from '../model/rule.ts';

export const PORT_MAX = 65_535;
const SCTP = 132;
const UDP_LITE = 136;

/** Protocols that Kubernetes names. */
const TRANSPORTS = ['TCP', 'UDP', 'SCTP'] as const;
const PROTOCOL_NUMBERS_MAX = 255;
const CALICO_PROTOCOLS: readonly number[] = [TCP, UDP, ICMP, ICMPV6, SCTP, UDP_LITE];
const WITH_PORTS: readonly number[] = [TCP, UDP, SCTP];

/** TCP, UDP or SCTP by name; TCP when absent. */
export function readTransport(fields: Fields): number {
  return protocolNumber(fields.oneOf(TRANSPORTS) ?? 'TCP') as number;
}

export function hasPorts(protocol: number | undefined): boolean {
  return protocol !== undefined && WITH_PORTS.includes(protocol);
}

/** One of six names in any case, or a number from 1 to 255; undefined when absent. */
export function readCalicoProtocol(fields: Fields): number | undefined {
  if (typeof fields.value === 'number') return fields.integer(1, PROTOCOL_NUMBERS_MAX);
  const name = fields.text();
  if (name === '') return undefined;
  const number = protocolNumber(name);
  const isNamed = number !== undefined && !/^\d/.test(name) && CALICO_PROTOCOLS.includes(number);
  if (isNamed) return number;
  const names = 'TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite or a number from 1 to 255';
  throw new FieldError(fields.path, `must be ${names}`);
}

/** Number or name of a port of Kubernetes' policies; undefined when absent. */
export function readPort(fields: Fields): number | string | undefined {
  if (typeof fields.value === 'number') return fields.integer(1, PORT_MAX);
  if (fields.isAbsent) return undefined;
  return readPortName(fields);
}

/** Source: k8s.io/apimachinery validation, IsValidPortName. */
export function readPortName(fields: Fields): string {
  const name = fields.requiredText();
  const isValid = /^[a-z0-9-]{1,15}$/.test(name) && /[a-z]/.test(name) && !/^-|--|-$/.test(name);
  if (isValid) return name;
  throw new FieldError(fields.path, 'is no port: neither a number from 1 to 65535 nor a name');
}

/** `8080`, `"8080"`, `"8080:8090"` or a name. Source: Calico api/pkg/lib/numorstring/port.go. */
export function readCalicoPort(fields: Fields): PortMatch {
  if (typeof fields.value === 'number') {
    const port = fields.integer(0, PORT_MAX) as number;
    return { from: port, to: port };
  }
  const text = fields.requiredText();
  const range = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(text);
  if (range !== null) return checkedRange(Number(range[1]), Number(range[2] ?? range[1]), fields);
  if (/^[a-zA-Z0-9_.-]{1,128}$/.test(text) && !/^\d+$/.test(text)) return { name: text };
  throw new FieldError(fields.path, 'is no port: a number, a range such as "80:90", or a name');
}

function checkedRange(from: number, to: number, fields: Fields): PortMatch {
  if (to > PORT_MAX) throw new FieldError(fields.path, `is past the last port, ${PORT_MAX}`);
  if (from > to) throw new FieldError(fields.path, 'ends before it begins');
  return { from, to };
}
