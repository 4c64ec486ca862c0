/** What is not understood is an error with its place; nothing is guessed, all is told at once. */
import { describe, expect, test } from 'vitest';
import { readManifests } from '../../../src/policy/read/read-manifests.ts';

function errorsOf(...texts: readonly string[]): string[] {
  const inputs = texts.map((text, i) => ({ file: `${'abc'[i]}.yaml`, text }));
  return readManifests(inputs).errors.map(({ message }) => message);
}

const KUBERNETES = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec:
`;
const CALICO = KUBERNETES.replace('networking.k8s.io/v1', 'projectcalico.org/v3');
const ADMIN = `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: p }
spec:
`;
const CLUSTER = ADMIN.replace('v1alpha1', 'v1alpha2').replace('Admin', 'Cluster');

describe('a NetworkPolicy with', () => {
  test.each([
    ['podSelecto: {}', 'a.yaml:5:15: spec.podSelecto is not a field that is understood here'],
    ['podSelector: []', 'spec.podSelector must be a map of fields'],
    ['podSelector: { matchLabels: { app: 7 } }', 'matchLabels.app must be text: put it in quotes'],
    ['podSelector: { matchLabels: { "a b": x } }', 'has no valid label name: "a b"'],
    ['podSelector: { matchLabels: { a: "b c" } }', 'is no valid label value: "b c"'],
    ['podSelector: { matchExpressions: [{ key: a, operator: Is }] }', 'operator must be In, NotIn'],
    ['podSelector: { matchExpressions: [{ key: a, operator: In }] }', 'values must not be empty'],
    [
      'podSelector: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] }',
      'must be empty',
    ],
    ['policyTypes: [ingress]', 'policyTypes[0] must be Ingress or Egress, not "ingress"'],
    ['policyTypes: [Ingress, Egress, Egress]', 'policyTypes must have at most two elements'],
    ['ingress: {}', 'spec.ingress must be a list'],
    ['ingress: [{ to: [] }]', 'spec.ingress[0].to is not a field that is understood'],
    ['ingress: [{ from: [{}] }]', 'from[0] must have podSelector, namespaceSelector or ipBlock'],
    ['ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/33 } }] }]', 'cidr is no address block'],
    ['ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.1 } }] }]', 'cidr is no address block'],
    [
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/9] } }] }]',
      'must be a part',
    ],
    [
      'ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }] }]',
      'may not stand beside',
    ],
    ['ingress: [{ ports: [{ port: 0 }] }]', 'port must be a whole number from 1 to 65535'],
    ['ingress: [{ ports: [{ port: 65536 }] }]', 'port must be a whole number from 1 to 65535'],
    ['ingress: [{ ports: [{ port: "80" }] }]', 'port is no port: neither a number'],
    ['ingress: [{ ports: [{ port: 80, endPort: 79 }] }]', 'endPort must not be below port'],
    ['ingress: [{ ports: [{ endPort: 79 }] }]', 'endPort needs a port that is a number'],
    [
      'ingress: [{ ports: [{ port: http, endPort: 79 }] }]',
      'endPort needs a port that is a number',
    ],
    ['ingress: [{ ports: [{ protocol: ICMP }] }]', 'protocol must be TCP or UDP or SCTP'],
  ])('%s', (line, expected) => {
    expect(errorsOf(`${KUBERNETES}  ${line}\n`).join('\n')).toContain(expected);
  });
});

describe('a policy of Calico with', () => {
  test.each([
    ['selector: "a = b"', '5:13: spec.selector is no selector: expected an operator'],
    ['selector: "a = b"', 'at character 3'],
    ['namespaceSelector: all()', 'spec.namespaceSelector is not a field that is understood'],
    ['types: [Both]', 'types[0] must be Ingress or Egress, not "Both"'],
    ['order: first', 'spec.order must be a number'],
    ['tier: none', 'spec.tier names the tier none, which is not there'],
    ['ingress: [{}]', 'ingress[0].action is missing'],
    ['ingress: [{ action: LOG }]', 'action must be Allow or Deny or Log or Pass, not "LOG"'],
    ['ingress: [{ action: Allow, http: { methods: [GET] } }]', 'http is not understood'],
    ['ingress: [{ action: Allow, protocol: FOO }]', 'protocol must be TCP, UDP, ICMP'],
    [
      'ingress: [{ action: Allow, destination: { ports: [80] } }]',
      'protocol must be TCP, UDP or SCTP',
    ],
    [
      'ingress: [{ action: Allow, protocol: TCP, destination: { ports: ["90:80"] } }]',
      'ends before it begins',
    ],
    [
      'ingress: [{ action: Allow, protocol: TCP, destination: { ports: ["1:70000"] } }]',
      'past the last port',
    ],
    ['ingress: [{ action: Allow, protocol: TCP, destination: { ports: ["a b"] } }]', 'is no port'],
    ['ingress: [{ action: Allow, icmp: { type: 8 } }]', 'icmp needs protocol ICMP or ICMPv6'],
    ['ingress: [{ action: Allow, protocol: ICMP, icmp: { code: 8 } }]', 'code needs a type'],
    [
      'ingress: [{ action: Allow, protocol: ICMP, icmp: { type: 255 } }]',
      'type must be a whole number',
    ],
    ['ingress: [{ action: Allow, protocol: ICMP, ipVersion: 6 }]', 'does not go with the protocol'],
    ['ingress: [{ action: Allow, ipVersion: 5 }]', 'ipVersion must be 4 or 6'],
    ['ingress: [{ action: Allow, source: { nets: [10.0.0.0/40] } }]', 'is no address block'],
    ['ingress: [{ action: Allow, source: { selector: global() } }]', 'global() may stand only'],
    [
      'ingress: [{ action: Allow, source: { services: { name: a }, nets: [] } }]',
      'may not stand beside services',
    ],
    ['ingress: [{ action: Allow, source: { labels: {} } }]', 'labels is not a field'],
    ['preDNAT: true', 'spec.preDNAT is not a field'],
  ])('%s', (line, expected) => {
    expect(errorsOf(`${CALICO}  ${line}\n`).join('\n')).toContain(expected);
  });
});

describe('a policy of policy.networking.k8s.io with', () => {
  const subject = 'subject: { namespaces: {} }';
  const peers = 'from: [{ namespaces: {} }]';
  const admin = `tier: Admin\n  priority: 1\n  ${subject}\n  `;
  const named = 'protocols: [{ destinationNamedPort: web }]';
  const ranged = 'protocols: [{ tcp: { destinationPort: { range: { start: 2, end: 2 } } } }]';
  test.each([
    [ADMIN, subject, 'spec.priority is missing'],
    [ADMIN, `priority: 1001\n  ${subject}`, 'priority must be a whole number from 0 to 1000'],
    [ADMIN, 'priority: 1', 'subject must have exactly one of namespaces, pods'],
    [
      ADMIN,
      `priority: 1\n  ${subject}\n  ingress: [{ action: Accept, ${peers} }]`,
      'action must be Allow',
    ],
    [
      ADMIN,
      `priority: 1\n  ${subject}\n  ingress: [{ action: Allow }]`,
      'from must have at least one',
    ],
    [
      ADMIN,
      `priority: 1\n  ${subject}\n  ingress: [{ action: Allow, from: [{ nodes: {} }] }]`,
      'nodes is not a field',
    ],
    [CLUSTER, `priority: 1\n  ${subject}`, 'spec.tier is missing'],
    [CLUSTER, `tier: Top\n  priority: 1\n  ${subject}`, 'tier must be Admin or Baseline'],
    [
      CLUSTER,
      `${admin}egress: [{ action: Deny, to: [{ domainNames: [a.b] }] }]`,
      'must allow where domainNames',
    ],
    [
      CLUSTER,
      `${admin}egress: [{ action: Deny, to: [{ networks: [0.0.0.0/0] }], ${named} }]`,
      'may not have names of ports',
    ],
    [
      CLUSTER,
      `${admin}ingress: [{ action: Deny, ${peers}, ${ranged} }]`,
      'end must be greater than start',
    ],
  ])('%#', (head, lines, expected) => {
    expect(errorsOf(`${head}  ${lines}\n`).join('\n')).toContain(expected);
  });
});

describe('a set of manifests', () => {
  test('tells all mistakes of all files, with file, line, column and field', () => {
    const one = `${KUBERNETES}  podSelector: []\n  policyTypes: [x]\n`;
    const two = `kind: Pod\nmetadata: { name: a }\n---\n${CALICO}  ingress: [{ action: X }]\n`;
    expect(errorsOf(one, two, 'a: [')).toEqual([
      'a.yaml:5:16: spec.podSelector must be a map of fields',
      'a.yaml:6:17: spec.policyTypes[0] must be Ingress or Egress, not "x"',
      'b.yaml:2:11: metadata.namespace is missing, and no namespace was given for such objects',
      'b.yaml:8:23: spec.ingress[0].action must be Allow or Deny or Log or Pass, not "X"',
      expect.stringContaining('c.yaml:1:5: is not YAML'),
    ]);
  });

  test('does not take a policy twice', () => {
    expect(errorsOf(`${KUBERNETES}  {}`, `${KUBERNETES}  {}`)).toEqual([
      'b.yaml:3:19: metadata.name names a policy that is also at a.yaml:1:1',
    ]);
  });

  test('leaves out no policy of a kind that is not known', () => {
    const cilium = 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: a }\n';
    const future = 'apiVersion: projectcalico.org/v3\nkind: Firewall\nmetadata: { name: a }\n';
    expect(errorsOf(cilium, future)).toEqual([
      'a.yaml:2:7: kind CiliumNetworkPolicy of cilium.io/v2 is not understood, and may be a policy',
      'b.yaml:2:7: kind Firewall of projectcalico.org/v3 is not understood, and may be a policy',
    ]);
  });

  test('passes over what is about something else', () => {
    const ingress = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\n';
    const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
    const strange = 'apiVersion: __proto__/v1\nkind: constructor\nmetadata: { name: a }\n';
    expect(errorsOf(ingress, config, strange)).toEqual([]);
  });
});
