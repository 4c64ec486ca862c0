/**
 * A Service out of its protobuf.
 * Format: k8s.io/api/core/v1/generated.proto.
 */
import type { Service, ServicePort } from '../objects.ts';
import type { Interner } from './interner.ts';
import type { Item } from './item.ts';
import type { Message } from './message.ts';
import { emptyMeta, readEntry, readMeta } from './object-meta.ts';
import { readAddress } from './pod.ts';

type Spec = Omit<Service, 'namespace' | 'name' | 'createdUs'>;

export function readService(message: Message, interner: Interner): Item<Service> {
  let meta = emptyMeta();
  let spec: Spec = { type: 'ClusterIP', clusterIps: [], ports: [], selector: {} };
  while (message.next()) {
    if (message.field === 1) meta = readMeta(message.message(), interner);
    else if (message.field === 2) spec = readSpec(message.message());
  }
  const { namespace, name, uid, resourceVersion, createdUs } = meta;
  const object = { namespace, name, ...spec, createdUs };
  return { namespace, name, uid, resourceVersion, object };
}

function readSpec(message: Message): Spec {
  let type = 'ClusterIP';
  const first: string[] = [];
  const all: string[] = [];
  const ports: ServicePort[] = [];
  let selector: Record<string, string> = {};
  while (message.next()) {
    if (message.field === 1) ports.push(readPort(message.message()));
    else if (message.field === 2) selector = { ...selector, ...readEntry(message.message()) };
    else if (message.field === 3) first.push(...readClusterIp(message));
    else if (message.field === 4) type = message.text() || type;
    else if (message.field === 18) all.push(...readClusterIp(message));
  }
  return { type, clusterIps: [...new Set([...all, ...first])], ports, selector };
}

/** A headless service says `None`. */
function readClusterIp(message: Message): string[] {
  const text = message.text();
  return text === '' || text === 'None' ? [] : [readAddress(text)];
}

function readPort(message: Message): ServicePort {
  const port = { name: '', protocol: 'TCP', port: 0, targetPort: '' };
  while (message.next()) {
    if (message.field === 1) port.name = message.text();
    else if (message.field === 2) port.protocol = message.text() || port.protocol;
    else if (message.field === 3) port.port = message.value;
    else if (message.field === 4) port.targetPort = readIntOrString(message.message());
  }
  return { ...port, targetPort: port.targetPort || String(port.port) };
}

/** IntOrString: type (0 number, 1 text), intVal, strVal. */
function readIntOrString(message: Message): string {
  let isText = false;
  let number = 0;
  let text = '';
  while (message.next()) {
    if (message.field === 1) isText = message.value === 1;
    else if (message.field === 2) number = message.value;
    else if (message.field === 3) text = message.text();
  }
  if (isText) return text;
  return number === 0 ? '' : String(number);
}
