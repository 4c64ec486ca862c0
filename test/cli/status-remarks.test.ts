import { describe, expect, it } from 'vitest';
import { balanceOf, checksText, remarks, shareText } from '../../src/cli/status-remarks.ts';
import type { Check } from '../../src/flow/check.ts';
import type { RuleBalance } from '../../src/flow/rule-counter.ts';
import type { NodeStatus } from '../../src/wire/query.ts';
import { HOUR_US } from '../flow/edge-fixtures.ts';

const rule = (expected: number, read: number, prefix = 'p'): RuleBalance => ({
  ...{ prefix, expected, read },
  ...{ resets: 0, sinceUs: HOUR_US },
});
const check = (state: Check['state']): Check => ({ name: state, state, detail: `is ${state}` });

function nodeOf(changes: Partial<NodeStatus>): NodeStatus {
  return {
    ...{ cluster: '', node: 'n1', source: 'kmsg', version: '', epoch: 1, sequence: 1 },
    ...{ observedUs: 0, lines: 0, connected: true, losses: [], checks: [], rules: [] },
    ...{ heardUs: 0, coarsened: 0, throttledUs: 0 },
    ...changes,
  };
}

describe('the share of logged packets that was read', () => {
  it('is never rounded up to all', () => {
    expect(shareText({ expected: 100_000, read: 99_999 })).toBe('99.99 %');
    expect(shareText({ expected: 7, read: 7 })).toBe('100.00 %');
    expect(shareText({ expected: 0, read: 0 })).toBe('100.00 %');
    expect(shareText(undefined)).toBe('-');
  });

  it('does not let one prefix make up for another', () => {
    expect(balanceOf([rule(10, 20), rule(10, 5)])).toEqual({ expected: 20, read: 15 });
    expect(balanceOf([])).toBeUndefined();
  });
});

it('says of checks only what is not well, the worst first', () => {
  expect(checksText([check('ok'), check('unknown'), check('warn'), check('fail')])).toBe(
    '1 fail, 1 warn, 1 unknown',
  );
  expect(checksText([check('ok')])).toBe('ok');
  expect(checksText([])).toBe('-');
});

describe('what stands below the table', () => {
  it('is nothing where there is nothing to remark', () => {
    expect(remarks([nodeOf({ checks: [check('ok'), check('unknown')] })], false)).toEqual([]);
  });

  it('shows every check when all are asked for', () => {
    const node = nodeOf({ checks: [check('ok'), check('warn')] });
    expect(remarks([node], true)).toEqual(['', 'n1: ok: ok: is ok', 'n1: warn: warn: is warn']);
  });

  it('doubts counters that count less than was read', () => {
    const [, , line] = remarks([nodeOf({ rules: [rule(4, 35, '')] })], false);
    expect(line).toMatch(/^n1: \(no prefix\): 35 read of 4 logged since .* \(more than counted: /);
  });

  it('lets no node write to the terminal', () => {
    const node = nodeOf({ checks: [{ ...check('warn'), detail: 'red \u001b[31m' }] });
    expect(remarks([node], false).join('')).not.toContain('\u001b');
  });
});
