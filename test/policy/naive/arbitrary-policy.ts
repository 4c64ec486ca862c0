/** Random policies of all kinds, as API objects. */
import fc from 'fast-check';
import { calicoSelector, type MeantSelector, subjectSelector } from './arbitrary-selector.ts';
import {
  BLOCKS,
  labelSelector,
  NAMESPACES,
  namespaceSelector,
  PORT_NAMES,
  PORTS,
  PROTOCOLS,
  TIERS,
} from './arbitrary-world.ts';
import type {
  RawCalicoPolicy,
  RawCalicoRule,
  RawClusterPolicy,
  RawEntity,
  RawNetworkPolicy,
  RawPolicy,
  SelectorMeaning,
} from './objects.ts';

export interface MadePolicy {
  readonly policy: RawPolicy;
  readonly meanings: readonly (readonly [string, SelectorMeaning])[];
}

const namespace = fc.constantFrom(...NAMESPACES);
const port = fc.constantFrom<number>(...PORTS);
const protocol = fc.constantFrom(...PROTOCOLS);
const portName = fc.constantFrom(...PORT_NAMES);
const optional: { requiredKeys: [] } = { requiredKeys: [] };
const some = { minLength: 1, maxLength: 2 } as const;
const types = fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress'], undefined);
const v4Block = fc.constantFrom(...BLOCKS.filter((block) => !block.includes(':')));

const ipBlock = fc.constantFrom(
  ...BLOCKS.map((cidr) => ({ cidr })),
  { cidr: '10.0.0.0/8', except: ['10.0.1.0/24'] },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '203.0.113.128/25'] },
);

const peer = fc.oneof(
  fc.record({ podSelector: labelSelector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector: labelSelector, namespaceSelector }),
  fc.record({ ipBlock }),
);

const networkPort = fc.oneof(
  fc.record({ protocol, port }, optional),
  fc.record({ protocol: fc.constantFrom('TCP', 'UDP'), port: portName }),
  fc.record({ protocol, port: fc.constantFrom(50, 80), endPort: fc.constantFrom(80, 8080) }),
);

const networkPolicy: fc.Arbitrary<RawNetworkPolicy> = fc.record({
  kind: fc.constant('NetworkPolicy' as const),
  namespace,
  name: fc.constantFrom('k1', 'k2'),
  spec: fc.record(
    {
      podSelector: labelSelector,
      policyTypes: types.filter((given) => given !== undefined),
      ingress: fc.array(
        fc.record(
          {
            from: fc.array(peer, { maxLength: 2 }),
            ports: fc.array(networkPort, { maxLength: 2 }),
          },
          optional,
        ),
        { maxLength: 2 },
      ),
      egress: fc.array(
        fc.record(
          { to: fc.array(peer, { maxLength: 2 }), ports: fc.array(networkPort, { maxLength: 2 }) },
          optional,
        ),
        { maxLength: 2 },
      ),
    },
    optional,
  ),
});

/** Texts of selectors with their meanings kept aside. */
type Meant<T> = { readonly value: T; readonly meanings: readonly MeantSelector[] };

const ENTITY_PARTS = {
  selector: calicoSelector,
  notSelector: calicoSelector,
  namespaceSelector: fc.oneof(
    calicoSelector,
    // The naive evaluator knows these two by themselves.
    fc.constantFrom('all()', 'global()').map((text) => ({ text, means: () => true })),
  ),
  accounts: fc.record(
    { names: fc.constantFrom(['robot'], ['default', 'robot']), selector: calicoSelector },
    optional,
  ),
  nets: fc.uniqueArray(fc.constantFrom(...BLOCKS), some),
  notNets: fc.uniqueArray(v4Block, some),
};
const ENTITY_NAMES = Object.keys(ENTITY_PARTS);

