/**
 * What the cluster itself is made of, beyond what policies look at: which nodes run the control
 * plane, where the API server answers, whom it knows, and what Felix keeps open on hosts.
 */
import { canonicalAddress } from '../../flow/address.ts';
import { protocolNumber, TCP } from '../../flow/protocol.ts';
import { ADDRESS_ANNOTATIONS } from '../../manifest/addresses.ts';
import type { Fields } from '../../manifest/fields.ts';
import type { ApiAddress, DeclaredFailsafes, DeclaredNode, DeclaredService } from './declared.ts';
import { nameOf } from './read-backends.ts';

const PORT_MAX = 65_535;
const HTTPS_PORT = 443;

/** The service by which pods find the API server. */
const API_SERVICE = 'kubernetes';
const API_NAMESPACE = 'default';

const CONTROL_PLANE_LABELS = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/controlplane',
  'node-role.kubernetes.io/master',
];

/** Written on a service account whose identity its pods get from GKE's metadata server. */
const CLOUD_ANNOTATION = 'iam.gke.io/gcp-service-account';

export function readDeclaredService(fields: Fields, namespace: string): DeclaredService {
  const metadata = fields.at('metadata');
  const ports = fields.at('spec').at('ports').items();
  const named = ports.flatMap((each): [string, number][] => {
    const port = each.at('port').integer(1, PORT_MAX);
    const name = each.at('name').text();
    return port === undefined || name === '' ? [] : [[name, port]];
  });
  return {
    namespace,
    name: metadata.at('name').requiredText(),
    labels: metadata.at('labels').texts(),
    annotations: metadata.at('annotations').texts(),
    portNames: new Map(named),
  };
}

export function readDeclaredNode(fields: Fields): DeclaredNode {
  const metadata = fields.at('metadata');
  const annotations = metadata.at('annotations');
  const listed = fields.at('status').at('addresses').items();
  const inside = listed.filter((each) => each.at('type').text() === 'InternalIP');
  const tunnels = ADDRESS_ANNOTATIONS.filter((key) => !/IPv[46]Address$/.test(key));
  return {
    name: metadata.at('name').requiredText(),
    isControlPlane: CONTROL_PLANE_LABELS.some((label) => !metadata.at('labels').at(label).isAbsent),
    addresses: canonical(inside.map((each) => each.at('address').text())),
    tunnels: canonical(tunnels.map((key) => annotations.at(key).text().split('/', 1)[0]!)),
  };
}

function canonical(texts: readonly string[]): string[] {
  const known = texts.map(canonicalAddress).filter((address) => address !== undefined);
  return [...new Set(known)];
}

/** Of Endpoints and EndpointSlices: those of the API server; none of any other. */
export function readApiAddresses(
  kind: string,
  fields: Fields,
  namespace: string,
): readonly ApiAddress[] {
  if (namespace !== API_NAMESPACE) return [];
  const metadata = fields.at('metadata');
  if (kind === 'EndpointSlice') {
    const service = metadata.at('labels').at('kubernetes.io/service-name').text();
    if (service !== API_SERVICE) return [];
    const addresses = fields.at('endpoints').items().flatMap(addressesOfEndpoint);
    return together(addresses, portsOf(fields));
  }
  if (metadata.at('name').text() !== API_SERVICE) return [];
  return fields
    .at('subsets')
    .items()
    .flatMap((subset) => {
      const addresses = subset.at('addresses').items();
      return together(
        addresses.map((address) => address.at('ip').text()),
        portsOf(subset),
      );
    });
}

function addressesOfEndpoint(endpoint: Fields): string[] {
  return endpoint
    .at('addresses')
    .items()
    .map((address) => address.text());
}

function portsOf(fields: Fields): number[] {
  const ports = fields.at('ports').items();
  return ports.map((each) => each.at('port').integer(1, PORT_MAX) ?? HTTPS_PORT);
}

function together(addresses: readonly string[], ports: readonly number[]): ApiAddress[] {
  return canonical(addresses).flatMap((ip) => ports.map((port) => ({ ip, port })));
}

/** The service accounts that a binding gives a role, as `NAMESPACE/NAME`. */
export function readBoundAccounts(fields: Fields): string[] {
  const own = fields.at('metadata').at('namespace').text();
  const subjects = fields.at('subjects').items();
  return subjects
    .filter((subject) => subject.at('kind').text() === 'ServiceAccount')
    .map(
      (subject) => `${subject.at('namespace').text() || own}/${subject.at('name').requiredText()}`,
    );
}

export function isCloudAccount(account: Fields): boolean {
  return account.at('metadata').at('annotations').at(CLOUD_ANNOTATION).text() !== '';
}

/** The sides whose ports it sets itself. Source: Calico's FelixConfiguration. */
export function readFailsafes(fields: Fields): readonly DeclaredFailsafes[] {
  const from = nameOf('FelixConfiguration', fields, '');
  const sides = [
    ['ingress', 'failsafeInboundHostPorts'],
    ['egress', 'failsafeOutboundHostPorts'],
  ] as const;
  return sides.flatMap(([side, key]) => {
    const list = fields.at('spec').at(key);
    if (list.isAbsent) return [];
    const ports = list.items().map((each) => ({
      protocol: protocolNumber(each.at('protocol').text() || 'TCP') ?? TCP,
      port: each.at('port').integer(0, PORT_MAX) ?? 0,
    }));
    return [{ from, side, ports }];
  });
}
