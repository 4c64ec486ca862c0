/** Calico's policies: each case is named after the sentence of its reference that it checks. */
import { describe, expect, test } from 'vitest';
import { CALICO_SHOP, calico } from '../calico-shop.ts';
import { decisionText, Scene } from '../scene.ts';

const global = (spec: object, name = 'p') => calico('GlobalNetworkPolicy', name, spec);
const ofShop = (spec: object, name = 'p') => calico('NetworkPolicy', name, spec, { own: 'shop' });

/** The policies, who connects to shop/api, and what decides its ingress. */
type Case = readonly [
  sentence: string,
  policies: readonly string[],
  from: string,
  decision: string,
];

const allow = (source: object) => [{ action: 'Allow', source }];

const CASES: readonly Case[] = [
  [
    'Types … [Ingress], if there are no Egress rules (including … no Ingress rules)',
    [global({})],
    'shop/web',
    'end of default',
  ],
  [
    'Policies with higher "order" are applied after those with lower order',
    [
      global({ order: 2, ingress: [{ action: 'Deny' }] }, 'a'),
      global({ order: 1, ingress: allow({}) }, 'b'),
    ],
    'shop/web',
    'b[0]',
  ],
  [
    'If the order is omitted, … the policy will be applied last',
    [
      global({ ingress: [{ action: 'Deny' }] }, 'a'),
      global({ order: 9e9, ingress: allow({}) }, 'b'),
    ],
    'shop/web',
    'b[0]',
  ],
  [
    'Policies with identical order will be applied in alphanumerical order based on the "Name"',
    [global({ ingress: [{ action: 'Deny' }] }, 'b'), global({ ingress: allow({}) }, 'a')],
    'shop/web',
    'a[0]',
  ],
  [
    'Log … never ends evaluation',
    [global({ ingress: [{ action: 'Log' }, ...allow({})] })],
    'shop/web',
    'p[1]',
  ],
  [
    'Pass: skips to the next tier',
    [
      global({ tier: 'security', ingress: [{ action: 'Pass' }] }, 'a'),
      global({ ingress: [{ action: 'Deny' }] }, 'b'),
    ],
    'shop/web',
    'b[0]',
  ],
  [
    'Pass behind the last tier leaves it to the profile',
    [global({ ingress: [{ action: 'Pass' }] })],
    'shop/web',
    'profile',
  ],
  [
    'If the Tier applies to the endpoint, but takes no action on the packet the packet is dropped',
    [global({ tier: 'strict', ingress: allow({ selector: 'x == "y"' }) })],
    'shop/web',
    'end of strict',
  ],
  [
    'This behaviour can be changed by setting the defaultAction of a tier to Pass',
    [global({ tier: 'security', ingress: allow({ selector: 'x == "y"' }) })],
    'shop/web',
    'profile',
  ],
  [
    'Only traffic that originates from endpoints matching the selector will be matched',
    [global({ ingress: allow({ selector: 'app == "api"' }) })],
    'bank/ledger',
    'p[0]',
  ],
  [
    'For NetworkPolicy, an empty NamespaceSelector implies … the same namespace',
    [ofShop({ ingress: allow({ selector: 'app == "api"' }) })],
    'bank/ledger',
    'end of default',
  ],
  [
    '… only endpoints that are matched by both selectors',
    [ofShop({ ingress: allow({ selector: 'app == "api"', namespaceSelector: 'team == "blue"' }) })],
    'bank/ledger',
    'shop/p[0]',
  ],
  [
    'all() takes every namespace',
    [ofShop({ ingress: allow({ namespaceSelector: 'all()' }) })],
    'bank/ledger',
    'shop/p[0]',
  ],
  [
    'global() … selecting only GlobalNetworkSet or HostEndpoint',
    [ofShop({ ingress: allow({ selector: 'role == "partner"', namespaceSelector: 'global()' }) })],
    '203.0.113.9',
    'shop/p[0]',
  ],
  [
    '… no pods',
    [ofShop({ ingress: allow({ namespaceSelector: 'global()' }) })],
    'bank/ledger',
    'end of default',
  ],
  [
    'Selector = "!has(my_label)" matches packets that are from other Calico-controlled endpoints',
    [global({ ingress: allow({ selector: '!has(my_label)' }) })],
    '198.51.100.1',
    'end of default',
  ],
  [
    'NotSelector = "has(my_label)" … will accept packets from non-Calico sources',
    [global({ ingress: allow({ notSelector: 'has(my_label)' }) })],
    '198.51.100.1',
    'p[0]',
  ],
  [
    'Nets … in any of the given subnets',
    [global({ ingress: allow({ nets: ['10.0.1.0/24', '10.0.2.0/24'] }) })],
    'bank/ledger',
    'p[0]',
  ],
  [
    'NotNets is the negated version of the Nets field',
    [global({ ingress: allow({ notNets: ['10.0.2.0/24'] }) })],
    'bank/ledger',
    'end of default',
  ],
  [
    'ServiceAccounts … a pod running as a service account whose name is in the list',
    [global({ ingress: allow({ serviceAccounts: { names: ['robot'] } }) })],
    'shop/web',
    'p[0]',
  ],
  [
    '… a service account that matches the given label selector',
    [global({ ingress: allow({ serviceAccounts: { selector: 'trusted == "no"' } }) })],
    'shop/web',
    'end of default',
  ],
  [
    'a pod has the labels of its namespace under pcns.',
    [global({ ingress: allow({ selector: 'pcns.team == "blue"' }) })],
    'bank/ledger',
    'p[0]',
  ],
  [
    'Kubernetes policies count as order 1000',
    [
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'k', namespace: 'shop' },
        spec: { ingress: [{}] },
      }),
      global({ order: 1001, ingress: [{ action: 'Deny' }] }),
    ],
    'shop/web',
    'shop/k[0]',
  ],
  [
    '… after what has a lower one',
    [
      JSON.stringify({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'k', namespace: 'shop' },
        spec: { ingress: [{}] },
      }),
      global({ order: 999, ingress: [{ action: 'Deny' }] }),
    ],
    'shop/web',
    'p[0]',
  ],
  [
    'doNotTrack and preDNAT are about host endpoints alone',
    [global({ doNotTrack: true, applyOnForward: true, ingress: [{ action: 'Deny' }] })],
    'shop/web',
    'no_policy',
  ],
  [
    'ports are ranges, numbers and names',
    [
      global({
        ingress: [
          { action: 'Deny', protocol: 'TCP', destination: { ports: [1, '100:8079', 'nope'] } },
          { action: 'Allow', protocol: 'TCP', destination: { ports: ['http'] } },
        ],
      }),
    ],
    'shop/web',
    'p[1]',
  ],
  [
    'notPorts is the negated version of the ports',
    [
      global({
        ingress: [{ action: 'Allow', protocol: 'TCP', destination: { notPorts: ['8000:9000'] } }],
      }),
    ],
    'shop/web',
    'end of default',
  ],
  [
    'notProtocol is the negated version of the protocol',
    [global({ ingress: [{ action: 'Deny', notProtocol: 'UDP' }] })],
    'shop/web',
    'p[0]',
  ],
  [
    'a source port is not in a flow, and not guessed',
    [global({ ingress: [{ action: 'Allow', protocol: 'TCP', source: { ports: [53] } }] })],
    'shop/web',
    'source_port',
  ],
  [
    'a domain has addresses that are not known',
    [global({ ingress: [{ action: 'Allow', source: { domains: ['example.com'] } }] })],
    '198.51.100.1',
    'domain_name',
  ],
];

