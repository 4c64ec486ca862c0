import { describe, expect, it } from 'vitest';
import { namespace, pod } from '../scene.ts';
import {
  allow,
  block,
  denyIngress,
  fromNamespace,
  idsIn,
  NODES,
  object,
  podWith,
  service,
  spotsIn,
  tcp,
  withFixes,
} from './spot-scene.ts';

const PROMETHEUS = pod('ops/prometheus-0', { labels: { 'app.kubernetes.io/name': 'prometheus' } });
const IN_HOST = pod('ops/prometheus-0', { labels: { app: 'prometheus' }, hostNetwork: true });
const ports = [{ name: 'metrics', containerPort: 9100 }];
const WEB = podWith('team-a/web', { labels: { app: 'web' } }, { ports });
const SERVICE = service('team-a/web', {
  selector: { app: 'web' },
  ports: [{ name: 'scrape', port: 80, targetPort: 'metrics' }],
  metadata: { labels: { team: 'a' } },
});
const BASE = [...NODES, namespace('team-a'), namespace('ops')];
const spec = (rest: object) => ({ spec: { selector: { matchLabels: { team: 'a' } }, ...rest } });
const monitor = (name: string, rest: object) =>
  object('monitoring.coreos.com/v1', 'ServiceMonitor', name, spec(rest));
const own = monitor('team-a/web', { endpoints: [{ port: 'scrape' }] });
const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9100' };
const annotated = podWith('team-a/web', { labels: { app: 'web' }, annotations }, { ports });
const from = (port: number, peer: object = fromNamespace('ops')) =>
  allow({ name: 'm', ingress: [{ from: [peer], ports: tcp(port) }] });

const DECLARATIONS: readonly (readonly [string, readonly string[]])[] = [
  ['a ServiceMonitor', [WEB, SERVICE, own]],
  [
    'a ServiceMonitor by port of the pod',
    [WEB, SERVICE, monitor('team-a/web', { endpoints: [{ targetPort: 9100 }] })],
  ],
  [
    'a ServiceMonitor of any namespace',
    [
      WEB,
      SERVICE,
      monitor('ops/all', { namespaceSelector: { any: true }, endpoints: [{ port: 'scrape' }] }),
    ],
  ],
  [
    'a PodMonitor elsewhere',
    [
      WEB,
      object('monitoring.coreos.com/v1', 'PodMonitor', 'ops/web', {
        spec: {
          selector: { matchLabels: { app: 'web' } },
          namespaceSelector: { matchNames: ['team-a'] },
          podMetricsEndpoints: [{ port: 'metrics' }],
        },
      }),
    ],
  ],
  ['annotations of the pod', [annotated]],
  [
    'annotations of the pod without a port',
    [podWith('team-a/web', { annotations: { 'prometheus.io/scrape': 'true' } }, { ports })],
  ],
  ...[annotations, { 'prometheus.io/scrape': 'true' }].map(
    (given): readonly [string, readonly string[]] => [
      'annotations of the service',
      [
        WEB,
        service('team-a/web', {
          selector: { app: 'web' },
          ports: [{ port: 80, targetPort: 9100 }],
          metadata: { annotations: given },
        }),
      ],
    ],
  ),
];

describe.each(DECLARATIONS)('scrapes declared by %s', (_name, documents) => {
  it.each([
    ['no policy', [], []],
    ['a default deny', [denyIngress()], ['monitoring']],
    ['another port', [from(80)], ['monitoring']],
    ['the port of the pod', [from(9100)], []],
    ['a deny at the scraper', [allow({ space: 'ops', ingress: [] })], []],
  ])('with %s', (_policy, policies, ids) => {
    const cluster = [...BASE, PROMETHEUS, ...documents, ...policies];
    expect(idsIn({ documents: cluster })).toEqual(ids);
    expect(idsIn(withFixes({ documents: cluster }))).toEqual([]);
  });
});

describe('scrapes', () => {
  it('are none that the monitor does not mean', () => {
    const elsewhere = monitor('ops/web', { endpoints: [{ port: 'scrape' }] });
    const documents = [...BASE, PROMETHEUS, WEB, SERVICE, elsewhere, denyIngress()];
    expect(idsIn({ documents })).toEqual([]);
  });

  it("come from the address of the node where the scraper is in the host's network", () => {
    const documents = [...BASE, IN_HOST, annotated];
    const ofScrapes = (policy: string) => idsIn({ documents: [...documents, policy] });
    expect(ofScrapes(denyIngress())).toEqual(['monitoring']);
    expect(ofScrapes(from(9100))).toContain('monitoring');
    expect(ofScrapes(from(9100, block('192.0.2.1/32')))).toEqual([]);
  });

  it('cannot be told where no scraper is known', () => {
    const documents = [...BASE, annotated, denyIngress()];
    expect(spotsIn({ documents })).toMatchObject([{ id: 'monitoring', severity: 'may_break' }]);
    expect(idsIn({ documents: [...BASE, annotated] })).toEqual([]);
    expect(idsIn({ documents: [...documents, allow({ name: 'all', ingress: [{}] })] })).toEqual([]);
  });
});
