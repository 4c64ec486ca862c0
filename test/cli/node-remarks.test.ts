import { describe, expect, it } from 'vitest';
import { nodeRemarks } from '../../src/cli/node-remarks.ts';
import type { Check } from '../../src/flow/check.ts';
import type { NodeStatus } from '../../src/wire/query.ts';

const NOW_US = 1_772_323_200_000_000;
const LONG_US = 3_600_000_000;
const UNREADABLE: Check = { name: 'source_readable', state: 'fail', detail: 'no such file' };

function nodeOf(changes: Partial<NodeStatus>): NodeStatus {
  return {
    ...{ cluster: '', node: 'n1', source: 'kmsg', version: '', epoch: 1, sequence: 1 },
    ...{ observedUs: NOW_US, lines: 0, connected: true, losses: [], checks: [], rules: [] },
    ...{ heardUs: NOW_US, coarsened: 0, throttledUs: 0 },
    ...changes,
  };
}

const remarksOf = (changes: Partial<NodeStatus>) => nodeRemarks(nodeOf(changes), NOW_US);

describe('what is said of a node', () => {
  it('is nothing where it is heard of and reads on', () => {
    expect(remarksOf({ heardUs: NOW_US - 9_000_000, observedUs: NOW_US - 12_000_000 })).toEqual([]);
  });

  it('tells a silent one from one that is heard of and observes nothing', () => {
    const before = { observedUs: NOW_US - LONG_US };
    expect(remarksOf({ ...before, heardUs: NOW_US - LONG_US })).toEqual([
      'n1: not heard of since 2026-02-28T23:00:00.000000Z: not observed',
    ]);
    expect(remarksOf({ ...before, checks: [UNREADABLE] })).toEqual([
      'n1: not observed since 2026-02-28T23:00:00.000000Z: ' +
        'its agent is heard of, but its source cannot be read',
    ]);
    expect(remarksOf(before)[0]).toMatch(/heard of, but it has not read on from there yet$/);
    expect(remarksOf({ observedUs: 0 })[0]).toMatch(/^n1: not observed yet: its agent is heard of/);
  });

  it('leaves out what an agent cannot know of itself', () => {
    expect(remarksOf({ heardUs: 0, observedUs: 0 })).toEqual([]);
  });

  it('says that flows lost detail and that the agent was held back', () => {
    expect(remarksOf({ coarsened: 84, throttledUs: 11_200_000 })).toEqual([
      expect.stringMatching(/^n1: 84 lines counted without addresses or ports: .*per-hour/),
      expect.stringMatching(/^n1: held back for 12 s since the aggregator started: .*per-second/),
    ]);
  });
});
