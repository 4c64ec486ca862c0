/**
 * The ends in a rule of Calico's policies.
 * Source: Calico api/pkg/apis/projectcalico/v3/policy_common.go (EntityRule), and as Felix gets it:
 * libcalico-go/lib/backend/syncersv1/updateprocessors/rules.go.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { EntityMatch, PortMatch, ServiceReference } from '../model/rule.ts';
import { NAMESPACES_OF_RULE, OWN_LABELS } from '../selector/parse-selector.ts';
import {
  ALL,
  allOf,
  inNamespace,
  SERVICE_ACCOUNT_LABEL,
  SERVICE_ACCOUNT_PREFIX,
  type Selector,
} from '../selector/selector.ts';
import { readNets } from './read-net.ts';
import { readCalicoPort } from './read-port.ts';
import { readSelector } from './read-selector.ts';

const FIELDS = [
  'nets',
  'notNets',
  'selector',
  'notSelector',
  'namespaceSelector',
  'serviceAccounts',
  'services',
  'domains',
  'ports',
  'notPorts',
];
const NOT_BESIDE_SERVICES = FIELDS.filter((name) => name !== 'services');

export interface CalicoEntity {
  /** Undefined: it takes every end. */
  readonly match: EntityMatch | undefined;
  readonly ports: readonly PortMatch[] | undefined;
  readonly notPorts: readonly PortMatch[] | undefined;
}

/** `namespace`: that of the policy; empty for a global one. */
export function readEntity(fields: Fields, namespace: string): CalicoEntity {
  fields.onlyKeys(FIELDS);
  const services = fields.at('services');
  const match = services.isAbsent
    ? readEndpoints(fields, namespace)
    : { service: readService(fields, namespace) };
  return {
    match: Object.keys(match).length === 0 ? undefined : match,
    ports: readPorts(fields.at('ports')),
    notPorts: readPorts(fields.at('notPorts')),
  };
}

function readPorts(list: Fields): readonly PortMatch[] | undefined {
  const ports = list.items().map(readCalicoPort);
  return ports.length === 0 ? undefined : ports;
}

function readEndpoints(fields: Fields, namespace: string): EntityMatch {
  const selector = readEndpointSelector(fields, namespace);
  const notSelector = readSelector(fields.at('notSelector'), OWN_LABELS);
  const nets = readNets(fields.at('nets'));
  const notNets = readNets(fields.at('notNets'));
  const domainNames = fields
    .at('domains')
    .items()
    .map((name) => name.requiredText());
  return {
    ...(selector && { selector }),
    ...(notSelector && { notSelector }),
    ...(nets && { nets }),
    ...(notNets && { notNets }),
    ...(domainNames.length > 0 && { domainNames }),
  };
}

/**
 * The policy's own namespace is meant as soon as anything is selected, be it by notSelector alone,
 * and no namespaceSelector says otherwise.
 */
function readEndpointSelector(fields: Fields, namespace: string): Selector | undefined {
  const namespaces = readSelector(fields.at('namespaceSelector'), NAMESPACES_OF_RULE);
  const accounts = readServiceAccounts(fields.at('serviceAccounts'));
  const own = readSelector(fields.at('selector'), OWN_LABELS);
  if (namespaces !== undefined) return allOf(namespaces, accounts, own);
  const isSelecting = accounts ?? own ?? (fields.at('notSelector').text() || undefined);
  if (namespace !== '' && isSelecting !== undefined) {
    return allOf(inNamespace(namespace), accounts, own);
  }
  return accounts === undefined && own === undefined ? undefined : allOf(accounts, own);
}

function readServiceAccounts(fields: Fields): Selector | undefined {
  if (fields.isAbsent) return undefined;
  fields.onlyKeys(['names', 'selector']);
  const values = fields
    .at('names')
    .items()
    .map((name) => name.requiredText());
  const dialect = { ...OWN_LABELS, prefix: SERVICE_ACCOUNT_PREFIX };
  const selector = readSelector(fields.at('selector'), dialect);
  if (values.length === 0) return selector;
  return allOf({ op: 'in', label: SERVICE_ACCOUNT_LABEL, values }, selector ?? ALL);
}

function readService(fields: Fields, namespace: string): ServiceReference {
  const other = fields.keys().find((key) => NOT_BESIDE_SERVICES.includes(key));
  if (other !== undefined) {
    throw new FieldError(fields.at(other).path, 'may not stand beside services');
  }
  const service = fields.at('services');
  service.onlyKeys(['name', 'namespace']);
  const name = service.at('name').requiredText();
  const named = service.at('namespace').text() || namespace;
  if (named === '') throw new FieldError(service.at('namespace').path, 'is missing');
  return { namespace: named, name };
}
