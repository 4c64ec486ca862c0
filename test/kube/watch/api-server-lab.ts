/** Reflectors and informers on the test API server, over TLS, with a clock that hurries. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterAccess } from '../../../src/kube/credentials/cluster-access.ts';
import type { Clock } from '../../../src/kube/watch/clock.ts';
import { Informer, type KeysOf } from '../../../src/kube/watch/informer.ts';
import { Reflector, type ReflectorOptions } from '../../../src/kube/watch/reflector.ts';
import type { Resource } from '../../../src/kube/watch/resource.ts';
import type { ApiServer } from '../api-server/open-api-server.ts';

/** Waits pass this many times faster: retries of seconds take milliseconds. */
const HURRY = 50;

const HURRIED_CLOCK: Clock = {
  nowMs: () => performance.now() * HURRY,
  async delay(ms, signal) {
    await sleep(ms / HURRY, undefined, { signal }).catch(() => undefined);
  },
};

/** Reads the token and authority anew each time; TLS is a new object when they have changed. */
export function accessTo(api: ApiServer, token = (): string => api.token): ClusterAccess {
  let tls = tlsOf(api);
  return {
    origin: 'the test',
    forget: () => {},
    credentials: async () => {
      if (tls.ca !== api.authority) tls = tlsOf(api);
      return { server: api.url, tls, headers: { authorization: `Bearer ${token()}` } };
    },
  };
}

const tlsOf = ({ authority }: ApiServer) => ({
  ...{ ca: authority, cert: undefined, key: undefined, servername: undefined },
  rejectUnauthorized: true,
});

export interface Informed<T> {
  readonly informer: Informer<T, 'ip'>;
  readonly reflector: Reflector<T>;
  /** Until it has ended. */
  readonly running: Promise<void>;
}

/** Mirrors `resource` until `signal` aborts. */
export function inform<T>(
  api: ApiServer,
  resource: Resource<T>,
  signal: AbortSignal,
  options: Partial<ReflectorOptions<T>> & { readonly ips?: KeysOf<T> } = {},
): Informed<T> {
  const { ips = () => [], ...rest } = options;
  const informer = new Informer<T, 'ip'>({ ip: ips });
  const reflector = new Reflector({
    ...{ access: accessTo(api), resource, sink: informer },
    ...{ clock: HURRIED_CLOCK, random: Math.random },
    ...rest,
  });
  return { informer, reflector, running: reflector.run(signal) };
}

/** Waits for the network until `condition` holds. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(1);
}
