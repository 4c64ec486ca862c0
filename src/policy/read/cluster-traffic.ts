/**
 * Ports and protocols of the policies of policy.networking.k8s.io: `ports` in v1alpha1, `protocols`
 * in ClusterNetworkPolicy.
 */
import { protocolNumber } from '../../flow/protocol.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { PortMatch, TrafficMatch } from '../model/rule.ts';
import { PORT_MAX, readPortName, readTransport } from './read-port.ts';

/** An element of `ports`: exactly one of portNumber, namedPort and portRange. */
export function readAdminPort(fields: Fields): TrafficMatch {
  const name = fields.onlyOneOf(['portNumber', 'namedPort', 'portRange']);
  const field = fields.at(name);
  if (name === 'namedPort') return { ports: [{ name: readPortName(field) }] };
  const isRange = name === 'portRange';
  field.onlyKeys(isRange ? ['protocol', 'start', 'end'] : ['protocol', 'port']);
  const protocol = readTransport(field.at('protocol'));
  return { protocol, ports: [isRange ? readRange(field) : readNumber(field.at('port'))] };
}

/** An element of `protocols`: exactly one of tcp, udp, sctp and destinationNamedPort. */
export function readProtocol(fields: Fields): TrafficMatch {
  const name = fields.onlyOneOf(['tcp', 'udp', 'sctp', 'destinationNamedPort']);
  const field = fields.at(name);
  if (name === 'destinationNamedPort') return { ports: [{ name: readPortName(field) }] };
  field.onlyKeys(['destinationPort']);
  const protocol = protocolNumber(name) as number;
  const port = field.at('destinationPort');
  return port.isAbsent ? { protocol } : { protocol, ports: [readDestinationPort(port)] };
}

function readDestinationPort(fields: Fields): PortMatch {
  const name = fields.onlyOneOf(['number', 'range']);
  const field = fields.at(name);
  if (name === 'number') return readNumber(field);
  field.onlyKeys(['start', 'end']);
  return readRange(field);
}

function readNumber(field: Fields): PortMatch {
  const port = required(field);
  return { from: port, to: port };
}

function readRange(fields: Fields): PortMatch {
  const from = required(fields.at('start'));
  const to = required(fields.at('end'));
  if (from < to) return { from, to };
  throw new FieldError(fields.at('end').path, 'must be greater than start');
}

function required(field: Fields): number {
  const port = field.integer(1, PORT_MAX);
  if (port === undefined) throw new FieldError(field.path, 'is missing');
  return port;
}
