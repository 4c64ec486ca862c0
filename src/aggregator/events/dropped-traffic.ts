/**
 * What policies drop of pods, added up for Events: one for each pod, peer, port and hour. Bounded:
 * what finds no room, and what is not sent within its hour and the next, is counted as suppressed.
 */
import type { Endpoint } from '../../flow/endpoint.ts';
import type { Flow } from '../../flow/flow.ts';
import { observedDirection } from '../../flow/observed-side.ts';
import { protocolName } from '../../flow/protocol.ts';
import { HOUR_US } from '../../flow/time.ts';

/** Some 500 bytes each. */
const DROPS_MAX = 2_000;
/**
 * Before the first word, and between two on the same thing: a window that was opened is known by
 * then, and what it logs was not dropped.
 */
const PAUSE_US = 60_000_000;
/** Names of Kubernetes' objects: agents say them, and they become paths and text. */
const OBJECT_NAME = /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/;

export interface Drop {
  readonly namespace: string;
  readonly pod: string;
  /** `Egress to shop/db tcp/5432`: names of objects and addresses alone. */
  readonly traffic: string;
  readonly hour: number;
  /** The first of it. */
  readonly flow: Flow;
  lastUs: number;
  lines: number;
  /** Of them, what an Event has told. */
  told: number;
  isCreated: boolean;
  /** Not before it. */
  nextUs: number;
}

export class DroppedTraffic {
  readonly #drops = new Map<string, Drop>();
  readonly #isDropped: (flow: Flow) => boolean;
  readonly #onSuppressed: (drops: number) => void;

  /** `isDropped` is what is known by now. */
  constructor(isDropped: (flow: Flow) => boolean, onSuppressed: (drops: number) => void) {
    this.#isDropped = isDropped;
    this.#onSuppressed = onSuppressed;
  }

  /** Takes a flow of this cluster, if it was dropped. */
  add(flow: Flow, nowUs: number): void {
    const told = podSide(flow);
    const isRecent = isNear(flow.hour, nowUs) && flow.firstSeenUs > 0;
    if (told === undefined || flow.isReply || flow.origin === 'conntrack' || !isRecent) return;
    if (!this.#isDropped(flow)) return;
    const { pod, traffic } = told;
    const { hour, lines, lastSeenUs } = flow;
    const key = [pod.namespace, pod.name, traffic, hour].join('\n');
    const known = this.#drops.get(key);
    if (known !== undefined) {
      known.lines += lines;
      known.lastUs = Math.max(known.lastUs, lastSeenUs);
    } else if (this.#drops.size >= DROPS_MAX) this.#onSuppressed(1);
    else {
      const { namespace, name } = pod;
      const times = { hour, lastUs: lastSeenUs, nextUs: nowUs + PAUSE_US };
      const counts = { lines, told: 0, isCreated: false };
      this.#drops.set(key, { namespace, pod: name, traffic, flow, ...times, ...counts });
    }
  }

  /** Those of which there is something to tell, those that wait longest first; forgets old ones. */
  due(nowUs: number): Drop[] {
    for (const [key, { hour, told, flow }] of this.#drops) {
      const isDropped = this.#isDropped(flow);
      if (isDropped && hour >= oldest(nowUs)) continue;
      this.#drops.delete(key);
      if (isDropped && told === 0) this.#onSuppressed(1);
    }
    const all = [...this.#drops.values()];
    const waiting = all.filter(({ lines, told, nextUs }) => lines > told && nextUs <= nowUs);
    return waiting.sort((a, b) => a.nextUs - b.nextUs);
  }
}

/** Notes what was sent, or tried in vain (`told` as before): not again for a while. */
export function rest(drop: Drop, told: number, nowUs: number): void {
  drop.told = told;
  drop.nextUs = nowUs + PAUSE_US;
}

/** Also of a clock a little ahead; what is of years to come would be here for as long. */
function isNear(hour: number, nowUs: number): boolean {
  return hour >= oldest(nowUs) && hour <= oldest(nowUs) + 2;
}

function oldest(nowUs: number): number {
  return Math.floor(nowUs / HOUR_US) - 1;
}

/** The pod whose interface logged it, and what it did; undefined where that is not sure. */
function podSide(flow: Flow): { pod: Endpoint; traffic: string } | undefined {
  const isIngress = observedDirection(flow.point) === 'ingress';
  const [pod, peer] = isIngress ? [flow.destination, flow.source] : [flow.source, flow.destination];
  const isSure = pod.kind === 'pod' && pod.candidates.length === 0;
  if (!isSure || ![pod.namespace, pod.name].every(isName)) return undefined;
  const what = isIngress ? 'Ingress from' : 'Egress to';
  const protocol = flow.protocol === undefined ? '' : ` ${protocolName(flow.protocol)}`;
  const port = flow.port === undefined ? '' : `/${flow.port}`;
  return { pod, traffic: `${what} ${peerText(peer)}${protocol.toLowerCase()}${port}` };
}

/** A name of DNS is anybody's text: an outside peer is its address. */
function peerText({ kind, namespace, name, workload, ip }: Endpoint): string {
  const own = workload?.name ?? name;
  const isObject = kind !== 'outside' && kind !== 'unknown' && isName(own);
  if (!isObject || (namespace !== '' && !isName(namespace))) return ip || 'an unknown address';
  return namespace === '' ? own : `${namespace}/${own}`;
}

const isName = (text: string): boolean => OBJECT_NAME.test(text);
