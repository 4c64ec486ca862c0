/**
 * Records as log records of OpenTelemetry: attributes by its semantic conventions where there are
 * any (source.*, destination.*, network.*, k8s.*, log.record.uid), and `dropcast.*` where not.
 */
import { isIP } from 'node:net';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import type { Endpoint } from '../../flow/endpoint.ts';
import { formatTime } from '../../flow/time.ts';
import { flowText } from '../flow-text.ts';
import { type ExportRecord, recordJson } from './export-record.ts';

/** Severity numbers of the log data model. */
const INFO = 9;
const WARN = 13;
/** Kinds of workloads for which there are conventions. */
const WORKLOAD_KINDS: ReadonlySet<string> = new Set([
  'deployment',
  'replicaset',
  'statefulset',
  'daemonset',
  'job',
  'cronjob',
]);

type Value = string | number | boolean | string[];
type Attributes = Record<string, Value>;
type HrTime = [seconds: number, nanoseconds: number];

export interface LogRecord {
  readonly hrTime: HrTime;
  readonly hrTimeObserved: HrTime;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly body: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly resource: Resource;
  readonly instrumentationScope: { readonly name: string; readonly version: string };
}

/** One resource for each cluster: the serialisers group by identity. */
export function otlpRecords(
  records: readonly ExportRecord[],
  { version, nowUs }: { readonly version: string; readonly nowUs: number },
): LogRecord[] {
  const resources = new Map<string, Resource>();
  const instrumentationScope = { name: 'dropcast', version };
  const hrTimeObserved = hrTime(nowUs);
  return records.map((record) => {
    const { cluster } = record.edge;
    const resource = resources.get(cluster) ?? resourceOf(cluster, version);
    resources.set(cluster, resource);
    const isDropped = record.edge.verdict === 'dropped';
    return {
      hrTime: hrTime(record.edge.lastSeenUs),
      hrTimeObserved,
      severityNumber: isDropped ? WARN : INFO,
      severityText: isDropped ? 'WARN' : 'INFO',
      eventName: 'dropcast.flow',
      body: flowText(record.edge),
      attributes: attributesOf(record),
      droppedAttributesCount: 0,
      resource,
      instrumentationScope,
    };
  });
}

function resourceOf(cluster: string, version: string): Resource {
  return resourceFromAttributes({
    'service.name': 'dropcast',
    'service.version': version,
    ...(cluster !== '' && { 'k8s.cluster.name': cluster }),
  });
}

function hrTime(us: number): HrTime {
  const seconds = Math.floor(us / 1_000_000);
  return [seconds, Math.round(us - seconds * 1_000_000) * 1_000];
}

function attributesOf(record: ExportRecord): Attributes {
  const { edge } = record;
  const json = recordJson(record);
  const family = isIP(edge.destination.ip) || isIP(edge.source.ip);
  return present({
    'log.record.uid': `${json.id}.${json.revision}`,
    ...endAttributes('source', edge.source),
    ...endAttributes('destination', edge.destination),
    'destination.port': edge.port,
    'network.transport': json.protocol?.toLowerCase(),
    'network.type': family === 0 ? '' : `ipv${family}`,
    'dropcast.record.id': json.id,
    'dropcast.record.revision': json.revision,
    'dropcast.record.hour': json.hour,
    'dropcast.verdict': json.verdict,
    'dropcast.outcome': json.outcome,
    'dropcast.direction': json.direction,
    'dropcast.seen_by': json.seen_by,
    'dropcast.is_reply': json.is_reply,
    'dropcast.pre_existing': json.pre_existing,
    'dropcast.trust': json.trust,
    'dropcast.overflow': json.overflow ?? '',
    'dropcast.first_seen': edge.firstSeenUs === 0 ? '' : formatTime(edge.firstSeenUs),
    'dropcast.lines': edge.lines,
    'dropcast.connections': edge.connections,
    'dropcast.bytes': edge.bytes,
    'dropcast.answered': edge.answered,
    'dropcast.refused': edge.refused,
    'dropcast.unreachable': edge.unreachable,
    'dropcast.icmp.type': edge.icmpType,
    'dropcast.icmp.code': edge.icmpCode,
    'dropcast.prefixes': [...edge.prefixes],
    'dropcast.services': [...edge.services],
    'dropcast.nodes': [...edge.nodes],
  });
}

/** The conventions have one k8s end for each resource; these are two: `source.k8s.…`. */
function endAttributes(end: 'source' | 'destination', endpoint: Endpoint) {
  const { kind, namespace, name, workload, ip, node } = endpoint;
  const own = workload?.kind.toLowerCase() ?? '';
  const known = WORKLOAD_KINDS.has(own) ? own : 'workload';
  return {
    [`${end}.address`]: ip === '' ? name : ip,
    [`${end}.k8s.namespace.name`]: namespace,
    [`${end}.k8s.${known}.name`]: workload?.name ?? '',
    [`${end}.k8s.pod.name`]: kind === 'pod' && workload === undefined ? name : '',
    [`${end}.k8s.service.name`]: kind === 'service' ? name : '',
    [`${end}.k8s.node.name`]: kind === 'node' ? name : node,
    [`${end}.dropcast.kind`]: kind,
  };
}

/** Without what is not known. */
function present(values: Readonly<Record<string, Value | undefined>>): Attributes {
  const known = Object.entries(values).filter(([, value]) => {
    return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(known) as Attributes;
}