const meantEntity: fc.Arbitrary<Meant<RawEntity>> = fc
  .record({ all: fc.record(ENTITY_PARTS), kept: fc.subarray(ENTITY_NAMES, { maxLength: 2 }) })
  .map(({ all, kept }) => {
    const entity: Record<string, unknown> = {};
    const meanings: MeantSelector[] = [];
    for (const [key, value] of Object.entries(all).filter(([key]) => kept.includes(key))) {
      if (key === 'accounts') {
        const { names, selector } = value as { names?: string[]; selector?: MeantSelector };
        entity.serviceAccounts = { names, ...(selector && { selector: selector.text }) };
        if (selector !== undefined) meanings.push(selector);
      } else if (key.endsWith('elector')) {
        entity[key] = (value as MeantSelector).text;
        meanings.push(value as MeantSelector);
      } else entity[key] = value;
    }
    return { value: entity as RawEntity, meanings };
  });

const calicoPort = fc.oneof(port, fc.constantFrom('50:80', '8080:8090'), portName);

const calicoRule: fc.Arbitrary<Meant<RawCalicoRule>> = fc
  .record({
    action: fc.constantFrom('Allow', 'Deny', 'Log', 'Pass'),
    source: fc.option(meantEntity, { nil: undefined }),
    destination: fc.option(meantEntity, { nil: undefined }),
    traffic: fc.oneof(
      fc.constant({}),
      fc.record({ protocol }),
      fc.record({ notProtocol: protocol }),
      fc.record({ ipVersion: fc.constantFrom(4, 6) }),
      fc.record({ protocol, ports: fc.array(calicoPort, some) }),
      fc.record({ protocol, notPorts: fc.array(calicoPort, some) }),
    ),
  })
  .map(({ action, source, destination, traffic }) => {
    const { ports, notPorts, ...rest } = traffic as Record<string, unknown>;
    const to = {
      ...destination?.value,
      ...(ports ? { ports } : {}),
      ...(notPorts ? { notPorts } : {}),
    };
    const value = { action, ...rest, source: source?.value, destination: to };
    return {
      value: value as RawCalicoRule,
      meanings: [...(source?.meanings ?? []), ...(destination?.meanings ?? [])],
    };
  });

const calicoPolicy: fc.Arbitrary<MadePolicy> = fc
  .record({
    namespace: fc.option(namespace, { nil: '' }),
    name: fc.constantFrom('c1', 'c2', 'knp.default.k1'),
    tier: fc.constantFrom(undefined, 'default', ...TIERS, 'kube-admin'),
    order: fc.constantFrom(undefined, 10, 1_000, 2_000),
    selector: fc.option(subjectSelector, { nil: undefined }),
    namespaceSelector: fc.option(calicoSelector, { nil: undefined }),
    accountSelector: fc.option(calicoSelector, { nil: undefined, freq: 2 }),
    types,
    ingress: fc.array(calicoRule, { maxLength: 3 }),
    egress: fc.array(calicoRule, { maxLength: 3 }),
  })
  .map((made) => {
    const isGlobal = made.namespace === '';
    const spec = {
      tier: made.tier,
      order: made.order,
      selector: made.selector?.text,
      ...(isGlobal && { namespaceSelector: made.namespaceSelector?.text }),
      serviceAccountSelector: made.accountSelector?.text,
      types: made.types,
      ingress: made.ingress.map(({ value }) => value),
      egress: made.egress.map(({ value }) => value),
    };
    const policy = {
      kind: isGlobal ? ('GlobalNetworkPolicy' as const) : ('CalicoNetworkPolicy' as const),
      namespace: made.namespace,
      name: made.name,
      spec: JSON.parse(JSON.stringify(spec)) as RawCalicoPolicy['spec'],
    };
    const meant = [made.selector, made.namespaceSelector, made.accountSelector];
    const ofRules = [...made.ingress, ...made.egress].flatMap(({ meanings }) => meanings);
    return { policy, meanings: meaningsOf([...meant, ...ofRules]) };
  });

function meaningsOf(selectors: readonly (MeantSelector | undefined)[]): MadePolicy['meanings'] {
  return selectors
    .filter((selector) => selector !== undefined)
    .map(({ text, means }) => [text, means] as const);
}