describe('Calico', () => {
  test.each(CASES)('%s', (_sentence, policies, from, decision) => {
    const { ingress } = new Scene([...CALICO_SHOP, ...policies]).connect(from, 'shop/api:8080');
    expect(decisionText(ingress)).toBe(decision);
  });

  test('a negated namespaceSelector takes host endpoints, too: they have no namespace', () => {
    const host = calico('HostEndpoint', 'n1', {
      node: 'n1',
      interfaceName: '*',
      profiles: ['projectcalico-default-allow'],
    });
    const spec = {
      types: ['Ingress'],
      namespaceSelector: 'projectcalico.org/name not in {"shop"}',
    };
    expect(new Scene([...CALICO_SHOP, host]).verdicts('198.51.100.1', 'node:n1:443')).toBe(
      'not_policed/allowed',
    );
    const scene = new Scene([...CALICO_SHOP, host, global(spec)]);
    expect(scene.verdicts('198.51.100.1', 'node:n1:443')).toBe('not_policed/denied');
    const all = new Scene([...CALICO_SHOP, host, global({ ...spec, selector: 'all()' })]);
    expect(all.verdicts('198.51.100.1', 'node:n1:443')).toBe('not_policed/allowed');
  });

  test('the pods behind a service, at their port', () => {
    const service = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop' },
      spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'http' }] },
    });
    const egress = [{ action: 'Allow', destination: { services: { name: 'api' } } }];
    const scene = new Scene([...CALICO_SHOP, service, ofShop({ types: ['Egress'], egress })]);
    expect(scene.verdicts('shop/web', 'shop/api:8080')).toBe('allowed/allowed');
    expect(scene.verdicts('shop/web', 'shop/api:80')).toBe('denied/allowed');
    expect(scene.verdicts('shop/web', 'bank/ledger:8080')).toBe('denied/allowed');
  });

  test('staged policies decide nothing, until asked as if they were enforced', () => {
    const staged = calico('StagedGlobalNetworkPolicy', 'p', { ingress: [{ action: 'Deny' }] });
    const deleted = calico('StagedGlobalNetworkPolicy', 'q', { stagedAction: 'Delete' });
    const documents = [
      ...CALICO_SHOP,
      staged,
      deleted,
      global({ order: 1, ingress: allow({}) }, 'q'),
    ];
    const now = new Scene(documents);
    const then = new Scene(documents, { staged: 'enforced' });
    expect(decisionText(now.connect('shop/web', 'shop/api:1').ingress)).toBe('q[0]');
    expect(decisionText(then.connect('shop/web', 'shop/api:1').ingress)).toBe('p[0]');
  });
});
