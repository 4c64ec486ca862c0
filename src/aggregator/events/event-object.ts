/**
 * A drop as an Event of events.k8s.io/v1. Its name follows from what it tells, so that several
 * aggregators, and one that was started again, write the same one. But for `series`, an Event may
 * not be changed: nothing that grows is in it.
 */
import { createHash } from 'node:crypto';
import { formatTime } from '../../flow/time.ts';
import type { Drop } from './dropped-traffic.ts';

/** Of an object's name; a pod's may be as long. */
const NAME_CHARS_MAX = 253;
const HASH_DIGITS = 16;
const API_VERSION = 'events.k8s.io/v1';
const CONTROLLER = 'dropcast.io/aggregator';

export function eventPath({ namespace }: Drop): string {
  return `/apis/${API_VERSION}/namespaces/${namespace}/events`;
}

export function eventName({ pod, traffic, hour }: Drop): string {
  const hash = createHash('sha256').update(`${pod}\n${traffic}\n${hour}`).digest('hex');
  const rest = `.${hash.slice(0, HASH_DIGITS)}`;
  // No part of a name may end in a hyphen or dot.
  return `${pod.slice(0, NAME_CHARS_MAX - rest.length).replace(/[.-]+$/, '')}${rest}`;
}

/** To be created; `uid` is the pod's, by which `kubectl describe pod` looks for it. */
export function newEvent(drop: Drop, uid: string, instance: string): object {
  const { namespace, pod, traffic, flow } = drop;
  return {
    ...identity(drop),
    eventTime: formatTime(flow.firstSeenUs),
    reportingController: CONTROLLER,
    reportingInstance: instance,
    action: 'Drop',
    reason: 'TrafficDropped',
    type: 'Warning',
    regarding: { apiVersion: 'v1', kind: 'Pod', namespace, name: pod, uid },
    note: `${traffic}: logged where a policy drops it`,
  };
}

/** To be applied to the one that was created. */
export function eventSeries(drop: Drop): object {
  const { lines, lastUs } = drop;
  // One alone is no series: the server refuses it.
  const series = { count: Math.max(2, lines), lastObservedTime: formatTime(lastUs) };
  return { ...identity(drop), series };
}

function identity(drop: Drop) {
  const metadata = { name: eventName(drop), namespace: drop.namespace };
  return { apiVersion: API_VERSION, kind: 'Event', metadata };
}
