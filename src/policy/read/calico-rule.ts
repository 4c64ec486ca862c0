/**
 * Rules of Calico's policies.
 * Source: Calico api/pkg/apis/projectcalico/v3/policy_common.go (Rule).
 */
import { ICMP, ICMPV6 } from '../../flow/protocol.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { IcmpMatch, Rule, TrafficMatch } from '../model/rule.ts';
import { type CalicoEntity, readEntity } from './calico-entity.ts';
import { hasPorts, readCalicoProtocol } from './read-port.ts';

const ACTIONS = ['Allow', 'Deny', 'Log', 'Pass'] as const;
const RULE_FIELDS = [
  'action',
  'ipVersion',
  'protocol',
  'notProtocol',
  'icmp',
  'notICMP',
  'source',
  'destination',
  'http',
  'metadata',
];
const ICMP_TYPE_MAX = 254;
const ICMP_CODE_MAX = 255;

/** `namespace`: that of the policy; empty for a global one. */
export function readCalicoRule(fields: Fields, namespace: string): Rule {
  fields.onlyKeys(RULE_FIELDS);
  const action = fields.at('action').oneOf(ACTIONS);
  if (action === undefined) throw new FieldError(fields.at('action').path, 'is missing');
  if (!fields.at('http').isAbsent) {
    const what = 'is not understood: what is in a request cannot be told from a packet';
    throw new FieldError(fields.at('http').path, what);
  }
  fields.at('metadata').onlyKeys(['annotations']);
  const source = readEntity(fields.at('source'), namespace);
  const destination = readEntity(fields.at('destination'), namespace);
  const traffic = readTraffic(fields, source, destination);
  return {
    action: ACTION_NAMES[action],
    name: '',
    path: fields.path,
    sources: source.match && [source.match],
    destinations: destination.match && [destination.match],
    traffic: Object.keys(traffic).length === 0 ? undefined : [traffic],
  };
}

const ACTION_NAMES = { Allow: 'allow', Deny: 'deny', Log: 'log', Pass: 'pass' } as const;

function readTraffic(fields: Fields, source: CalicoEntity, destination: CalicoEntity) {
  const protocol = readCalicoProtocol(fields.at('protocol'));
  const notProtocol = readCalicoProtocol(fields.at('notProtocol'));
  const ipVersion = readIpVersion(fields.at('ipVersion'));
  checkPorts(fields, protocol, [source, destination]);
  checkIcmpVersion(fields, [protocol, notProtocol], ipVersion);
  const icmp = readIcmp(fields.at('icmp'), protocol);
  const notIcmp = readIcmp(fields.at('notICMP'), protocol);
  const traffic: TrafficMatch = {
    ...(protocol !== undefined && { protocol }),
    ...(notProtocol !== undefined && { notProtocol }),
    ...(ipVersion && { ipVersion }),
    ...(icmp && { icmp }),
    ...(notIcmp && { notIcmp }),
    ...(destination.ports && { ports: destination.ports }),
    ...(destination.notPorts && { notPorts: destination.notPorts }),
    ...(source.ports && { sourcePorts: source.ports }),
    ...(source.notPorts && { notSourcePorts: source.notPorts }),
  };
  return traffic;
}

function readIpVersion(field: Fields): 4 | 6 | undefined {
  const version = field.integer(4, 6);
  if (version === 5) throw new FieldError(field.path, 'must be 4 or 6');
  return version as 4 | 6 | undefined;
}

function checkPorts(
  fields: Fields,
  protocol: number | undefined,
  ends: readonly CalicoEntity[],
): void {
  const isWithPorts = ends.some(({ ports, notPorts }) => (ports ?? notPorts) !== undefined);
  if (!isWithPorts || hasPorts(protocol)) return;
  throw new FieldError(
    fields.at('protocol').path,
    'must be TCP, UDP or SCTP where ports are given',
  );
}

function checkIcmpVersion(
  fields: Fields,
  protocols: readonly (number | undefined)[],
  ipVersion: number | undefined,
): void {
  const isWrong =
    (ipVersion === 6 && protocols.includes(ICMP)) ||
    (ipVersion === 4 && protocols.includes(ICMPV6));
  if (isWrong) throw new FieldError(fields.at('ipVersion').path, 'does not go with the protocol');
}

/** Without a type nothing is asked. */
function readIcmp(fields: Fields, protocol: number | undefined): IcmpMatch | undefined {
  if (fields.isAbsent) return undefined;
  fields.onlyKeys(['type', 'code']);
  if (protocol !== ICMP && protocol !== ICMPV6) {
    throw new FieldError(fields.path, 'needs protocol ICMP or ICMPv6');
  }
  const type = fields.at('type').integer(0, ICMP_TYPE_MAX);
  const code = fields.at('code').integer(0, ICMP_CODE_MAX);
  if (type !== undefined) return { type, code };
  if (code !== undefined) throw new FieldError(fields.at('code').path, 'needs a type beside it');
  return undefined;
}
