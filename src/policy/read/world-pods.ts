/**
 * Pods that run, and those that the templates of workloads will make: manifests are enough to say
 * what policies will do, before anything is deployed.
 */
import type { Workload } from '../../flow/endpoint.ts';
import { protocolNumber } from '../../flow/protocol.ts';
import { readPodAddresses } from '../../manifest/addresses.ts';
import { FieldError, type Fields } from '../../manifest/fields.ts';
import { cronJobOf, deploymentOf } from '../../manifest/pod-owner.ts';
import type { ContainerPort, Labels, WorldPod } from '../model/world.ts';
import { PORT_MAX, readTransport } from './read-port.ts';

const DEFAULT_ACCOUNT = 'default';

/** Where a kind of workload has the template of its pods. */
export const TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const FINISHED = ['Succeeded', 'Failed'];

/** Controllers by `KIND NAMESPACE/NAME`, each with what owns it. */
export type OwnerTable = ReadonlyMap<string, Workload>;

/** Undefined: it has ended, and holds no address any more. */
export function readPod(
  fields: Fields,
  namespace: string,
  owners: OwnerTable,
): WorldPod | undefined {
  if (FINISHED.includes(fields.at('status').at('phase').text())) return undefined;
  const metadata = fields.at('metadata');
  const name = metadata.at('name').requiredText();
  const labels = metadata.at('labels').texts();
  const owner = readController(metadata);
  return {
    ...readPodSpec(fields.at('spec')),
    namespace,
    name,
    workload: owner ? topOwner(owner, { namespace, labels, owners }) : { kind: 'Pod', name },
    labels,
    node: fields.at('spec').at('nodeName').text(),
    ips: readPodAddresses(fields),
  };
}

/** What a template makes; undefined for a workload that another one owns. */
export function readTemplate(
  fields: Fields,
  kind: string,
  namespace: string,
): WorldPod | undefined {
  const metadata = fields.at('metadata');
  if (readController(metadata) !== undefined) return undefined;
  const template = TEMPLATE_PATHS[kind]!.reduce((at, key) => at.at(key), fields);
  return {
    ...readPodSpec(template.at('spec')),
    namespace,
    name: '',
    workload: { kind, name: metadata.at('name').requiredText() },
    labels: template.at('metadata').at('labels').texts(),
    node: '',
    ips: [],
  };
}

function readPodSpec(spec: Fields): Pick<WorldPod, 'serviceAccount' | 'ports' | 'hostNetwork'> {
  const sidecars = spec.at('initContainers').items().filter(isSidecar);
  return {
    serviceAccount: spec.at('serviceAccountName').text() || DEFAULT_ACCOUNT,
    ports: [...spec.at('containers').items(), ...sidecars].flatMap(readNamedPorts),
    hostNetwork: spec.at('hostNetwork').flag(),
  };
}

function isSidecar(container: Fields): boolean {
  return container.at('restartPolicy').text() === 'Always';
}

function readNamedPorts(container: Fields): ContainerPort[] {
  const named = container
    .at('ports')
    .items()
    .filter((port) => port.at('name').text() !== '');
  return named.map((port) => {
    const number = port.at('containerPort');
    const read = number.integer(1, PORT_MAX);
    if (read === undefined) throw new FieldError(number.path, 'is missing');
    return {
      name: port.at('name').text(),
      protocol: readTransport(port.at('protocol')),
      port: read,
    };
  });
}

/** The controller that owns an object, if any. */
export function readController(metadata: Fields): Workload | undefined {
  const owners = metadata.at('ownerReferences').items();
  const owner = owners.find((candidate) => candidate.at('controller').flag()) ?? owners[0];
  if (owner === undefined) return undefined;
  return { kind: owner.at('kind').requiredText(), name: owner.at('name').requiredText() };
}

interface Below {
  readonly namespace: string;
  readonly labels: Labels;
  readonly owners: OwnerTable;
}

/** What a person applied: by the objects that are known, else by their names. */
function topOwner(owner: Workload, { namespace, labels, owners }: Below): Workload {
  const known = owners.get(`${owner.kind} ${namespace}/${owner.name}`);
  if (known !== undefined) return known;
  if (owner.kind === 'ReplicaSet')
    return named('Deployment', deploymentOf(owner.name, labels), owner);
  if (owner.kind === 'Job') return named('CronJob', cronJobOf(owner.name), owner);
  return owner;
}

function named(kind: string, name: string | undefined, otherwise: Workload): Workload {
  return name === undefined ? otherwise : { kind, name };
}

/** IANA number of a service port's protocol. */
export function readServiceProtocol(field: Fields): number {
  return protocolNumber(field.text() || 'TCP') ?? readTransport(field);
}
