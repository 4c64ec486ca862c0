/**
 * Law: whatever happens to pods and to the API server, in whatever order, once it is quiet the
 * mirror shows what the server has, and so does what its listeners were told.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as faults from './api-server/faults.ts';
import { type ApiServer, openApiServer } from './api-server/open-api-server.ts';
import { internalError, tooOld } from './api-server/status.ts';
import { mirrorPods, truthOf } from './mirrored-pods.ts';

type Step = (api: ApiServer) => Promise<unknown> | unknown;

const name = fc.constantFrom('a', 'b', 'c', 'd');
const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3');

const put = (name: string, podIP: string): Step =>
  named(`put ${name} ${podIP}`, (api) =>
    api.put('pods', {
      metadata: { namespace: 'shop', name },
      status: { podIP, podIPs: [{ ip: podIP }] },
    }),
  );

/** A step that a failed run can be read by. */
function named(label: string, step: Step): Step {
  return Object.assign((api: ApiServer) => step(api), { toString: () => label });
}

const restart: Step = async (api) => {
  await api.stop();
  await api.start({ initializing: 2 });
};

const DISTURBANCES: readonly Step[] = [
  named('sever', (api) => api.network.sever()),
  named('restart', restart),
  named('end watches', (api) => api.endWatches()),
  named('expire watches', (api) => api.endWatches(tooOld(1, 2))),
  named('fail watches', (api) => api.endWatches(internalError())),
  named('empty the watch cache', (api) => api.emptyWatchCache()),
  named('bookmarks', (api) => api.sendBookmarks()),
  named('cut a watch', (api) => api.faults.next('watch', faults.cut(1))),
  named('reset a watch', (api) => api.faults.next('watch', faults.reset(1))),
  named('refuse a watch', (api) => api.faults.next('watch', faults.tooManyRequests())),
  named('error in a watch', (api) => api.faults.next('watch', faults.errorEvent(tooOld(1, 2), 2))),
  named('reset a list', (api) => api.faults.next('list', faults.reset())),
  named('a turn of the loop', () => new Promise((resolve) => setImmediate(resolve))),
];

const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, address).map(([pod, ip]) => put(pod, ip)) },
  {
    weight: 3,
    arbitrary: name.map((pod) =>
      named(`delete ${pod}`, (api) => api.delete('pods', `shop/${pod}`)),
    ),
  },
  { weight: 5, arbitrary: fc.constantFrom(...DISTURBANCES) },
);

const server = fc.record({
  streamingList: fc.constantFrom('on' as const, 'gated' as const),
  watchCacheMax: fc.constantFrom(2, 1000),
});

it('shows the truth after any churn', async () => {
  const property = fc.asyncProperty(
    server,
    fc.array(step, { minLength: 5, maxLength: 40 }),
    async (options, steps) => {
      await using api = await openApiServer(options);
      await using mirror = mirrorPods(api);
      for (const step of steps) await step(api);
      const shown = () => [mirror.status.isSynced, mirror.shown(), mirror.heard()];
      const truth = truthOf(api);
      await expect.poll(shown, { timeout: 40_000, interval: 2 }).toEqual([true, truth, truth]);
    },
  );
  await fc.assert(property, { numRuns: 40, endOnFailure: true });
}, 120_000);
