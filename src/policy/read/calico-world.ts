/**
 * Calico's objects that policies refer to: tiers, network sets, host endpoints.
 * Source: Calico api/pkg/apis/projectcalico/v3.
 */
import { protocolNumber } from '../../flow/protocol.ts';
import { readAddress } from '../../manifest/addresses.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import { DEFAULT_TIER, type Tier } from '../model/policy.ts';
import type { ContainerPort, HostEndpoint, NetworkSet } from '../model/world.ts';
import { readNet } from './read-net.ts';
import { PORT_MAX, readCalicoProtocol } from './read-port.ts';

export function readTier(fields: Fields): Tier {
  const spec = fields.at('spec');
  spec.onlyKeys(['order', 'defaultAction']);
  const name = fields.at('metadata').at('name').requiredText();
  const action = spec.at('defaultAction').oneOf(['Deny', 'Pass']);
  if (name === DEFAULT_TIER && action === 'Pass') {
    throw new FieldError(spec.at('defaultAction').path, 'must be Deny in tier default');
  }
  return {
    name,
    order: spec.at('order').number() ?? Number.POSITIVE_INFINITY,
    defaultAction: action === 'Pass' ? 'pass' : 'deny',
  };
}

/** `namespace`: empty for a GlobalNetworkSet. */
export function readNetworkSet(fields: Fields, namespace: string): NetworkSet {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  spec.onlyKeys(['nets']);
  return {
    namespace,
    name: metadata.at('name').requiredText(),
    labels: metadata.at('labels').texts(),
    nets: spec.at('nets').items().map(readNet),
  };
}

export function readHostEndpoint(fields: Fields): HostEndpoint {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  spec.onlyKeys(['node', 'interfaceName', 'expectedIPs', 'profiles', 'ports']);
  return {
    name: metadata.at('name').requiredText(),
    node: spec.at('node').requiredText(),
    interfaceName: spec.at('interfaceName').text(),
    labels: metadata.at('labels').texts(),
    expectedIps: spec.at('expectedIPs').items().map(readAddress),
    ports: spec.at('ports').items().map(readEndpointPort),
    profiles: spec
      .at('profiles')
      .items()
      .map((profile) => profile.requiredText()),
  };
}

function readEndpointPort(fields: Fields): ContainerPort {
  return {
    name: fields.at('name').requiredText(),
    protocol: readCalicoProtocol(fields.at('protocol')) ?? (protocolNumber('TCP') as number),
    port: required(fields.at('port')),
  };
}

function required(field: Fields): number {
  const port = field.integer(0, PORT_MAX);
  if (port === undefined) throw new FieldError(field.path, 'is missing');
  return port;
}
