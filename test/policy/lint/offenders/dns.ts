/** DNS: forgotten, by one protocol, to too many. */
import { calico } from '../../calico-shop.ts';
import { api, policy } from '../../shop.ts';
import {
  DNS_SERVERS,
  denyAll,
  dns,
  egress,
  global,
  type Offence,
  own,
  TCP,
  tcpTo53,
  UDP,
  udpTo53,
} from './manifests.ts';

export const DNS_OFFENCES: readonly Offence[] = [
  {
    id: 'dns-missing',
    claim: 'egress without DNS',
    offender: [denyAll],
    repaired: [denyAll, egress([dns(UDP, TCP)])],
  },
  {
    id: 'dns-missing',
    claim: 'DNS for other pods only',
    offender: [denyAll, policy({ ...api, policyTypes: ['Egress'], egress: [] }, 'api')],
    repaired: [denyAll, egress([{ to: [{ namespaceSelector: {} }] }])],
  },
  {
    id: 'dns-missing',
    claim: 'an allow that cannot reach the servers',
    offender: [egress([{ to: [{ podSelector: {} }] }])],
    repaired: [egress([{ to: [DNS_SERVERS] }])],
  },
  {
    id: 'dns-missing',
    claim: 'a network set of addresses that no pod has',
    offender: [
      calico(
        'NetworkSet',
        'set',
        { nets: ['203.0.113.0/24'] },
        { labels: { a: 'b' }, own: 'shop' },
      ),
      own('c', { egress: [{ action: 'Allow', destination: { selector: "a == 'b'" } }] }),
    ],
    repaired: [
      calico('NetworkSet', 'set', { nets: ['10.0.0.0/8'] }, { labels: { a: 'b' }, own: 'shop' }),
      own('c', { egress: [{ action: 'Allow', destination: { selector: "a == 'b'" } }] }),
    ],
  },
  {
    id: 'dns-missing',
    claim: 'addresses outside alone',
    offender: [egress([{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }])],
    repaired: [egress([{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }])],
  },
  {
    id: 'dns-tcp-missing',
    claim: 'UDP alone',
    offender: [egress([dns(UDP)])],
    repaired: [egress([dns(UDP), dns(TCP)])],
  },
  {
    id: 'dns-tcp-missing',
    claim: 'TCP for others, in a policy of Calico',
    offender: [global('g', { egress: [udpTo53, { ...tcpTo53, destination: { ports: [80] } }] })],
    repaired: [global('g', { egress: [udpTo53, tcpTo53] })],
  },
  {
    id: 'dns-tcp-missing',
    claim: 'TCP to addresses that no pod has',
    offender: [egress([dns(UDP), { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [TCP] }])],
    repaired: [egress([dns(UDP), { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [TCP] }])],
  },
  {
    id: 'dns-tcp-missing',
    claim: 'addresses, and TCP to other ones',
    offender: [
      egress([
        { to: [{ ipBlock: { cidr: '192.0.2.53/32' } }], ports: [UDP] },
        { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.0/24'] } }], ports: [TCP] },
      ]),
    ],
    repaired: [
      egress([
        { to: [{ ipBlock: { cidr: '192.0.2.53/32' } }], ports: [UDP] },
        { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [TCP] },
      ]),
    ],
  },
  {
    id: 'dns-udp-missing',
    claim: 'a port without a protocol',
    offender: [egress([dns({ port: 53 })])],
    repaired: [egress([dns({ port: 53 }, UDP)])],
  },
  {
    id: 'dns-udp-missing',
    claim: 'TCP alone, in a policy of Calico',
    offender: [own('c', { egress: [tcpTo53] })],
    repaired: [own('c', { egress: [tcpTo53, udpTo53] })],
  },
  {
    id: 'dns-too-broad',
    claim: 'a whole namespace',
    offender: [
      egress([{ ...dns(UDP, TCP), to: [{ namespaceSelector: DNS_SERVERS.namespaceSelector }] }]),
    ],
    repaired: [egress([dns(UDP, TCP)])],
  },
  {
    id: 'dns-too-broad',
    claim: 'every address',
    offender: [egress([{ ...dns(UDP, TCP), to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }])],
    repaired: [egress([{ ...dns(UDP, TCP), to: [{ ipBlock: { cidr: '169.254.20.10/32' } }] }])],
  },
  {
    id: 'dns-too-broad',
    claim: 'everywhere',
    offender: [egress([{ ports: [UDP, TCP] }])],
    repaired: [egress([{ ports: [UDP, TCP, { port: 443 }] }])],
  },
];
