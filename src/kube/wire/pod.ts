/**
 * A Pod out of its protobuf: the fields of objects.ts, the same as read-objects.ts finds in JSON.
 * Budget: 10 µs a pod of 6 kB; most of it are containers and volumes that are stepped over.
 * Format: k8s.io/api/core/v1/generated.proto.
 */
import { isIPv4 } from 'node:net';
import { canonicalAddress } from '../../flow/address.ts';
import { FieldError } from '../../manifest/fields.ts';
import type { Pod } from '../objects.ts';
import { ContainerTimes, earlier } from './container-times.ts';
import type { Interner } from './interner.ts';
import type { Item } from './item.ts';
import type { Message } from './message.ts';
import { emptyMeta, readMeta, readTime } from './object-meta.ts';

interface Spec {
  node: string;
  hostNetwork: boolean;
}

interface Status {
  phase: string;
  ips: string[];
  startUs: number | undefined;
  containers: ContainerTimes;
}

export function readPod(message: Message, interner: Interner): Item<Pod> {
  let meta = emptyMeta();
  let spec: Spec = { node: '', hostNetwork: false };
  let status = emptyStatus();
  while (message.next()) {
    if (message.field === 1) meta = readMeta(message.message(), interner);
    else if (message.field === 2) spec = readSpec(message.message(), interner);
    else if (message.field === 3) status = readStatus(message.message(), interner);
  }
  const { namespace, name, uid, resourceVersion, deletionUs, labels, owner } = meta;
  const { phase, ips, startUs, containers } = status;
  const { networkUs, lastFinishUs } = containers;
  const hasFinished = phase === 'Succeeded' || phase === 'Failed';
  const times = {
    startUs,
    networkUs,
    endUs: earlier(deletionUs, hasFinished ? lastFinishUs : undefined),
  };
  const object = { namespace, name, uid, ips, ...spec, labels, phase, owner, ...times };
  return { namespace, name, uid, resourceVersion, object };
}

function emptyStatus(): Status {
  return { phase: '', ips: [], startUs: undefined, containers: new ContainerTimes() };
}

function readSpec(message: Message, interner: Interner): Spec {
  const spec = { node: '', hostNetwork: false };
  while (message.next()) {
    if (message.field === 10) spec.node = interner.text(message);
    else if (message.field === 11) spec.hostNetwork = message.value !== 0;
  }
  return spec;
}

function readStatus(message: Message, interner: Interner): Status {
  const status = emptyStatus();
  let podIp = '';
  while (message.next()) {
    if (message.field === 1) status.phase = interner.text(message);
    else if (message.field === 6) podIp = readAddress(message.text());
    else if (message.field === 7) status.startUs = readTime(message.message());
    else if (message.field === 8) status.containers.add(message.message());
    else if (message.field === 12) addAddress(status.ips, readPodIp(message.message()));
  }
  addAddress(status.ips, podIp);
  return status;
}

function addAddress(ips: string[], ip: string): void {
  if (ip !== '' && !ips.includes(ip)) ips.push(ip);
}

function readPodIp(message: Message): string {
  let ip = '';
  while (message.next()) if (message.field === 1) ip = readAddress(message.text());
  return ip;
}

/** An address in canonical form; empty stays empty. Throws FieldError for anything else. */
export function readAddress(text: string): string {
  if (text === '' || isIPv4(text)) return text;
  const address = canonicalAddress(text);
  if (address === undefined) throw new FieldError([], `names ${text}, which is not an IP address`);
  return address;
}
