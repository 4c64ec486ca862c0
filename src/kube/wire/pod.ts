/**
 * A Pod out of its protobuf: the fields of objects.ts, the same as read-objects.ts finds in JSON.
 * Budget: 10 µs a pod of 6 kB; most of it are containers and volumes that are stepped over.
 * Format: k8s.io/api/core/v1/generated.proto.
 */
import { isIPv4 } from 'node:net';
import { canonicalAddress } from '../../flow/address.ts';
import { FieldError } from '../object-fields.ts';
import type { Pod } from '../objects.ts';
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
  lastFinishUs: number | undefined;
}

export function readPod(message: Message, interner: Interner): Item<Pod> {
  let meta = emptyMeta();
  let spec: Spec = { node: '', hostNetwork: false };
  let status: Status = { phase: '', ips: [], startUs: undefined, lastFinishUs: undefined };
  while (message.next()) {
    if (message.field === 1) meta = readMeta(message.message(), interner);
    else if (message.field === 2) spec = readSpec(message.message(), interner);
    else if (message.field === 3) status = readStatus(message.message(), interner);
  }
  const { namespace, name, uid, resourceVersion, labels, owner } = meta;
  const { phase, ips, startUs, lastFinishUs } = status;
  const hasFinished = phase === 'Succeeded' || phase === 'Failed';
  const endUs = earlier(meta.deletionUs, hasFinished ? lastFinishUs : undefined);
  const object = { namespace, name, uid, ips, ...spec, labels, phase, owner, startUs, endUs };
  return { namespace, name, uid, resourceVersion, object };
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
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
  let phase = '';
  let startUs: number | undefined;
  let lastFinishUs: number | undefined;
  let podIp = '';
  const ips: string[] = [];
  while (message.next()) {
    if (message.field === 1) phase = interner.text(message);
    else if (message.field === 6) podIp = readAddress(message.text());
    else if (message.field === 7) startUs = readTime(message.message());
    else if (message.field === 8) lastFinishUs = later(lastFinishUs, readFinish(message.message()));
    else if (message.field === 12) addAddress(ips, readPodIp(message.message()));
  }
  addAddress(ips, podIp);
  return { phase, ips, startUs, lastFinishUs };
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
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

/** ContainerStatus.state.terminated.finishedAt. */
function readFinish(container: Message): number | undefined {
  const finishedAt = descend(descend(descend(container, 2), 3), 6);
  return finishedAt && readTime(finishedAt);
}

function descend(message: Message | undefined, field: number): Message | undefined {
  while (message?.next()) if (message.field === field) return message.message();
  return undefined;
}
