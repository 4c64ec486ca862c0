/** Addresses of pods and nodes as the API prints them, in canonical text. */
import { canonicalAddress } from '../flow/address.ts';
import { FieldError, type Fields } from './fields.ts';

/**
 * Where Calico writes a node's own and tunnel addresses, some with a mask behind a slash.
 * Source: projectcalico/calico libcalico-go/lib/backend/k8s/resources/node.go.
 */
export const ADDRESS_ANNOTATIONS: readonly string[] = [
  'projectcalico.org/IPv4Address',
  'projectcalico.org/IPv6Address',
  'projectcalico.org/IPv4IPIPTunnelAddr',
  'projectcalico.org/IPv4VXLANTunnelAddr',
  'projectcalico.org/IPv6VXLANTunnelAddr',
  'projectcalico.org/IPv4WireguardInterfaceAddr',
  'projectcalico.org/IPv6WireguardInterfaceAddr',
];

export const ADDRESS_TYPES: readonly string[] = ['InternalIP', 'ExternalIP'];

export function readAddress(field: Fields): string {
  const address = canonicalAddress(field.requiredText());
  if (address === undefined) throw new FieldError(field.path, 'is not an IP address');
  return address;
}

/** Each once. */
export function readPodAddresses(pod: Fields): string[] {
  const status = pod.at('status');
  const listed = status.at('podIPs').items();
  const all = [...listed.map((item) => item.at('ip')), status.at('podIP')];
  return [...new Set(all.filter((ip) => !ip.isAbsent).map(readAddress))];
}

/** A node's own addresses and those of its tunnels, each once. */
export function readNodeAddresses(node: Fields): string[] {
  const own = node
    .at('status')
    .at('addresses')
    .items()
    .filter((address) => ADDRESS_TYPES.includes(address.at('type').text()))
    .map((address) => readAddress(address.at('address')));
  const annotations = node.at('metadata').at('annotations');
  const annotated = ADDRESS_ANNOTATIONS.map((key) => annotations.at(key))
    .map((annotation) => canonicalAddress(annotation.text().split('/', 1)[0]!))
    .filter((address) => address !== undefined);
  return [...new Set([...own, ...annotated])];
}

/** Of a service; none of a headless one. */
export function readClusterAddresses(service: Fields): string[] {
  const spec = service.at('spec');
  const all = [...spec.at('clusterIPs').items(), spec.at('clusterIP')];
  const given = all.filter((field) => !['', 'None'].includes(field.text()));
  return [...new Set(given.map(readAddress))];
}
