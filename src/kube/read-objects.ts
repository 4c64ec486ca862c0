/**
 * Kubernetes objects as the API prints them into the shapes of objects.ts.
 * Throws FieldError where an object lacks what makes it one; a field that Kubernetes may leave out
 * has a default.
 */
import { parseCidr } from '../flow/cidr.ts';
import { parseTime } from '../flow/time.ts';
import {
  readClusterAddresses,
  readNodeAddresses,
  readPodAddresses,
} from '../manifest/addresses.ts';
import { FieldError, type Fields } from '../manifest/fields.ts';
import type {
  CronJob,
  Namespace,
  Node,
  OwnedController,
  Owner,
  Pod,
  Service,
  ServicePort,
} from './objects.ts';

export function readPod(fields: Fields): Pod {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  const status = fields.at('status');
  return {
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    uid: metadata.at('uid').text(),
    ips: readPodAddresses(fields),
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
    addresses: readNodeAddresses(fields),
    podCidrs: [...spec.at('podCIDRs').items(), spec.at('podCIDR')]
      .filter((cidr) => !cidr.isAbsent)
      .map(readCidr),
    createdUs: readTime(metadata.at('creationTimestamp')),
  };
}

function readCidr(field: Fields): string {
  const text = field.requiredText();
  if (parseCidr(text) === undefined) throw new FieldError(field.path, 'is not a CIDR');
  return text;
}

export function readService(fields: Fields): Service {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  return {
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    type: spec.at('type').text() || 'ClusterIP',
    clusterIps: readClusterAddresses(fields),
    ports: spec.at('ports').items().map(readServicePort),
    selector: spec.at('selector').texts(),
    createdUs: readTime(metadata.at('creationTimestamp')),
  };
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

export function readCronJob(fields: Fields): CronJob {
  const metadata = fields.at('metadata');
  const spec = fields.at('spec');
  return {
    namespace: metadata.at('namespace').requiredText(),
    name: metadata.at('name').requiredText(),
    schedule: spec.at('schedule').requiredText(),
    timeZone: spec.at('timeZone').text() || undefined,
    suspended: spec.at('suspend').flag(),
  };
}
