import { describe, expect, it } from 'vitest';
import { NodeReport } from '../../src/agent/node-report.ts';
import type { Check } from '../../src/flow/check.ts';
import { emptyAccount, type Loss } from '../../src/flow/loss.ts';

describe('the report of a node', () => {
  it('has its names, its state, and the lines and losses since the start', () => {
    const loss: Loss = { source: 'kmsg', cause: 'boot_gap', count: 1, firstUs: 1, lastUs: 2 };
    const names = { cluster: 'blue', node: 'n1', source: 'kmsg', version: '1.2' };
    const state = { epoch: 3, sequence: 4, observedUs: 5, connected: true };
    const report = new NodeReport(names);
    report.addBlock({ ...emptyAccount(), read: 9, parsed: 6 }, [loss]);
    report.addBlock({ ...emptyAccount(), read: 2, parsed: 1 }, [loss]);
    const checks: Check[] = [{ name: 'ring_span', state: 'ok', detail: '', value: 9 }];
    report.setChecks(checks);
    const losses = [{ ...loss, count: 2 }];
    const limits = { heardUs: 0, coarsened: 0, throttledUs: 0 };
    const node = { ...names, ...state, lines: 7, losses, checks, rules: [], ...limits };
    expect(report.status(state, [])).toEqual({ nodes: [node], version: '1.2', resources: [] });
    expect(report.status(state, [])).toEqual({ nodes: [node], version: '1.2', resources: [] });
  });
});
