/**
 * A Node out of its protobuf: its own addresses and those of Calico's tunnels, its pod blocks.
 * Format: k8s.io/api/core/v1/generated.proto.
 */
import { canonicalAddress } from '../../flow/address.ts';
import { parseCidr } from '../../flow/cidr.ts';
import { ADDRESS_ANNOTATIONS, ADDRESS_TYPES } from '../../manifest/addresses.ts';
import { FieldError } from '../../manifest/fields.ts';
import type { Node } from '../objects.ts';
import type { Interner } from './interner.ts';
import type { Item } from './item.ts';
import type { Message } from './message.ts';
import { emptyMeta, readMeta } from './object-meta.ts';
import { readAddress } from './pod.ts';

export function readNode(message: Message, interner: Interner): Item<Node> {
  let meta = emptyMeta();
  let podCidrs: string[] = [];
  let own: string[] = [];
  while (message.next()) {
    if (message.field === 1) meta = readMeta(message.message(), interner, true);
    else if (message.field === 2) podCidrs = readPodCidrs(message.message());
    else if (message.field === 3) own = readAddresses(message.message());
  }
  const { name, uid, resourceVersion, createdUs, labels, annotations } = meta;
  const addresses = [...new Set([...own, ...annotatedAddresses(annotations)])];
  const object = { name, labels, addresses, podCidrs, createdUs };
  return { namespace: '', name, uid, resourceVersion, object };
}

/** podCIDRs, then podCIDR, as in JSON. */
function readPodCidrs(spec: Message): string[] {
  const first: string[] = [];
  const all: string[] = [];
  while (spec.next()) {
    if (spec.field === 1) first.push(readCidr(spec));
    else if (spec.field === 7) all.push(readCidr(spec));
  }
  return [...all, ...first];
}

function readCidr(message: Message): string {
  const text = message.text();
  if (parseCidr(text) === undefined) throw new FieldError([], `names ${text}, which is no CIDR`);
  return text;
}

function readAddresses(status: Message): string[] {
  const addresses: string[] = [];
  while (status.next()) {
    if (status.field === 5) addresses.push(...readOwnAddress(status.message()));
  }
  return addresses;
}

/** NodeAddress; a host name gives none. */
function readOwnAddress(message: Message): string[] {
  let type = '';
  let text = '';
  while (message.next()) {
    if (message.field === 1) type = message.text();
    else if (message.field === 2) text = message.text();
  }
  return ADDRESS_TYPES.includes(type) ? [readAddress(text)] : [];
}

function annotatedAddresses(annotations: Readonly<Record<string, string>>): string[] {
  return ADDRESS_ANNOTATIONS.map((key) => annotations[key]?.split('/', 1)[0] ?? '')
    .map(canonicalAddress)
    .filter((address) => address !== undefined);
}
