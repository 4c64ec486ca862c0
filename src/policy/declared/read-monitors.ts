/**
 * Whose metrics Prometheus fetches: the operator's ServiceMonitors and PodMonitors, whose selectors
 * are those of Kubernetes.
 * Source: prometheus-operator's API reference, monitoring.coreos.com/v1.
 */
import type { Fields } from '../../manifest/fields.ts';
import { readLabelSelector } from '../selector/label-selector.ts';
import type { DeclaredMonitor } from './declared.ts';
import { nameOf } from './read-backends.ts';

const PORT_MAX = 65_535;

export const MONITOR_KINDS = ['ServiceMonitor', 'PodMonitor'] as const;
export type MonitorKind = (typeof MONITOR_KINDS)[number];

export function readMonitor(kind: MonitorKind, fields: Fields, namespace: string): DeclaredMonitor {
  const spec = fields.at('spec');
  const isOfPods = kind === 'PodMonitor';
  const endpoints = spec.at(isOfPods ? 'podMetricsEndpoints' : 'endpoints').items();
  return {
    from: nameOf(kind, fields, namespace),
    selects: isOfPods ? 'pods' : 'services',
    selector: readLabelSelector(spec.at('selector')),
    namespaces: readNamespaces(spec.at('namespaceSelector'), namespace),
    ports: endpoints.flatMap(readPort),
  };
}

/** Its own namespace unless it says otherwise. */
function readNamespaces(selector: Fields, own: string): readonly string[] | undefined {
  if (selector.at('any').flag()) return undefined;
  const names = selector.at('matchNames').items();
  return names.length === 0 ? [own] : names.map((name) => name.requiredText());
}

/** The name of the service's or the pod's port, or the number of the pod's. */
function readPort(endpoint: Fields): (number | string)[] {
  const name = endpoint.at('port').text();
  if (name !== '') return [name];
  const number = endpoint.at('portNumber').integer(1, PORT_MAX);
  const target = endpoint.at('targetPort');
  const targetName = typeof target.value === 'string' ? target.text() : '';
  const found = number ?? (targetName || target.integer(1, PORT_MAX));
  return found === undefined ? [] : [found];
}
