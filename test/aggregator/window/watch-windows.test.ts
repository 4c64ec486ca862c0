import { pino } from 'pino';
import { expect, it } from 'vitest';
import { watchWindows } from '../../../src/aggregator/window/watch-windows.ts';
import { openJsonApi } from '../../../src/kube/api/json-api.ts';
import type { WindowRecord } from '../../../src/policy/window/window-record.ts';
import { calicoResources } from '../../kube/api-server/calico.ts';
import * as faults from '../../kube/api-server/faults.ts';
import { type ApiServer, openApiServer } from '../../kube/api-server/open-api-server.ts';
import { failure } from '../../kube/api-server/status.ts';
import { accessTo } from '../../kube/watch/api-server-lab.ts';

const NOW_US = 1_772_323_200_000_000;
const PAST = '2026-02-28T23:59:59.000000Z';
const FUTURE = '2026-03-01T00:00:01.000000Z';

async function opened() {
  const api = await openApiServer({ customResources: calicoResources({ minor: 30 }) });
  put(api, 'tiers', 'dropcast', { 'dropcast.io/ends-at': PAST });
  put(api, 'globalnetworkpolicies', 'dropcast.log-window', { 'dropcast.io/ends-at': PAST });
  return api;
}

function put(api: ApiServer, plural: string, name: string, annotations: object): void {
  const labels = { 'app.kubernetes.io/managed-by': 'dropcast' };
  api.put(plural, { metadata: { name, labels, annotations }, spec: { tier: 'dropcast' } });
}

const left = (api: ApiServer): string[] =>
  [...api.objects('tiers'), ...api.objects('globalnetworkpolicies')].map(
    ({ metadata }) => metadata.name,
  );

/** Looks so often as `between` has entries; each is called before the next look. */
async function watched(api: ApiServer, closes: boolean, between: (() => void)[] = [() => {}]) {
  const lines: string[] = [];
  const seen: (readonly WindowRecord[])[] = [];
  const stop = new AbortController();
  const json = openJsonApi(accessTo(api));
  const waiting = [...between];
  const options = {
    ...{ api: json, closes, nowUs: () => NOW_US },
    onWindows: (open: readonly WindowRecord[]) => void seen.push(open),
    log: pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line).msg) }),
    delay: async () => {
      waiting.shift()?.();
      if (waiting.length === 0) stop.abort();
    },
  };
  await watchWindows(options, stop.signal);
  json.close();
  return { lines, seen };
}

it('closes a window whose time has ended, the policy before its tier', async () => {
  await using api = await opened();
  const { lines } = await watched(api, true);
  expect([left(api), lines]).toEqual([[], ['window closed', 'window closed']]);
  const deleted = api.requests.all.filter(({ verb }) => verb === 'delete');
  expect(deleted.map(({ plural }) => plural)).toEqual([
    ...['globalnetworkpolicies', 'tiers', 'globalnetworkpolicies', 'tiers'],
  ]);
});

it('closes nothing unless it is meant to', async () => {
  await using api = await opened();
  const { seen } = await watched(api, false);
  expect(left(api)).toHaveLength(2);
  expect(seen[0]!.map(({ name }) => name)).toEqual(['dropcast.log-window', 'dropcast']);
});

it('leaves what is still to end, has no end that can be read, or is not ours', async () => {
  await using api = await openApiServer({ customResources: calicoResources({ minor: 30 }) });
  put(api, 'globalnetworkpolicies', 'open', { 'dropcast.io/ends-at': FUTURE });
  put(api, 'globalnetworkpolicies', 'odd', { 'dropcast.io/ends-at': 'soon' });
  put(api, 'globalnetworkpolicies', 'theirs', {});
  await watched(api, true);
  expect(left(api)).toEqual(['odd', 'open', 'theirs']);
});

it('keeps the tier of a policy that is still to end', async () => {
  await using api = await opened();
  put(api, 'globalnetworkpolicies', 'dropcast.log-window', { 'dropcast.io/ends-at': FUTURE });
  await watched(api, true);
  expect(left(api)).toEqual(['dropcast', 'dropcast.log-window']);
});

it('says what is wrong once, and goes on', async () => {
  await using api = await opened();
  const refused = faults.refuse(failure(403, 'tiers is forbidden', { reason: 'Forbidden' }));
  const refuse = () => api.faults.next('list', refused, 'tiers');
  refuse();
  const { lines } = await watched(api, true, [refuse, () => {}, () => {}]);
  expect(lines).toEqual([
    'windows: tiers is forbidden (403) (see docs/window.md for the role)',
    ...['window closed', 'window closed'],
  ]);
});

it('does not close what is extended while it looks', async () => {
  await using api = await opened();
  const extended = api.requests.reach(2, 'delete').then(() => {
    put(api, 'tiers', 'dropcast', { 'dropcast.io/ends-at': FUTURE });
  });
  api.faults.next('delete', faults.hold(extended), 'tiers');
  const { lines } = await watched(api, true);
  expect(lines[0]).toMatch(/the preconditions do not hold/);
  expect(left(api)).toHaveLength(2);
});

it('finds nothing where there is no Calico', async () => {
  await using api = await openApiServer();
  const { seen, lines } = await watched(api, true);
  expect([seen, lines]).toEqual([[[]], []]);
});
