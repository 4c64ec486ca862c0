/** What a policy names and the cluster does not have. */
import { namespace, pod } from '../../scene.ts';
import { api, policy } from '../../shop.ts';
import { egress, fromNamespace, global, ingress, type Offence, own } from './manifests.ts';

const CLUSTER = [
  namespace('shop'),
  namespace('ingress'),
  pod('shop/api', { labels: { app: 'api' }, ports: { http: '8080', dns: '53/UDP' } }),
  pod('ingress/nginx', { labels: { app: 'nginx' }, hostNetwork: true }),
];

export const CLUSTER_OFFENCES: readonly Offence[] = [
  {
    id: 'selects-nothing',
    claim: 'a label that no pod has',
    offender: [policy({ podSelector: { matchLabels: { app: 'apy' } } })],
    repaired: [policy(api)],
    cluster: CLUSTER,
  },
  {
    id: 'selects-nothing',
    claim: "pods on the host's network, which no policy selects",
    offender: [global('g', { namespaceSelector: "projectcalico.org/name == 'ingress'" })],
    repaired: [global('g', { selector: "role == 'node'" })],
    cluster: CLUSTER,
  },
  {
    id: 'peer-namespace-missing',
    claim: 'a namespace that is not there',
    offender: [ingress([fromNamespace('ingres')])],
    repaired: [ingress([fromNamespace('ingress')])],
    cluster: CLUSTER,
  },
  {
    id: 'peer-namespace-missing',
    claim: 'what has no namespace is no mistake',
    offender: [ingress([{ from: [{ namespaceSelector: { matchLabels: { team: 'red' } } }] }])],
    repaired: [
      own('c', { ingress: [{ action: 'Allow', source: { namespaceSelector: 'global()' } }] }),
    ],
    cluster: CLUSTER,
  },
  {
    id: 'peer-host-network',
    claim: "an ingress controller on the host's network",
    offender: [ingress([fromNamespace('ingress')])],
    repaired: [ingress([{ from: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }])],
    cluster: CLUSTER,
  },
  {
    id: 'named-port-unknown',
    claim: 'a name that no container port has',
    offender: [ingress([{ ports: [{ port: 'htp' }] }])],
    repaired: [ingress([{ ports: [{ port: 'http' }] }])],
    cluster: CLUSTER,
  },
  {
    id: 'named-port-unknown',
    claim: 'what is no pod may have any port',
    offender: [ingress([{ ports: [{ port: 'htp' }] }])],
    repaired: [egress([{ ports: [{ port: 'htp' }] }])],
    cluster: CLUSTER,
  },
  {
    id: 'named-port-unknown',
    claim: 'the name with another protocol, on the way out',
    offender: [egress([{ to: [{ podSelector: {} }], ports: [{ port: 'dns' }] }])],
    repaired: [egress([{ to: [{ podSelector: {} }], ports: [{ port: 'dns', protocol: 'UDP' }] }])],
    cluster: CLUSTER,
  },
];
