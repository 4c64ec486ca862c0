/**
 * Pods of a test API server, mirrored by a reflector into an informer as in the product, but for
 * its waits, which are short.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterAccess } from '../../src/kube/credentials/cluster-access.ts';
import type { Pod } from '../../src/kube/objects.ts';
import type { Clock } from '../../src/kube/watch/clock.ts';
import { Informer } from '../../src/kube/watch/informer.ts';
import { Reflector, type ReflectorStatus } from '../../src/kube/watch/reflector.ts';
import { pods, type Resource } from '../../src/kube/watch/resource.ts';
import type { ApiServer } from './api-server/open-api-server.ts';

export interface MirroredPods extends AsyncDisposable {
  readonly status: ReflectorStatus;
  /** Every error line so far. */
  readonly errors: readonly string[];
  /** Waits in milliseconds that the reflector wished for. */
  readonly delays: readonly number[];
  /** `namespace/name uid ip` of each pod, sorted: as the informer has it, as listeners heard. */
  shown(): string[];
  heard(): string[];
}

const DELAY_MAX_MS = 10;

export interface MirrorOptions {
  readonly resource?: Resource<Pod>;
  readonly inactivityMs?: number;
  readonly access?: ClusterAccess;
  /** How many times faster than the world the reflector's clock goes. */
  readonly clockSpeed?: number;
}

/** What `shown` ought to be. */
export const truthOf = (api: ApiServer): string[] =>
  api
    .objects('pods')
    .map(({ metadata: { namespace, name, uid }, status }) =>
      [`${namespace}/${name}`, uid, (status as { podIP?: string } | undefined)?.podIP ?? ''].join(
        ' ',
      ),
    )
    .toSorted();

function accessTo(api: ApiServer): ClusterAccess {
  const names = { cert: undefined, key: undefined, servername: undefined };
  const tls = { ca: api.authority, rejectUnauthorized: true, ...names };
  const headers = { authorization: `Bearer ${api.token}` };
  const credentials = { server: api.url, tls, headers };
  return { origin: 'the test', credentials: async () => credentials, forget: () => {} };
}

export function mirrorPods(api: ApiServer, options: MirrorOptions = {}): MirroredPods {
  const { resource = pods(), inactivityMs = 10_000, access = accessTo(api) } = options;
  const { clockSpeed = 1 } = options;
  const stop = new AbortController();
  const informer = new Informer<Pod>({});
  const heard = new Map<string, Pod>();
  const errors: string[] = [];
  const delays: number[] = [];
  informer.subscribe({
    added: (pod) => heard.set(pod.uid, pod),
    updated: (pod) => heard.set(pod.uid, pod),
    deleted: (pod) => heard.delete(pod.uid),
  });
  const clock: Clock = {
    nowMs: () => performance.now() * clockSpeed,
    async delay(ms, signal) {
      delays.push(ms);
      await sleep(Math.min(ms, DELAY_MAX_MS), undefined, { signal }).catch(() => {});
    },
  };
  const reflector = new Reflector({
    ...{ access, resource, clock, inactivityMs, random: Math.random, sink: informer },
    onError: (line) => errors.push(line),
  });
  const running = reflector.run(stop.signal);
  const linesOf = (found: Iterable<Pod>): string[] =>
    [...found]
      .map((pod) => `${pod.namespace}/${pod.name} ${pod.uid} ${pod.ips[0] ?? ''}`)
      .toSorted();
  return {
    get status() {
      return reflector.status;
    },
    errors,
    delays,
    shown: () => linesOf(informer.objects()),
    heard: () => linesOf(heard.values()),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}
