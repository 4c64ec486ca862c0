/** Folding says the same in fewer lines: unfolded again, every line is there, once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FoldedParty,
  foldedKey,
  foldStatements,
  type Statement,
} from '../../../src/policy/connectivity/fold.ts';
import { type Party, partyKey, workloadParties } from '../../../src/policy/connectivity/party.ts';
import { EMPTY_WORLD, type World, type WorldPod } from '../../../src/policy/model/world.ts';

const podOf = (namespace: string, name: string): WorldPod => ({
  ...{ namespace, name: '', workload: { kind: 'Deployment', name }, labels: {} },
  ...{ serviceAccount: 'default', ports: [], node: '', hostNetwork: false, ips: [] },
});
const WORLD: World = {
  ...EMPTY_WORLD,
  pods: ['a', 'b', 'c']
    .map((name) => podOf('shop', name))
    .concat(
      ['a', 'd'].map((name) => podOf('bank', name)),
      podOf('solo', 's'),
    ),
};
const WORKLOADS = workloadParties(WORLD);
const NODES: Party[] = ['n1', 'n2'].map((name) => ({ kind: 'nodes', names: [name] }));
const OUTSIDE: Party = { kind: 'outside', ranges: ['0.0.0.0/0'] };
const PARTIES: Party[] = [...WORKLOADS, ...NODES, OUTSIDE];

function text(party: FoldedParty): string {
  if (party.kind === 'workloads') return `all of ${party.namespace ?? 'the cluster'}`;
  if (party.kind === 'workload') return `${party.namespace}/${party.workload.name}`;
  return party.kind === 'nodes' ? party.names.join('+') : party.ranges.join();
}

const folded = (statements: Statement[]) =>
  foldStatements(statements, WORLD).map(
    ({ source, destination, says }) => `${text(source)} => ${text(destination)} : ${says}`,
  );

const pairs = (sources: readonly Party[], destinations: readonly Party[], says = 'all') =>
  sources.flatMap((source) => destinations.map((destination) => ({ source, destination, says })));

const shop = WORKLOADS.filter(({ namespace }) => namespace === 'shop');
const solo = WORKLOADS.filter(({ namespace }) => namespace === 'solo');

test('workloads of a namespace fold when all of them are meant', () => {
  expect(folded(pairs(shop, solo))).toEqual(['all of shop => solo/s : all']);
  expect(folded(pairs(shop.slice(1), solo))).toEqual([
    'shop/b => solo/s : all',
    'shop/c => solo/s : all',
  ]);
});

test('what differs does not fold', () => {
  const statements = [...pairs(shop.slice(1), solo), ...pairs(shop.slice(0, 1), solo, 'TCP 80')];
  expect(folded(statements)).toHaveLength(3);
});

test('all namespaces fold into the cluster, nodes into one line', () => {
  expect(folded(pairs(WORKLOADS, WORKLOADS))).toEqual([
    'all of the cluster => all of the cluster : all',
  ]);
  expect(folded(pairs(shop, NODES))).toEqual(['all of shop => n1+n2 : all']);
});

test('the side that gives fewer lines is folded first', () => {
  const [a, b] = shop as [Party, Party];
  const statements = [...pairs([a], shop), ...pairs([b, shop[2]!], [a])];
  expect(folded(statements)).toHaveLength(3);
  const turned = statements.map(({ source, destination, says }) => {
    return { source: destination, destination: source, says };
  });
  expect(folded(turned)).toHaveLength(3);
});

function unfolded(party: FoldedParty): readonly Party[] {
  if (party.kind === 'nodes') return party.names.map((name) => ({ kind: 'nodes', names: [name] }));
  if (party.kind !== 'workloads') return [party];
  return WORKLOADS.filter(
    ({ namespace }) => party.namespace === undefined || namespace === party.namespace,
  );
}

const statement = fc.record({
  source: fc.constantFrom(...PARTIES),
  destination: fc.constantFrom(...PARTIES),
  says: fc.constantFrom('all', 'TCP 80'),
});
const statements = fc
  .tuple(
    fc.uniqueArray(statement, {
      maxLength: 64,
      selector: ({ source, destination }) => `${partyKey(source)} ${partyKey(destination)}`,
    }),
    fc.boolean(),
  )
  .map(([some, isDense]) => (isDense ? some.map((each) => ({ ...each, says: 'all' })) : some));

test('nothing is lost or added, and the order of the input does not matter', () => {
  const keyOf = ({ source, destination, says }: Statement) =>
    [foldedKey(source), foldedKey(destination), says].join('\n');
  const property = fc.property(statements, (given) => {
    const result = foldStatements(given, WORLD);
    const again = result.flatMap(({ source, destination, says }) =>
      pairs(unfolded(source), unfolded(destination), says),
    );
    expect(again.map(keyOf).sort()).toEqual(given.map(keyOf).sort());
    expect(result.length).toBeLessThanOrEqual(given.length);
    expect(foldStatements(given.toReversed(), WORLD).map(keyOf)).toEqual(result.map(keyOf));
  });
  fc.assert(property, { numRuns: 300 });
});
