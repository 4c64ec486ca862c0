/** Small random clusters, in which things that policies tell apart meet often. */
import fc from 'fast-check';
import type { LabelSelector, Labels, RawEnd, RawPod, RawWorld } from './objects.ts';

export const NAMESPACES = ['a', 'b', 'c'] as const;
export const TIERS = ['first', 'early', 'late'] as const;
const NODES = ['n1', 'n2'] as const;

/** Ports that rules and connections share. */
export const PORTS = [53, 80, 8080, 8081] as const;
export const PORT_NAMES = ['web', 'dns'] as const;
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/** Blocks that hold some of the world's addresses and not others. */
export const BLOCKS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.1.0/24',
  '10.0.1.1/32',
  '192.0.2.0/24',
  '192.0.2.1/32',
  '203.0.113.0/24',
  '203.0.113.128/25',
  'fd00::/8',
] as const;

const OUTSIDE = ['203.0.113.7', '203.0.113.200', '198.51.100.1'] as const;

export const labels: fc.Arbitrary<Labels> = fc.record(
  {
    app: fc.constantFrom('web', 'api', 'web-canary'),
    tier: fc.constantFrom('front', 'back'),
    'example.com/owner': fc.constantFrom('x', ''),
  },
  { requiredKeys: [] },
);

const values = fc.constantFrom('web', 'api', 'front', 'x');
const keys = fc.constantFrom('app', 'tier', 'example.com/owner');

export const labelSelector: fc.Arbitrary<LabelSelector> = fc.record(
  {
    matchLabels: labels,
    matchExpressions: fc.array(
      fc.oneof(
        fc.record({
          key: keys,
          operator: fc.constantFrom('In' as const, 'NotIn' as const),
          values: fc.uniqueArray(values, { minLength: 1, maxLength: 2 }),
        }),
        fc.record({
          key: keys,
          operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
        }),
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
);

/** Of namespaces also by the name that each has. */
export const namespaceSelector: fc.Arbitrary<LabelSelector> = fc.oneof(
  labelSelector,
  fc.record({
    matchLabels: fc.record({ 'kubernetes.io/metadata.name': fc.constantFrom(...NAMESPACES) }),
  }),
);

const pod = fc.record({
  namespace: fc.constantFrom(...NAMESPACES),
  labels,
  serviceAccount: fc.constantFrom('default', 'robot'),
  ports: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...PORT_NAMES),
      protocol: fc.constantFrom('TCP', 'UDP'),
      containerPort: fc.constantFrom(...PORTS),
    }),
    { maxLength: 2, selector: ({ name }) => name },
  ),
  node: fc.constantFrom(...NODES),
  hostNetwork: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
});

const nodes = fc
  .tuple(labels, labels)
  .map((ofNodes) =>
    NODES.map((name, i) => ({ name, ip: `192.0.2.${i + 1}`, labels: ofNodes[i]! })),
  );

const pods: fc.Arbitrary<RawPod[]> = fc.array(pod, { minLength: 2, maxLength: 6 }).map((made) =>
  made.map((one, i) => ({
    ...one,
    name: `p${i}`,
    ip: one.hostNetwork
      ? `192.0.2.${NODES.indexOf(one.node) + 1}`
      : `10.0.${NAMESPACES.indexOf(one.namespace) + 1}.${i + 1}`,
  })),
);

const sets = fc
  .array(
    fc.record({
      namespace: fc.constantFrom('', ...NAMESPACES),
      labels,
      nets: fc.uniqueArray(fc.constantFrom(...BLOCKS), { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 2 },
  )
  .map((made) => made.map((set, i) => ({ ...set, name: `s${i}` })));

const tiers = fc
  .tuple(...TIERS.map(() => fc.constantFrom('Deny' as const, 'Pass' as const)))
  .map((actions) => {
    const orders = [10, 500_000, 20_000_000];
    return TIERS.map((name, i) => ({ name, order: orders[i]!, defaultAction: actions[i]! }));
  });

export const world: fc.Arbitrary<RawWorld> = fc.record({
  namespaces: fc.record({ a: labels, b: labels, c: labels }),
  accounts: fc.array(labels, { minLength: 6, maxLength: 6 }).map((ofAccounts) =>
    NAMESPACES.flatMap((namespace, i) =>
      ['default', 'robot'].map((name, j) => ({
        namespace,
        name,
        labels: ofAccounts[2 * i + j]!,
      })),
    ),
  ),
  pods,
  nodes,
  sets,
  tiers,
});

export function endIn({ pods: there, nodes: machines }: RawWorld): fc.Arbitrary<RawEnd> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...there).map((one) => ({ pod: one })) },
    { weight: 1, arbitrary: fc.constantFrom(...machines).map((node) => ({ node })) },
    { weight: 2, arbitrary: fc.constantFrom(...OUTSIDE).map((outside) => ({ outside })) },
  );
}
