/** Each rule finds its offender, and leaves alone what was repaired. */
import { describe, expect, test } from 'vitest';
import { LINT_RULES } from '../../../src/policy/lint/lint-rules.ts';
import { calico } from '../calico-shop.ts';
import { namespace, pod } from '../scene.ts';
import { api, policy } from '../shop.ts';
import { findingsIn } from './lint-scene.ts';

type Documents = readonly string[];

interface Case {
  readonly id: string;
  readonly claim: string;
  readonly offender: Documents;
  readonly repaired: Documents;
  readonly cluster?: Documents;
}

const CLUSTER = [
  namespace('shop'),
  namespace('ingress'),
  pod('shop/api', { labels: { app: 'api' }, ports: { http: '8080', dns: '53/UDP' } }),
  pod('ingress/nginx', { labels: { app: 'nginx' }, hostNetwork: true }),
];

const DNS_SERVERS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const dns = (...ports: readonly object[]) => ({ to: [DNS_SERVERS], ports });
const UDP = { protocol: 'UDP', port: 53 };
const TCP = { protocol: 'TCP', port: 53 };

const egress = (rules: readonly object[], name = 'p') =>
  policy({ podSelector: {}, policyTypes: ['Egress'], egress: rules }, name);
const ingress = (rules: readonly object[], name = 'p') =>
  policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: rules }, name);
const denyAll = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }, 'deny');
const global = (name: string, spec: object) => calico('GlobalNetworkPolicy', name, spec);
const own = (name: string, spec: object) => calico('NetworkPolicy', name, spec, { own: 'shop' });
const fromNamespace = (name: string) => ({
  from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }],
});
const fromPods = (app: string) => ({ from: [{ podSelector: { matchLabels: { app } } }] });

const udpTo53 = {
  action: 'Allow',
  protocol: 'UDP',
  destination: { selector: "k8s-app == 'kube-dns'", ports: [53] },
};
const tcpTo53 = { ...udpTo53, protocol: 'TCP' };

const NOT_IN = 'not in {"kube-system", "calico-system", "shop"}';
const generator = (names: readonly string[], synchronize: boolean) =>
  JSON.stringify({
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'stamp' },
    spec: {
      rules: [
        {
          name: 'deny',
          match: { any: [{ resources: { kinds: ['Namespace'] } }] },
          exclude: { any: [{ resources: { kinds: ['Namespace'], names } }] },
          generate: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            name: 'deny',
            namespace: '{{request.object.metadata.name}}',
            synchronize,
            data: { spec: { podSelector: {}, policyTypes: ['Ingress'] } },
          },
        },
      ],
    },
  });