const pods = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  fc.record({ pods: fc.record({ namespaceSelector, podSelector: labelSelector }) }),
);
const elsewhere = fc.oneof(
  fc.record({ networks: fc.uniqueArray(v4Block, some) }),
  fc.record({ nodes: labelSelector }),
);
const adminPort = fc.oneof(
  fc.record({ portNumber: fc.record({ protocol, port }) }),
  fc.record({
    portRange: fc.record({ protocol, start: fc.constant(50), end: fc.constantFrom(80, 8080) }),
  }),
);
const namedPort = fc.record({ namedPort: portName });
const destination = fc.oneof(
  fc.record({ number: port }),
  fc.record({ range: fc.record({ start: fc.constant(50), end: fc.constantFrom(80, 8080) }) }),
);
const protocols = fc
  .record({ of: protocol, destinationPort: destination })
  .map(({ of, destinationPort }) => ({ [of.toLowerCase()]: { destinationPort } }));

type ClusterKind = RawClusterPolicy['kind'];

function clusterRules(kind: ClusterKind, side: 'from' | 'to') {
  const isCluster = kind === 'ClusterNetworkPolicy';
  const actions = isCluster ? ['Accept', 'Deny', 'Pass'] : ['Allow', 'Deny', 'Pass'];
  const action = fc.constantFrom(...(kind.startsWith('Base') ? actions.slice(0, 2) : actions));
  const ofPods = fc.record({
    action,
    [side]: fc.array(pods, some),
    ports: fc.option(fc.array(fc.oneof(adminPort, namedPort), some), { nil: undefined }),
    protocols: fc.option(fc.array(protocols, some), { nil: undefined }),
  });
  const ofOthers = fc.record({
    action,
    [side]: fc.array(fc.oneof(pods, elsewhere), some),
    ports: fc.option(fc.array(adminPort, some), { nil: undefined }),
    protocols: fc.option(fc.array(protocols, some), { nil: undefined }),
  });
  return fc
    .array(side === 'to' ? fc.oneof(ofPods, ofOthers) : ofPods, { maxLength: 3 })
    .map((rules) =>
      rules.map(({ ports, protocols: ofCluster, ...rule }) => ({
        ...rule,
        ...(isCluster ? ofCluster && { protocols: ofCluster } : ports && { ports }),
      })),
    );
}

function clusterPolicy(kind: ClusterKind): fc.Arbitrary<RawClusterPolicy> {
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  return fc
    .record({
      kind: fc.constant(kind),
      namespace: fc.constant('' as const),
      name: isBaseline ? fc.constant('default') : fc.constantFrom('g1', 'g2'),
      spec: fc.record({
        tier: fc.constantFrom('Admin' as const, 'Baseline' as const),
        priority: fc.constantFrom(0, 5, 5, 1_000),
        subject: pods,
        ingress: clusterRules(kind, 'from'),
        egress: clusterRules(kind, 'to'),
      }),
    })
    .map(({ spec: { tier, priority, ...spec }, ...policy }) => ({
      ...policy,
      spec: {
        ...(kind === 'ClusterNetworkPolicy' && { tier }),
        ...(!isBaseline && { priority }),
        ...spec,
      },
    })) as fc.Arbitrary<RawClusterPolicy>;
}

const alone = (policy: RawPolicy): MadePolicy => ({ policy, meanings: [] });

/** At most one of each kind, namespace and name, as in a cluster. */
export const policies: fc.Arbitrary<MadePolicy[]> = fc.uniqueArray(
  fc.oneof(
    { weight: 4, arbitrary: networkPolicy.map(alone) },
    { weight: 4, arbitrary: calicoPolicy },
    { weight: 1, arbitrary: clusterPolicy('AdminNetworkPolicy').map(alone) },
    { weight: 1, arbitrary: clusterPolicy('BaselineAdminNetworkPolicy').map(alone) },
    { weight: 2, arbitrary: clusterPolicy('ClusterNetworkPolicy').map(alone) },
  ),
  {
    maxLength: 6,
    selector: ({ policy: { kind, namespace: own, name } }) => `${kind} ${own}/${name}`,
  },
);
