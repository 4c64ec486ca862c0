/**
 * Reads what objects of a cluster declare (declared.ts), whatever else they are. Kinds that declare
 * nothing are passed over; a mistake in a field is told with its place.
 */
import type { Fields } from '../../manifest/fields.ts';
import { type ManifestObject, placedError } from '../../manifest/manifest-object.ts';
import type { ManifestError } from '../../manifest/manifest-text.ts';
import { readController, TEMPLATE_PATHS } from '../read/world-pods.ts';
import type {
  ApiAddress,
  Declared,
  DeclaredBackend,
  DeclaredFailsafes,
  DeclaredMonitor,
  DeclaredNode,
  DeclaredPod,
  DeclaredService,
  DeclaredWebhook,
} from './declared.ts';
import {
  asksForCertificate,
  nameOf,
  ROUTE_KINDS,
  readIngress,
  readRoute,
  solvesOverHttp,
} from './read-backends.ts';
import {
  isCloudAccount,
  readApiAddresses,
  readBoundAccounts,
  readDeclaredNode,
  readDeclaredService,
  readFailsafes,
} from './read-infrastructure.ts';
import { MONITOR_KINDS, type MonitorKind, readMonitor } from './read-monitors.ts';
import { readDeclaredPod } from './read-pods.ts';
import { readAdmissionWebhooks, readApiService, readConversion } from './read-webhooks.ts';

export interface DeclaredResult {
  readonly declared: Declared;
  /** Objects that are not understood declare nothing. */
  readonly errors: readonly ManifestError[];
}

/** Of objects with the same name the last counts: what is applied over others replaces them. */
export function readDeclared(objects: readonly ManifestObject[]): DeclaredResult {
  const latest = new Map(objects.map((object) => [identityOf(object), object]));
  const reading = new DeclaredReading();
  const errors: ManifestError[] = [];
  for (const object of latest.values()) {
    try {
      reading.add(object);
    } catch (error) {
      errors.push(placedError(error, object.source));
    }
  }
  return { declared: reading.result(), errors };
}

/** Without a name that is text it is an object of its own: its mistake is told elsewhere. */
function identityOf({ kind, group, fields }: ManifestObject): unknown {
  const { value } = fields.at('metadata');
  const { namespace = '', name } = (value ?? {}) as { namespace?: unknown; name?: unknown };
  if (typeof name !== 'string' || typeof namespace !== 'string') return fields;
  return JSON.stringify([group, kind, namespace, name]);
}

type Read = (reading: Lists, fields: Fields, kind: string, namespace: string) => void;

class Lists {
  readonly webhooks: DeclaredWebhook[] = [];
  readonly backends: DeclaredBackend[] = [];
  /** Namespaces whose Ingresses ask for certificates. */
  readonly asking = new Map<string, string>();
  /** Whether an issuer proves them over HTTP. */
  readonly issuers: string[] = [];
  readonly monitors: DeclaredMonitor[] = [];
  readonly services: DeclaredService[] = [];
  readonly pods: DeclaredPod[] = [];
  readonly nodes: DeclaredNode[] = [];
  readonly apiAddresses: ApiAddress[] = [];
  readonly boundAccounts = new Set<string>();
  hasBindings = false;
  readonly cloudAccounts = new Set<string>();
  readonly failsafes: DeclaredFailsafes[] = [];
}

