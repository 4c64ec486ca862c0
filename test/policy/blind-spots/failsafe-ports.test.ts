import { describe, expect, it } from 'vitest';
import { calico } from '../calico-shop.ts';
import { DNS, idsIn, NODES, spotsIn, TEAM } from './spot-scene.ts';

const BASE = [...NODES, ...DNS, ...TEAM];
const endpoint = (profiles: readonly string[] = []) =>
  calico(
    'HostEndpoint',
    'n1',
    { node: 'n1', interfaceName: '*', profiles },
    { labels: { host: 'x' } },
  );
const policy = (nets: readonly string[]) =>
  calico('GlobalNetworkPolicy', 'hosts', {
    selector: 'has(host)',
    types: ['Ingress'],
    ingress: [
      { action: 'Allow', protocol: 'TCP', source: { nets }, destination: { ports: [10250] } },
    ],
  });
const felix = (spec: object) => calico('FelixConfiguration', 'default', spec);
const TCP_PORTS = [22, 179, 2379, 2380, 5473, 6443, 6666, 6667];
const inbound = (ports: readonly number[]) =>
  felix({
    failsafeInboundHostPorts: [
      ...ports.map((port) => ({ protocol: 'TCP', port })),
      { protocol: 'UDP', port: 68 },
    ],
  });

describe("Calico's hosts", () => {
  it.each([
    ['no host endpoint', [], []],
    ['one without policies', [endpoint()], ['failsafe_ports']],
    ['one that lets everything pass', [endpoint(['projectcalico-default-allow'])], []],
    ['an allow from others', [endpoint(), policy(['198.51.100.0/24'])], ['failsafe_ports']],
    ['an allow from the control plane', [endpoint(), policy(['192.0.2.10/32'])], []],
    ['a changed list, and no host endpoint', [inbound([]), policy([])], []],
    [
      'a list without 22',
      [endpoint(), policy(['192.0.2.10/32']), inbound(TCP_PORTS.slice(1))],
      ['failsafe_ports'],
    ],
    [
      'an own list with all of them',
      [endpoint(), policy(['192.0.2.10/32']), inbound([...TCP_PORTS, 10250])],
      [],
    ],
    [
      'an own list of the other side',
      [endpoint(), policy(['192.0.2.10/32']), felix({ failsafeOutboundHostPorts: [] })],
      ['failsafe_ports'],
    ],
  ])('with %s', (_name, documents, ids) => {
    expect(idsIn({ documents: [...BASE, ...documents] })).toEqual(ids);
  });

  it('are named with what the list leaves out', () => {
    const documents = [...BASE, endpoint(), policy(['192.0.2.10/32']), inbound(TCP_PORTS.slice(1))];
    expect(spotsIn({ documents })[0]!.evidence[0]!.text).toBe(
      'declared: FelixConfiguration default leaves out TCP 22 of ingress',
    );
  });

  it('are told by the names of the nodes, and with no policy for pods', () => {
    const [spot] = spotsIn({ documents: [...BASE, endpoint()] });
    expect(spot).toMatchObject({
      severity: 'breaks',
      where: [{ namespace: '', workloads: ['n1'] }],
      fix: { policy: '' },
    });
  });
});
