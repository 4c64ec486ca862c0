import { describe, expect, it } from 'vitest';
import { edgeOf, podEndpoint } from '../../flow/edge-fixtures.ts';
import { namespace, pod } from '../scene.ts';
import {
  allow,
  DNS,
  denyAll,
  denyEgress,
  denyIngress,
  fromNamespace,
  idsIn,
  NODES,
  object,
  podWith,
  TEAM,
  tcp,
  udp,
  withFixes,
} from './spot-scene.ts';

const BASE = [...NODES, ...DNS, namespace('team-a')];
const toDns = allow({
  name: 'dns',
  egress: [{ to: [fromNamespace('kube-system')], ports: [...udp(53), ...tcp(53)] }],
});
const other = edgeOf({
  source: podEndpoint('other', 'a', '10.244.1.7'),
  destination: podEndpoint('other', 'b', '10.244.1.8'),
});

describe('CronJobs', () => {
  const job = object('batch/v1', 'CronJob', 'team-a/report', {
    spec: {
      schedule: '0 3 1 * *',
      jobTemplate: {
        spec: {
          template: {
            metadata: { labels: { app: 'report' } },
            spec: { containers: [{ name: 'main' }] },
          },
        },
      },
    },
  });
  const ran = edgeOf({
    source: {
      ...podEndpoint('team-a', 'report-29000000-x', '10.244.1.5'),
      workload: { kind: 'CronJob', name: 'report' },
    },
    destination: podEndpoint('other', 'b', '10.244.1.8'),
  });
  it.each([
    ['no policy', [], [other], []],
    ['closed egress', [denyEgress(), toDns], [other], ['silent_cron_jobs']],
    ['no flows at all', [denyEgress(), toDns], [], []],
    ['a run in the window', [denyEgress(), toDns], [ran], []],
    ['closed ingress', [denyIngress()], [other], []],
    ['open egress', [allow({ egress: [{}] })], [other], []],
    [
      'a rule of its own',
      [
        toDns,
        allow({
          name: 'db',
          podSelector: { matchLabels: { app: 'report' } },
          egress: [{ ports: tcp(5432) }],
        }),
      ],
      [other],
      [],
    ],
    [
      'a rule of others',
      [
        denyEgress(),
        toDns,
        allow({
          name: 'db',
          podSelector: { matchLabels: { app: 'x' } },
          egress: [{ ports: tcp(5432) }],
        }),
      ],
      [other],
      ['silent_cron_jobs'],
    ],
  ])('with %s', (_name, policies, edges, ids) => {
    expect(idsIn({ documents: [...BASE, job, ...policies], edges })).toEqual(ids);
  });
});

describe('ports that are declared', () => {
  const ports = [{ name: 'http', containerPort: 8080 }];
  const web = podWith('team-a/web', { labels: { app: 'web' } }, { ports });
  const probed = podWith('team-a/web', {}, { ports, livenessProbe: { tcpSocket: { port: 8080 } } });
  const used = edgeOf({ destination: podEndpoint('team-a', 'web', '10.244.1.2'), port: 8080 });
  it.each([
    ['no policy', web, [], [other], []],
    ['nobody let in', web, [denyIngress()], [other], ['silent_ports']],
    [
      'somebody let in',
      web,
      [denyIngress(), allow({ name: 'f', ingress: [{ from: [fromNamespace('x')] }] })],
      [other],
      [],
    ],
    [
      'somebody let in elsewhere',
      web,
      [denyIngress(), allow({ name: 'f', ingress: [{ ports: tcp(1) }] })],
      [other],
      ['silent_ports'],
    ],
    ['somebody seen', web, [denyIngress()], [used], []],
    ['no flows at all', web, [denyIngress()], [], []],
    ['the kubelet alone', probed, [denyIngress()], [other], ['kubelet_probes']],
  ])('with %s', (_name, document, policies, edges, ids) => {
    expect(idsIn({ documents: [...BASE, document, ...policies], edges })).toEqual(ids);
  });
});

describe('ports that are not declared', () => {
  const at = (port: number) =>
    edgeOf({
      source: podEndpoint('team-a', 'api', '10.244.2.2'),
      destination: podEndpoint('team-a', 'web', '10.244.1.2'),
      port,
    });
  const cluster = [...NODES, ...DNS, ...TEAM];
  const inside = (port: number) => allow({ name: 'in', ingress: [{ ports: tcp(port) }] });
  it.each([
    ['no policy', [], 9999, []],
    ['a deny', [denyIngress()], 9999, ['silent_ports', 'undeclared_ports']],
    ['a deny of what is declared', [denyIngress(), inside(1)], 8080, []],
    ['an allow', [denyIngress(), inside(9999)], 9999, ['silent_ports']],
  ])('with %s', (_name, policies, port, ids) => {
    const question = { documents: [...cluster, ...policies], edges: [at(port)] };
    expect(idsIn(question)).toEqual(ids);
    expect(idsIn(withFixes(question))).not.toContain('undeclared_ports');
  });

  it('are none of pods whose manifest nobody has', () => {
    const edges = [edgeOf({ destination: podEndpoint('team-b', 'x', '10.244.1.3'), port: 1 })];
    const documents = [...cluster, pod('team-b/y'), denyAll('team-b')];
    expect(idsIn({ documents, edges })).not.toContain('undeclared_ports');
  });
});
