import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/flow/check.ts';
import type { Loss } from '../../src/flow/loss.ts';
import type { RuleBalance } from '../../src/flow/rule-counter.ts';
import { lossesText } from '../../src/report/losses-text.ts';
import type { Status } from '../../src/wire/query.ts';
import { HOUR_US } from '../flow/edge-fixtures.ts';
import { NOW_US, runDropcast, serviceError } from './fake-aggregator.ts';

const overrun: Loss = {
  source: 'kmsg',
  cause: 'kmsg_overrun',
  count: 12,
  firstUs: HOUR_US,
  lastUs: HOUR_US,
};
const CONSOLE: Check = {
  name: 'console_loglevel',
  state: 'warn',
  detail: 'LOG lines go to the serial console ttyS0: set kernel.printk to 4',
  value: 7,
};
const BALANCE: RuleBalance = {
  prefix: 'calico-packet',
  expected: 1250,
  read: 1234,
  resets: 1,
  sinceUs: HOUR_US,
};
const status: Status = {
  version: '0.1.0',
  resources: [],
  nodes: [
    {
      cluster: 'lab',
      node: 'node-1',
      source: 'kmsg',
      version: '0.1.0',
      epoch: 3,
      sequence: 44,
      observedUs: HOUR_US,
      lines: 1234,
      connected: true,
      losses: [overrun],
      checks: [CONSOLE],
      rules: [BALANCE],
      ...{ heardUs: HOUR_US, coarsened: 0, throttledUs: 0 },
    },
    {
      cluster: '',
      node: 'node-10',
      source: 'file',
      version: '',
      epoch: 1,
      sequence: 0,
      observedUs: 0,
      lines: 0,
      connected: false,
      losses: [],
      checks: [],
      rules: [],
      ...{ heardUs: 0, coarsened: 0, throttledUs: 0 },
    },
  ],
};

test('a table of nodes', async () => {
  const { stdout } = await runDropcast(['status'], { aggregator: { status } });
  expect(stdout).toBe(`\
NODE     SOURCE  CONNECTED  OBSERVED UNTIL               LINES  LOST             ACCOUNTED  CHECKS
node-1   kmsg    yes        2026-02-26T10:00:00.000000Z   1234  kmsg_overrun 12    98.72 %  1 warn
node-10  file    no         -                                0  0                        -  -

98.72 % of logged packets accounted for on 1 of 2 nodes
node-1: not heard of since 2026-02-26T10:00:00.000000Z: not observed
node-1: calico-packet: 1234 read of 1250 logged since 2026-02-26T10:00:00.000000Z (1 counter reset)
node-1: warn: console_loglevel: LOG lines go to the serial console ttyS0: set kernel.printk to 4
`);
});

test('versions and positions with -o wide', async () => {
  const { stdout } = await runDropcast(['status', '-o', 'wide'], { aggregator: { status } });
  expect(stdout.split('\n')[1]).toMatch(/98\.72 % +1 warn +lab +0\.1\.0 +3 +44$/);
});

test('everything with -o json', async () => {
  const { stdout } = await runDropcast(['status', '-o', 'json'], { aggregator: { status } });
  expect(JSON.parse(stdout)).toEqual({
    version: '0.1.0',
    store: null,
    resources: [],
    ...{ windows: null, cluster_nodes: null },
    nodes: [
      {
        cluster: 'lab',
        node: 'node-1',
        source: 'kmsg',
        version: '0.1.0',
        epoch: 3,
        sequence: 44,
        lines: 1234,
        connected: true,
        observed_until: '2026-02-26T10:00:00.000000Z',
        losses: [
          {
            source: 'kmsg',
            cause: 'kmsg_overrun',
            count: 12,
            first: '2026-02-26T10:00:00.000000Z',
            last: '2026-02-26T10:00:00.000000Z',
          },
        ],
        checks: [CONSOLE],
        rules: [
          {
            prefix: 'calico-packet',
            expected: 1250,
            read: 1234,
            resets: 1,
            since: '2026-02-26T10:00:00.000000Z',
          },
        ],
        ...{ heard: '2026-02-26T10:00:00.000000Z', coarsened: 0, throttled_us: 0 },
      },
      {
        cluster: '',
        node: 'node-10',
        source: 'file',
        version: '',
        epoch: 1,
        sequence: 0,
        lines: 0,
        connected: false,
        observed_until: null,
        losses: [],
        checks: [],
        rules: [],
        ...{ heard: null, coarsened: 0, throttled_us: 0 },
      },
    ],
  });
});

test('losses add up by cause, and one of unknown size makes the sum unknown', () => {
  const gap: Loss = { ...overrun, cause: 'boot_gap', count: undefined };
  expect(lossesText([overrun, gap, overrun])).toBe('kmsg_overrun 24, boot_gap ?');
  expect(lossesText([gap, { ...gap, count: 5 }])).toBe('boot_gap ?');
  expect(lossesText([])).toBe('0');
});

test('an aggregator without nodes says so', async () => {
  expect((await runDropcast(['status'])).stderr).toBe('no node has reported yet\n');
});

test('an aggregator that is not there is one line', async () => {
  const run = await runDropcast(['status'], { aggregator: { error: serviceError(14, 'refused') } });
  expect(run.exit).toBe(1);
  expect(run.stderr).toContain('no aggregator answers at 127.0.0.1:50051 (refused)');
});

describe('what the aggregator watches itself', () => {
  const resources = [
    { resource: 'pods', isSynced: true, currentUs: NOW_US - 4_000_000, error: '' },
    { resource: 'jobs.batch', isSynced: false, currentUs: 0, error: 'jobs.batch: list forbidden' },
  ];
  const run = (...args: string[]) =>
    runDropcast(['status', ...args], { aggregator: { status: { ...status, resources } } });

  test('stands below the nodes, with its age and with what is wrong', async () => {
    const { stdout } = await run();
    expect(stdout).toContain('names: pods: synced, heard of 4 s ago\n');
    expect(stdout).toContain('names: jobs.batch: not synced; jobs.batch: list forbidden\n');
  });

  test('is part of the JSON', async () => {
    const { stdout } = await run('-o', 'json');
    expect(JSON.parse(stdout).resources).toMatchObject([
      { resource: 'pods', synced: true, error: '' },
      { resource: 'jobs.batch', synced: false, current_until: null },
    ]);
  });
});