const READERS: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  '': {
    Pod: (to, fields, kind, namespace) => {
      const name = fields.at('metadata').at('name').requiredText();
      to.pods.push(readDeclaredPod(kind, fields, name, namespace));
    },
    Service: (to, fields, _kind, namespace) =>
      to.services.push(readDeclaredService(fields, namespace)),
    Node: (to, fields) => to.nodes.push(readDeclaredNode(fields)),
    Endpoints: addApiAddresses,
    ServiceAccount: (to, fields, _kind, namespace) => {
      const name = fields.at('metadata').at('name').text();
      if (isCloudAccount(fields)) to.cloudAccounts.add(`${namespace}/${name}`);
    },
    ReplicationController: addTemplate,
  },
  apps: {
    Deployment: addTemplate,
    StatefulSet: addTemplate,
    DaemonSet: addTemplate,
    ReplicaSet: addTemplate,
  },
  batch: { Job: addTemplate, CronJob: addTemplate },
  'discovery.k8s.io': { EndpointSlice: addApiAddresses },
  'networking.k8s.io': {
    Ingress: (to, fields, kind, namespace) => {
      to.backends.push(...readIngress(fields, namespace));
      if (asksForCertificate(fields)) to.asking.set(namespace, nameOf(kind, fields, namespace));
    },
  },
  'gateway.networking.k8s.io': ofEach(ROUTE_KINDS, (to, fields, kind, namespace) =>
    to.backends.push(...readRoute(kind, fields, namespace)),
  ),
  'cert-manager.io': ofEach(['Issuer', 'ClusterIssuer'], (to, fields, kind) => {
    if (solvesOverHttp(fields)) {
      to.issuers.push(nameOf(kind, fields, fields.at('metadata').at('namespace').text()));
    }
  }),
  'monitoring.coreos.com': ofEach(MONITOR_KINDS, (to, fields, kind, namespace) =>
    to.monitors.push(readMonitor(kind as MonitorKind, fields, namespace)),
  ),
  'admissionregistration.k8s.io': {
    ValidatingWebhookConfiguration: (to, fields) =>
      to.webhooks.push(...readAdmissionWebhooks('ValidatingWebhookConfiguration', fields)),
    MutatingWebhookConfiguration: (to, fields) =>
      to.webhooks.push(...readAdmissionWebhooks('MutatingWebhookConfiguration', fields)),
  },
  'apiextensions.k8s.io': {
    CustomResourceDefinition: (to, fields) => to.webhooks.push(...readConversion(fields)),
  },
  'apiregistration.k8s.io': {
    APIService: (to, fields) => to.webhooks.push(...readApiService(fields)),
  },
  'rbac.authorization.k8s.io': ofEach(['RoleBinding', 'ClusterRoleBinding'], (to, fields) => {
    to.hasBindings = true;
    for (const account of readBoundAccounts(fields)) to.boundAccounts.add(account);
  }),
  'crd.projectcalico.org': { FelixConfiguration: addFailsafes },
  'projectcalico.org': { FelixConfiguration: addFailsafes },
};

function ofEach(kinds: readonly string[], read: Read): Readonly<Record<string, Read>> {
  return Object.fromEntries(kinds.map((kind) => [kind, read]));
}

function addTemplate(to: Lists, fields: Fields, kind: string, namespace: string): void {
  const metadata = fields.at('metadata');
  if (readController(metadata) !== undefined) return;
  const template = TEMPLATE_PATHS[kind]!.reduce((at, key) => at.at(key), fields);
  to.pods.push(readDeclaredPod(kind, template, metadata.at('name').requiredText(), namespace));
}

function addApiAddresses(to: Lists, fields: Fields, kind: string, namespace: string): void {
  to.apiAddresses.push(...readApiAddresses(kind, fields, namespace));
}

function addFailsafes(to: Lists, fields: Fields): void {
  to.failsafes.push(...readFailsafes(fields));
}

class DeclaredReading {
  readonly #lists = new Lists();

  add({ kind, group, fields }: ManifestObject): void {
    const readers = Object.hasOwn(READERS, group) ? READERS[group]! : {};
    if (!Object.hasOwn(readers, kind)) return;
    readers[kind]!(this.#lists, fields, kind, fields.at('metadata').at('namespace').text());
  }

  result(): Declared {
    const { asking, issuers, hasBindings, boundAccounts, ...lists } = this.#lists;
    return {
      ...lists,
      apiAddresses: distinct(lists.apiAddresses),
      solvers: issuers.length === 0 ? new Map() : asking,
      boundAccounts: hasBindings ? boundAccounts : undefined,
    };
  }
}

function distinct(addresses: readonly ApiAddress[]): ApiAddress[] {
  return [...new Map(addresses.map((each) => [`${each.ip} ${each.port}`, each])).values()];
}
