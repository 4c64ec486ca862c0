/**
 * An EndpointSlice, in JSON or protobuf: which addresses and ports stand behind a service.
 * Format: k8s.io/api/discovery/v1/generated.proto.
 */
import { canonicalAddress } from '../../flow/address.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { EndpointPort, EndpointSlice } from '../objects.ts';
import type { Interner } from './interner.ts';
import type { Item } from './item.ts';
import type { Message } from './message.ts';
import { emptyMeta, readMeta } from './object-meta.ts';

/** On every slice that belongs to a service. */
const SERVICE_LABEL = 'kubernetes.io/service-name';

export function readEndpointSlice(message: Message, interner: Interner): Item<EndpointSlice> {
  let meta = emptyMeta();
  const addresses: string[] = [];
  const ports: EndpointPort[] = [];
  while (message.next()) {
    if (message.field === 1) meta = readMeta(message.message(), interner);
    else if (message.field === 2) addresses.push(...readAddresses(message.message()));
    else if (message.field === 3) ports.push(readPort(message.message(), interner));
  }
  const { namespace, name, uid, resourceVersion, labels } = meta;
  const service = labels[SERVICE_LABEL] ?? '';
  const object = { namespace, name, service, addresses, ports };
  return { namespace, name, uid, resourceVersion, object };
}

/** Slices may hold host names (addressType FQDN), too: those are passed over. */
function readAddresses(endpoint: Message): string[] {
  const addresses: (string | undefined)[] = [];
  while (endpoint.next()) {
    if (endpoint.field === 1) addresses.push(canonicalAddress(endpoint.text()));
  }
  return addresses.filter((address) => address !== undefined);
}

function readPort(message: Message, interner: Interner): EndpointPort {
  let protocol = 'TCP';
  let port: number | undefined;
  while (message.next()) {
    if (message.field === 2) protocol = interner.text(message) || protocol;
    else if (message.field === 3) port = message.value;
  }
  return { protocol, port };
}

/** The same out of JSON. Throws FieldError. */
export function readEndpointSliceFields(fields: Fields): EndpointSlice {
  const metadata = fields.at('metadata');
  return {
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    service: metadata.at('labels').at(SERVICE_LABEL).text(),
    addresses: fields
      .at('endpoints')
      .items()
      .flatMap((endpoint) => endpoint.at('addresses').items())
      .map((address) => canonicalAddress(address.text()))
      .filter((address) => address !== undefined),
    ports: fields.at('ports').items().map(readPortFields),
  };
}

function readPortFields(fields: Fields): EndpointPort {
  const port = fields.at('port');
  if (!port.isAbsent && typeof port.value !== 'number') {
    throw new FieldError(port.path, 'must be a number');
  }
  return {
    protocol: fields.at('protocol').text() || 'TCP',
    port: port.isAbsent ? undefined : (port.value as number),
  };
}