const CASES: readonly Case[] = [
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
  {
    id: 'log-only-default-deny',
    claim: 'nothing else isolates the pods',
    offender: [own('log', { selector: 'all()', ingress: [{ action: 'Log' }] })],
    repaired: [own('log', { ingress: [{ action: 'Log' }, { action: 'Allow' }] })],
  },
  {
    id: 'log-only-default-deny',
    claim: 'other policies isolate other pods, or another side',
    offender: [own('log', { egress: [{ action: 'Log' }] }), ingress([])],
    repaired: [own('log', { egress: [{ action: 'Log' }] }), denyAll],
  },
  {
    id: 'log-only-default-deny',
    claim: 'a tier that drops what nothing allows',
    offender: [
      calico('Tier', 'observe', { order: 10 }),
      global('observe.log', { tier: 'observe', ingress: [{ action: 'Log' }] }),
    ],
    repaired: [
      calico('Tier', 'observe', { order: 10, defaultAction: 'Pass' }),
      global('observe.log', { tier: 'observe', ingress: [{ action: 'Log' }] }),
    ],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a global policy over everything',
    offender: [global('deny', { selector: 'all()', types: ['Egress'] })],
    repaired: [global('deny', { namespaceSelector: "name == 'shop'", types: ['Egress'] })],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a default deny in kube-system',
    offender: [denyAll.replace('"shop"', '"kube-system"')],
    repaired: [denyAll],
  },
  {
    id: 'system-namespaces-denied',
    claim: 'a generator that leaves them in',
    offender: [generator(['kube-public'], false)],
    repaired: [generator(['kube-*', 'calico-system'], false)],
  },
  {
    id: 'host-endpoints-selected',
    claim: 'a negated namespaceSelector',
    offender: [global('deny', { namespaceSelector: `projectcalico.org/name ${NOT_IN}` })],
    repaired: [
      global('deny', {
        namespaceSelector: `has(projectcalico.org/name) && projectcalico.org/name ${NOT_IN}`,
      }),
    ],
  },
  {
    id: 'exclusions-differ',
    claim: 'a generator and a backstop',
    offender: [
      global('deny', { namespaceSelector: `projectcalico.org/name ${NOT_IN}` }),
      generator(['kube-system', 'calico-*'], false),
    ],
    repaired: [
      global('deny', { namespaceSelector: `projectcalico.org/name ${NOT_IN}` }),
      generator(['kube-*', 'calico-system', 'shop'], false),
    ],
  },
  {
    id: 'exclusions-differ',
    claim: 'lists in other words',
    offender: [
      global('a', { namespaceSelector: '!(projectcalico.org/name in {"x", "y"})' }),
      global('b', { namespaceSelector: 'kubernetes.io/metadata.name != "x"' }),
    ],
    repaired: [
      global('a', { namespaceSelector: '!(projectcalico.org/name in {"x"})' }),
      global('b', { namespaceSelector: 'kubernetes.io/metadata.name != "x"' }),
    ],
  },
  {
    id: 'generator-recreates',
    claim: 'synchronize',
    offender: [generator(['kube-system', 'calico-system'], true)],
    repaired: [generator(['kube-system', 'calico-system'], false)],
  },
  {
    id: 'one-sided-allow',
    claim: 'ingress inside the namespace, and no egress',
    offender: [denyAll, ingress([{ from: [{ podSelector: {} }] }])],
    repaired: [
      denyAll,
      ingress([{ from: [{ podSelector: {} }] }]),
      egress([{ to: [{ podSelector: {} }] }], 'q'),
    ],
  },
  {
    id: 'one-sided-allow',
    claim: 'another port on the other side',
    offender: [
      denyAll,
      ingress([{ ...fromPods('web'), ports: [{ port: 80 }] }]),
      egress([{ to: [{ podSelector: {} }], ports: [{ port: 81, endPort: 90 }] }], 'q'),
    ],
    repaired: [
      denyAll,
      ingress([{ ...fromPods('web'), ports: [{ port: 80 }] }]),
      egress([{ to: [{ podSelector: {} }], ports: [{ port: 79, endPort: 90 }] }], 'q'),
    ],
  },
  {
    id: 'one-sided-allow',
    claim: 'egress to pods that let nobody in',
    offender: [denyAll, egress([{ to: [{ podSelector: api.podSelector }] }])],
    repaired: [
      denyAll,
      egress([{ to: [{ podSelector: api.podSelector }] }]),
      policy({ ...api, ingress: [{ ports: [{ port: 'http' }] }] }, 'q'),
    ],
  },
  {
    id: 'rules-without-type',
    claim: 'Egress forgotten',
    offender: [policy({ policyTypes: ['Ingress'], egress: [dns(UDP, TCP)] })],
    repaired: [policy({ policyTypes: ['Ingress', 'Egress'], egress: [dns(UDP, TCP)] })],
  },
  {
    id: 'rules-without-type',
    claim: 'Ingress forgotten, in a policy of Calico',
    offender: [own('c', { types: ['Egress'], ingress: [{ action: 'Allow' }] })],
    repaired: [own('c', { types: ['Egress', 'Ingress'], ingress: [{ action: 'Allow' }] })],
  },
  {
    id: 'types-not-given',
    claim: 'egress alone denies ingress',
    offender: [policy({ podSelector: {}, egress: [dns(UDP, TCP)] })],
    repaired: [egress([dns(UDP, TCP)])],
  },
  {
    id: 'types-not-given',
    claim: 'egress: [] denies nothing',
    offender: [policy({ podSelector: {}, egress: [] })],
    repaired: [egress([])],
  },
  {
    id: 'empty-list',
    claim: 'from: []',
    offender: [ingress([{ from: [], ports: [{ port: 80 }] }])],
    repaired: [ingress([{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }])],
  },
  {
    id: 'empty-list',
    claim: 'nets: [], in a policy of Calico',
    offender: [own('c', { ingress: [{ action: 'Allow', source: { nets: [] } }] })],
    repaired: [own('c', { ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/8'] } }] })],
  },
  {
    id: 'peers-apart',
    claim: 'a dash too many',
    offender: [ingress([{ from: [...fromNamespace('ingress').from, ...fromPods('nginx').from] }])],
    repaired: [
      ingress([{ from: [{ ...fromNamespace('ingress').from[0], ...fromPods('nginx').from[0] }] }]),
    ],
  },
  {
    id: 'unreachable-rule',
    claim: 'beside a rule that takes everything',
    offender: [ingress([fromPods('web'), {}])],
    repaired: [ingress([fromPods('web')])],
  },
  {
    id: 'unreachable-rule',
    claim: 'behind an Allow of everything, in a policy of Calico',
    offender: [own('c', { ingress: [{ action: 'Allow' }, { action: 'Deny', protocol: 'UDP' }] })],
    repaired: [own('c', { ingress: [{ action: 'Deny', protocol: 'UDP' }, { action: 'Allow' }] })],
  },
  {
    id: 'unreachable-rule',
    claim: 'in another policy over the same pods',
    offender: [ingress([{}], 'z'), policy({ ...api, ingress: [fromPods('web')] })],
    repaired: [egress([{}], 'z'), policy({ ...api, ingress: [fromPods('web')] })],
  },
  {
    id: 'unreachable-rule',
    claim: 'in a policy of Calico with a greater order',
    offender: [
      own('a', { order: 1, ingress: [{ action: 'Deny' }] }),
      own('b', { order: 2, selector: "app == 'api'", ingress: [{ action: 'Allow' }] }),
    ],
    repaired: [
      own('a', { order: 2, ingress: [{ action: 'Deny' }] }),
      own('b', { order: 1, selector: "app == 'api'", ingress: [{ action: 'Allow' }] }),
    ],
  },
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
    claim: 'the name with another protocol, on the way out',
    offender: [egress([{ to: [{ podSelector: {} }], ports: [{ port: 'dns' }] }])],
    repaired: [egress([{ to: [{ podSelector: {} }], ports: [{ port: 'dns', protocol: 'UDP' }] }])],
    cluster: CLUSTER,
  },
];

const idsIn = (documents: Documents, cluster?: Documents) =>
  findingsIn(documents, cluster).map(({ id }) => id);

describe('a rule finds its offender and not the repaired one', () => {
  test.each(CASES)('$id: $claim', ({ id, offender, repaired, cluster }) => {
    expect(idsIn(offender, cluster)).toContain(id);
    expect(idsIn(repaired, cluster)).not.toContain(id);
    expect(idsIn(repaired, cluster)).not.toContain('manifest-error');
  });

  test('of every rule', () => {
    const shown = new Set(CASES.map(({ id }) => id));
    expect([...shown].sort()).toEqual(LINT_RULES.map(({ id }) => id).sort());
  });

  test('of what a cluster lacks only where a cluster is known', () => {
    const ofCluster = CASES.filter(({ cluster }) => cluster !== undefined);
    for (const { id, offender } of ofCluster) expect(idsIn(offender)).not.toContain(id);
  });
});
