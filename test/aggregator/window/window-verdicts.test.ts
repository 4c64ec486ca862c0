import { expect, it } from 'vitest';
import { WindowVerdicts } from '../../../src/aggregator/window/window-verdicts.ts';
import type { WindowRecord } from '../../../src/policy/window/window-record.ts';
import { flowOf } from '../examples.ts';

function windowOf(changes: Partial<WindowRecord> = {}): WindowRecord {
  return {
    ...{ kind: 'GlobalNetworkPolicy', name: 'dropcast.log-window', uid: 'a', resourceVersion: '1' },
    ...{ openedUs: 1_000, endsAtUs: 9_000, namespaces: 'shop', prefixes: ['calico-packet'] },
    ...changes,
  };
}

const flow = (firstSeenUs: number, lastSeenUs = firstSeenUs, prefix = 'calico-packet') =>
  flowOf({ firstSeenUs, lastSeenUs, point: { ...flowOf().point, prefix } });

it('is audit behind a window, while it was open, and for lines of its prefix', () => {
  const verdicts = new WindowVerdicts('dropped');
  expect(verdicts.verdictOf(flow(1_500))).toBe('dropped');
  verdicts.learn([windowOf()], 1_200);
  expect(verdicts.verdictOf(flow(1_000))).toBe('audit');
  expect(verdicts.verdictOf(flow(500, 999))).toBe('dropped');
  expect(verdicts.verdictOf(flow(1_500, 1_500, 'other'))).toBe('dropped');
  verdicts.learn([], 2_000);
  expect(verdicts.verdictOf(flow(1_999, 2_500))).toBe('audit');
  expect(verdicts.verdictOf(flow(2_001))).toBe('dropped');
});

it('keeps the opening of a window that is extended, or seen again', () => {
  const verdicts = new WindowVerdicts('unknown');
  verdicts.learn([windowOf({ openedUs: undefined })], 3_000);
  verdicts.learn([], 4_000);
  verdicts.learn([windowOf({ openedUs: undefined, resourceVersion: '2' })], 5_000);
  expect(verdicts.verdictOf(flow(3_000))).toBe('audit');
  expect(verdicts.verdictOf(flow(6_000))).toBe('audit');
});

it('remembers a bounded number of windows, the newest', () => {
  const verdicts = new WindowVerdicts('unknown');
  for (let i = 0; i < 1_001; i++) {
    const at = { uid: String(i), openedUs: 10 * i, prefixes: [`p${i}`] };
    verdicts.learn([windowOf(at)], 10 * i);
  }
  expect(verdicts.verdictOf(flow(0, 0, 'p0'))).toBe('unknown');
  expect(verdicts.verdictOf(flow(10, 10, 'p1'))).toBe('audit');
});
