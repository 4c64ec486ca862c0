/**
 * Kubernetes objects as the API prints them into the shapes of objects.ts.
 * Throws FieldError where an object lacks what makes it one; a field that Kubernetes may leave out
 * has a default.
 */
import { canonicalAddress } from '../flow/address.ts';
import { parseCidr } from '../flow/cidr.ts';
import { parseTime } from '../flow/time.ts';
import { FieldError, type Fields } from '../manifest/fields.ts';
import type {
  Namespace,
  Node,
  OwnedController,
  Owner,
  Pod,
  Service,
  ServicePort,
} from './objects.ts';

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

export function readPod(fields: Fields): Pod {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  const status = fields.at('status');
  return {
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    uid: metadata.at('uid').text(),
    ips: readPodIps(status),
    hostNetwork: spec.at('hostNetwork').flag(),
    node: spec.at('nodeName').text(),
    labels: metadata.at('labels').texts(),
    phase: status.at('phase').text(),
    owner: readOwner(metadata),
    startUs: readTime(status.at('startTime')),
    networkUs: readNetworkStart(status),
    endUs: readEnd(metadata, status),
  };
}

function readPodIps(status: Fields): string[] {
  const all = status
    .at('podIPs')
    .items()
    .map((item) => item.at('ip'));
  const ips = [...all, status.at('podIP')].filter((ip) => !ip.isAbsent).map(readAddress);
  return [...new Set(ips)];
}

function readAddress(field: Fields): string {
  const address = canonicalAddress(field.requiredText());
  if (address === undefined) throw new FieldError(field.path, 'is not an IP address');
  return address;
}

function readTime(field: Fields): number | undefined {
  const text = field.text();
  if (text === '') return undefined;
  const time = parseTime(text);
  if (time === undefined) throw new FieldError(field.path, 'is not an RFC 3339 time');
  return time;
}

/**
 * A pod gives up its address when all containers have ended, or at the latest when its deletion is
 * due.
 */
function readEnd(metadata: Fields, status: Fields): number | undefined {
  const ends = [readTime(metadata.at('deletionTimestamp'))];
  const hasFinished = ['Succeeded', 'Failed'].includes(status.at('phase').text());
  if (hasFinished) ends.push(readLastFinish(status));
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function readLastFinish(status: Fields): number | undefined {
  const finishes = status
    .at('containerStatuses')
    .items()
    .map((container) => readTime(container.at('state').at('terminated').at('finishedAt')))
    .filter((finish) => finish !== undefined);
  return finishes.length === 0 ? undefined : Math.max(...finishes);
}

/** A container that runs does so in the sandbox that has the pod's addresses now. */
function readNetworkStart(status: Fields): number | undefined {
  const states = status
    .at('containerStatuses')
    .items()
    .map((container) => container.at('state'));
  const startsOf = (state: string) =>
    states.map((of) => readTime(of.at(state).at('startedAt'))).filter((us) => us !== undefined);
  const running = startsOf('running');
  if (running.length > 0) return Math.min(...running);
  const ended = startsOf('terminated');
  return ended.length === 0 ? undefined : Math.max(...ended);
}

function readOwner(metadata: Fields): Owner | undefined {
  const owners = metadata.at('ownerReferences').items();
  const controller = owners.find((owner) => owner.at('controller').flag()) ?? owners[0];
  if (controller === undefined) return undefined;
  return {
    kind: controller.at('kind').requiredText(),
    name: controller.at('name').requiredText(),
  };
}

export function readNode(fields: Fields): Node {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  return {
    name: metadata.at('name').requiredText(),
    labels: metadata.at('labels').texts(),
    addresses: [...new Set([...readOwnAddresses(fields), ...readAnnotatedAddresses(metadata)])],
    podCidrs: [...spec.at('podCIDRs').items(), spec.at('podCIDR')]
      .filter((cidr) => !cidr.isAbsent)
      .map(readCidr),
    createdUs: readTime(metadata.at('creationTimestamp')),
  };
}

function readOwnAddresses(fields: Fields): string[] {
  const addresses = fields.at('status').at('addresses').items();
  return addresses
    .filter((address) => ADDRESS_TYPES.includes(address.at('type').text()))
    .map((address) => readAddress(address.at('address')));
}

function readAnnotatedAddresses(metadata: Fields): string[] {
  const annotations = metadata.at('annotations');
  return ADDRESS_ANNOTATIONS.map((key) => annotations.at(key))
    .map((annotation) => canonicalAddress(annotation.text().split('/', 1)[0]!))
    .filter((address) => address !== undefined);
}

function readCidr(field: Fields): string {
  const text = field.requiredText();
  if (parseCidr(text) === undefined) throw new FieldError(field.path, 'is not a CIDR');
  return text;
}

export function readService(fields: Fields): Service {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  const ips = [...spec.at('clusterIPs').items(), spec.at('clusterIP')];
  return {
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    type: spec.at('type').text() || 'ClusterIP',
    clusterIps: [...new Set(ips.filter(isClusterIp).map(readAddress))],
    ports: spec.at('ports').items().map(readServicePort),
    selector: spec.at('selector').texts(),
    createdUs: readTime(metadata.at('creationTimestamp')),
  };
}

function isClusterIp(field: Fields): boolean {
  return !['', 'None'].includes(field.text());
}

function readServicePort(fields: Fields): ServicePort {
  const port = fields.at('port');
  if (typeof port.value !== 'number') throw new FieldError(port.path, 'must be a number');
  const target = fields.at('targetPort');
  return {
    name: fields.at('name').text(),
    protocol: fields.at('protocol').text() || 'TCP',
    port: port.value,
    targetPort: target.isAbsent ? String(port.value) : String(target.value),
  };
}

export function readNamespace(fields: Fields): Namespace {
  const metadata = fields.at('metadata');
  return { name: metadata.at('name').requiredText(), labels: metadata.at('labels').texts() };
}

export function readController(kind: OwnedController['kind'], fields: Fields): OwnedController {
  const metadata = fields.at('metadata');
  return {
    kind,
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    owner: readOwner(metadata),
  };
}
