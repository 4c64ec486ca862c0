import { describe, expect, it } from 'vitest';
import { UDP } from '../../../src/flow/protocol.ts';
import { edgeOf, outsideEndpoint, podEndpoint } from '../../flow/edge-fixtures.ts';
import { pod } from '../scene.ts';
import {
  allow,
  block,
  DNS,
  denyEgress,
  fromNamespace,
  idsIn,
  NODES,
  object,
  spotsIn,
  TEAM,
  tcp,
  udp,
  withFixes,
} from './spot-scene.ts';

const BASE = [...NODES, ...DNS, ...TEAM];
const source = podEndpoint('team-a', 'web', '10.244.1.2');
const metadata = edgeOf({ source, destination: outsideEndpoint('169.254.169.254'), port: 80 });
const ntp = (ip: string) =>
  edgeOf({ source, destination: outsideEndpoint(ip), protocol: UDP, port: 123 });
const of = (id: string, question: Parameters<typeof idsIn>[0]) =>
  idsIn(question).filter((each) => each === id);
const to = (cidr: string, ports: readonly object[]) =>
  allow({ name: 'out', egress: [{ to: [block(cidr)], ports }] });

describe('the metadata service', () => {
  it.each([
    ['no policy', [], []],
    ['a default deny', [denyEgress()], ['metadata_service']],
    [
      'an allow of all but it',
      [
        allow({
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }],
        }),
      ],
      ['metadata_service'],
    ],
    ['its address', [denyEgress(), to('169.254.169.254/32', tcp(80))], []],
  ])('as it was seen, with %s', (_name, policies, ids) => {
    const question = { documents: [...BASE, ...policies], edges: [metadata] };
    expect(of('metadata_service', question)).toEqual(ids);
    expect(of('metadata_service', withFixes(question))).toEqual([]);
  });

  it.each([
    ['nothing', [], ['metadata_service']],
    ['its address', [to('169.254.169.254/32', tcp(80))], []],
    ["GKE's own server", [to('169.254.169.252/32', tcp(988))], []],
  ])('by an account of the cloud, with an allow of %s', (_name, policies, ids) => {
    const account = object('v1', 'ServiceAccount', 'team-b/cloud', {
      metadata: { annotations: { 'iam.gke.io/gcp-service-account': 'x@example.com' } },
    });
    const b = pod('team-b/b', { serviceAccount: 'cloud', labels: { app: 'b' } });
    const policed = policies.map((policy) => policy.replace('team-a', 'team-b'));
    const documents = [...BASE, account, b, denyEgress('team-b'), ...policed];
    expect(of('metadata_service', { documents })).toEqual(ids);
  });

  it('is nothing to tell where nobody uses it', () => {
    expect(of('metadata_service', { documents: [...BASE, denyEgress()] })).toEqual([]);
  });
});

describe('time synchronisation', () => {
  it.each([
    ['no policy', [], []],
    ['a default deny', [denyEgress()], ['time_sync']],
    ['TCP alone', [to('198.51.100.1/32', tcp(123))], ['time_sync']],
    ['another server', [to('198.51.100.9/32', udp(123))], ['time_sync']],
    ['UDP 123 of the server', [to('198.51.100.1/32', udp(123))], []],
    ['pods alone', [allow({ egress: [{ to: [fromNamespace('kube-system')] }] })], ['time_sync']],
  ])('with %s', (_name, policies, ids) => {
    const question = { documents: [...BASE, ...policies], edges: [ntp('198.51.100.1')] };
    expect(of('time_sync', question)).toEqual(ids);
    expect(of('time_sync', withFixes(question))).toEqual([]);
  });

  it('is told as it was seen', () => {
    const edges = [ntp('198.51.100.1'), ntp('198.51.100.2'), ntp('')];
    const once = 'one connection, the last at 2026-02-26T10:00:00.000000Z';
    const spots = spotsIn({ documents: [...BASE, denyEgress()], edges });
    const spot = spots.find(({ id }) => id === 'time_sync')!;
    expect(spot.severity).toBe('breaks');
    expect(spot.evidence.filter(({ from }) => from === 'flows').map(({ text }) => text)).toEqual([
      `seen: team-a → 198.51.100.1:123/UDP, ${once}`,
      `seen: team-a → 198.51.100.2:123/UDP, ${once}`,
      `seen: team-a → addresses that were put together:123/UDP, ${once}`,
    ]);
  });
});
