import { describe, expect, it, vi } from 'vitest';
import {
  accountedAccess,
  REFUSALS_TOLD_MAX,
} from '../../../src/aggregator/access/accounted-access.ts';
import { createMetrics } from '../../../src/aggregator/metrics.ts';
import { type Access, AccessRefusal, OPEN_ACCESS } from '../../../src/service/access.ts';

const CLAIM = { cluster: '', node: 'node-a' };

function accounted(access: Access) {
  const metrics = createMetrics();
  const warn = vi.fn();
  let nowMs = 0;
  const options = { decisions: metrics.access, log: { warn }, nowMs: () => nowMs };
  return {
    access: accountedAccess(access, options),
    lines: () => warn.mock.calls.map(([, line]) => line as string),
    pass: (ms: number) => {
      nowMs += ms;
    },
    counted: async () => {
      const { values } = await metrics.access.get();
      const seen = values.filter(({ value }) => value > 0);
      return seen.map(({ labels, value }) => [labels.kind, labels.decision, value]).sort();
    },
  };
}

const refusing: Access = {
  agent: () => Promise.reject(new AccessRefusal('forbidden', 'not this node')),
  reader: () => Promise.reject(new AccessRefusal('unauthenticated', 'no credentials')),
};

describe('decisions', () => {
  it('are counted by who asked and what was decided', async () => {
    const granted = accounted(OPEN_ACCESS);
    await granted.access.agent({}, CLAIM);
    expect(await granted.counted()).toEqual([['agent', 'granted', 1]]);
    expect(granted.lines()).toEqual([]);
    const refused = accounted(refusing);
    await expect(refused.access.agent({}, CLAIM)).rejects.toThrow('not this node');
    const question = { verb: 'get', namespace: '' } as const;
    await expect(refused.access.reader({}, question)).rejects.toThrow('no credentials');
    expect(await refused.counted()).toEqual([
      ['agent', 'forbidden', 1],
      ['reader', 'unauthenticated', 1],
    ]);
    expect(refused.lines()).toEqual([
      'agent refused: not this node',
      'reader refused: no credentials',
    ]);
  });

  it('of strangers do not fill the log', async () => {
    const { access, lines, pass } = accounted(refusing);
    const knock = () => access.agent({}, CLAIM).catch(() => {});
    for (let i = 0; i < 1_000; i++) await knock();
    expect(lines()).toHaveLength(REFUSALS_TOLD_MAX);
    pass(60_000);
    await knock();
    expect(lines().slice(REFUSALS_TOLD_MAX)).toEqual([
      'more were refused, untold',
      'agent refused: not this node',
    ]);
  });

  it('that fail by mistake are neither counted nor hidden', async () => {
    const broken = accounted({
      ...OPEN_ACCESS,
      agent: () => Promise.reject(new TypeError('a mistake')),
    });
    await expect(broken.access.agent({}, CLAIM)).rejects.toThrow(TypeError);
    expect(await broken.counted()).toEqual([]);
  });
});
