import { describe, expect, it } from 'vitest';
import type { Edge } from '../../../src/flow/edge.ts';
import { HOUR_US } from '../../../src/flow/time.ts';
import { type CoverageInput, coverageOf } from '../../../src/policy/coverage/coverage.ts';
import type { CronJob, DeclaredWorkload } from '../../../src/policy/coverage/declared.ts';
import { conclude } from '../../../src/policy/coverage/readiness.ts';
import { observedUntil } from '../../../src/policy/coverage/watch.ts';
import { edgeOf, HOUR, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';

const web = { ...podEndpoint('shop', 'web-1', '10.0.0.1', 'web'), node: 'node-1' };
const db = { ...podEndpoint('shop', 'db-0', '10.0.0.2', 'db'), node: 'node-1' };

/** Hours from the window's first, as an edge has them. */
const every = (step: number, days: number, from = 0): number[] =>
  Array.from({ length: (days * 24) / step }, (_, i) => HOUR + i * step).filter(
    (hour) => hour >= HOUR + from,
  );

function windowOf(days: number) {
  return { fromUs: HOUR * HOUR_US, toUs: (HOUR + days * 24) * HOUR_US };
}

/** What is said of namespace shop after so many days, in which all nodes were observed. */
function shopAfter(
  days: number,
  edges: readonly Partial<Edge>[],
  more: Partial<CoverageInput> = {},
) {
  const window = windowOf(days);
  const input = {
    edges: edges.map((edge) => edgeOf({ source: web, destination: db, ...edge })),
    window,
    observed: observedUntil(new Map([['node-1', window.toUs]]), window),
    ...more,
  };
  const coverage = coverageOf(input).find(({ namespace }) => namespace === 'shop')!;
  return { ...coverage, ...conclude(coverage) };
}

const codes = (remarks: readonly { code: string }[]) => remarks.map(({ code }) => code);

describe('a namespace', () => {
  it('is learning on its first day', () => {
    const shop = shopAfter(0.5, [{ hours: every(1, 0.5) }]);
    expect(shop).toMatchObject({ status: 'learning', enforce: 'wait' });
    expect(codes(shop.reasons)).toEqual(['window_short', 'new_edges', 'chance']);
    expect(shop.reasons[0]!.text).toBe('watched for 12 h of the 7 days that show a week');
  });

  it('is stabilising while a week has not passed', () => {
    const shop = shopAfter(4, [{ hours: every(1, 4) }, { port: 1, hours: every(1, 4) }]);
    expect(shop).toMatchObject({ status: 'stabilising', enforce: 'wait' });
    expect(codes(shop.reasons)).toEqual(['window_short', 'chance']);
  });

  it('is stable after a week in which nothing new came', () => {
    const ports = [1, 2, 3, 4].map((port) => ({ port, hours: every(1, 8) }));
    const shop = shopAfter(8, [...ports, { port: 5, hours: every(24, 8) }]);
    expect(shop).toMatchObject({ status: 'stable', enforce: 'now', reasons: [] });
    expect(shop.recurrence).toMatchObject({ constant: 4, daily: 1, one_off: 0 });
  });

  it('is not stable when an edge came in its last day', () => {
    const ports = [1, 2, 3, 4].map((port) => ({ port, hours: every(1, 8) }));
    const shop = shopAfter(8, [...ports, { port: 5, hours: every(1, 8, 180) }]);
    expect(codes(shop.reasons)).toEqual(['new_edges']);
    expect(shop.reasons[0]!.text).toBe('the last new edge came 11 h before the end');
    expect(shop.newEdges).toEqual([
      { hour: HOUR, edges: 4 },
      { hour: HOUR + 180, edges: 1 },
    ]);
    expect(shop.newLastDay).toBe(1);
  });

  it('is not stable when its nodes were blind for a fifth of the window', () => {
    const window = windowOf(10);
    const observed = observedUntil(new Map([['node-1', (HOUR + 192) * HOUR_US]]), window);
    const ports = [1, 2, 3, 4].map((port) => ({ port, hours: every(1, 8) }));
    const shop = shopAfter(10, ports, { observed });
    expect(codes(shop.reasons)).toEqual(['not_observed']);
    expect(shop.watch.share).toBeCloseTo(0.8);
  });

  it('is judged by the nodes that its pods run on', () => {
    const window = windowOf(8);
    const observed = observedUntil(
      new Map([
        ['node-1', window.toUs],
        ['node-2', 0],
      ]),
      window,
    );
    const edges = [{ hours: every(1, 8), nodes: ['node-1', 'node-2'] }];
    expect(shopAfter(8, edges, { observed }).watch.nodes).toEqual(['node-1']);
    const idle = workload('idle', ['node-2']);
    const shop = shopAfter(8, edges, { observed, workloads: [idle] });
    expect(shop.watch).toMatchObject({ nodes: ['node-1', 'node-2'], share: 0.5 });
  });

  it('may be enforced though addresses outside come and go, with a word on them', () => {
    const inside = [1, 2, 3, 4].map((port) => ({ port, hours: every(1, 8) }));
    const outside = Array.from({ length: 50 }, (_, i) => ({
      destination: outsideEndpoint(`192.0.2.${i}`),
      port: 443,
      hours: every(1, 8).slice(i * 3, i * 3 + 40),
    }));
    const shop = shopAfter(8, [...inside, ...outside]);
    expect(shop).toMatchObject({ status: 'stable', enforce: 'now' });
    expect(shop.addresses).toMatchObject({ addresses: 50 });
    expect(shopAfter(6, [...inside, ...outside]).remarks[0]!.text).toMatch(
      /^8 of 48 addresses without a name came in the last day/,
    );
  });

  it('has numbers for each of its workloads', () => {
    const { workloads } = shopAfter(8, [{ hours: every(1, 8) }, { destination: web }]);
    expect(workloads.map(({ workload, discovery }) => [workload.name, discovery.edges])).toEqual([
      ['db', 1],
      ['web', 2],
    ]);
  });

  it('says what its numbers do not hold', () => {
    const { remarks } = shopAfter(8, [
      { hours: every(1, 8), overflow: 'port' },
      { origin: 'conntrack', port: 9 },
      {
        port: 7,
        source: { ...web, kind: 'pod', confidence: 'ambiguous', candidates: [web, other] },
      },
    ]);
    expect(codes(remarks)).toEqual(['overflow', 'open_before']);
    expect(remarks[0]!.text).toBe('1 edge stands for many: the estimate is too low');
  });
});

const other = podEndpoint('pay', 'api-0', '10.0.0.3', 'api');

function workload(name: string, nodes: readonly string[] = ['node-1']): DeclaredWorkload {
  return { namespace: 'shop', workload: { kind: 'Deployment', name }, pods: 2, nodes };
}

describe('enforcing proves nothing', () => {
  it('where pods ran and nothing was seen of them', () => {
    const shop = shopAfter(8, [], { workloads: [workload('idle')] });
    expect(shop).toMatchObject({ status: 'silent', enforce: 'proves_nothing' });
    expect(shop.reasons[0]!.text).toBe('nothing was seen of 1 workload: Deployment/idle (2 pods)');
  });

  it('where nothing runs', () => {
    const shop = shopAfter(8, [], { namespaces: ['shop'], workloads: [] });
    expect(codes(shop.reasons)).toEqual(['no_pods']);
  });

  it('where all that was seen may be of elsewhere', () => {
    const end = { ...web, confidence: 'ambiguous', candidates: [web, other] } as const;
    const seen = [{ source: end, destination: outsideEndpoint('192.0.2.1') }];
    const shop = shopAfter(8, seen, { workloads: [workload('web')] });
    expect(shop.enforce).toBe('proves_nothing');
    expect(shop.reasons[0]!.text).toBe('no line was logged that is surely of here');
  });

  it('for the silent workloads of a namespace that is not silent', () => {
    const declared = ['web', 'idle', 'a', 'b', 'c', 'd', 'e'].map((name) => workload(name));
    const shop = shopAfter(8, [{ hours: every(1, 8) }], { workloads: declared });
    expect(shop.silent).toHaveLength(6);
    expect(codes(shop.remarks)).toEqual(['silent_workloads']);
    expect(shop.remarks[0]!.text).toContain('Deployment/d (2 pods), 1 more: enforcing');
    expect(shopAfter(8, [{}]).silent).toBeUndefined();
  });
});

function cronJob(overrides: Partial<CronJob> = {}): CronJob {
  const usual = { schedule: '0 3 * * *', timeZone: undefined, suspended: false };
  return { namespace: 'shop', name: 'report', ...usual, ...overrides };
}

describe('a CronJob that was not exercised', () => {
  const ports = [1, 2, 3, 4].map((port) => ({ port, hours: every(1, 8) }));
  const shopWith = (job: CronJob) => shopAfter(8, ports, { cronJobs: [job] });

  it('is waited for until its next run', () => {
    const shop = shopWith(cronJob({ schedule: '0 4 20 * *' }));
    expect(shop).toMatchObject({ status: 'stable', enforce: 'wait' });
    expect(shop.reasons[0]!.text).toBe(
      'CronJob/report did not run in the window: its next run is 2026-03-20T04:00:00Z',
    );
  });

  it.each([
    [{}, 'CronJob/report was due in the window, and nothing was seen of it'],
    [{ suspended: true }, 'is suspended: nobody knows what it will connect to'],
    [{ schedule: '0 4 30 2 *' }, 'CronJob/report never runs'],
    [{ schedule: 'daily' }, "may not be understood: 'daily' is no schedule of five fields"],
  ])('is told of when waiting does not help: %j', (overrides, text) => {
    const shop = shopWith(cronJob(overrides));
    expect(shop.enforce).toBe('now');
    expect(shop.remarks[0]!.text).toContain(text);
  });

  it('is one of which nothing was seen', () => {
    const source = { ...web, workload: { kind: 'CronJob', name: 'report' } };
    const seen = shopAfter(8, [{ source, hours: every(24, 8) }], { cronJobs: [cronJob()] });
    expect(seen.cronJobs).toEqual([]);
    expect(shopAfter(8, ports).cronJobs).toBeUndefined();
  });
});
