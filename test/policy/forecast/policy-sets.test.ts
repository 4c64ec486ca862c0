import { describe, expect, test } from 'vitest';
import { CHANGES, changeOf, FATES } from '../../../src/policy/forecast/fate.ts';
import { policySets, type SetParts } from '../../../src/policy/forecast/policy-sets.ts';
import { Scene } from '../scene.ts';
import { api, policy, SHOP } from '../shop.ts';

/** NetworkPolicies in namespace shop; a capital marks another policy of the same name. */
const set = (names: string) =>
  [...names].map((letter) => {
    const isOther = letter !== letter.toLowerCase();
    const spec = isOther ? { ...api, policyTypes: ['Egress'] } : api;
    return new Scene([...SHOP, policy(spec, letter.toLowerCase())]).policies[0]!;
  });

const letters = (policies: SetParts['cluster'] | undefined) =>
  policies
    ?.map(({ id, egress }) => (egress === undefined ? id.name : id.name.toUpperCase()))
    .join();

describe('the sets of policies', () => {
  test.each([
    ['candidates lie over the cluster', { cluster: 'ab', candidates: 'Bc' }, 'a,B,c', undefined],
    [
      'candidates take the place of the baseline',
      { cluster: 'ab', baseline: 'bc', candidates: 'd' },
      'a,d',
      'a,b,c',
    ],
    ['a baseline that nothing replaces stays', { cluster: 'ab', baseline: 'Bc' }, 'a,B,c', 'a,B,c'],
    ['an empty baseline is one', { cluster: 'a', baseline: '', candidates: 'b' }, 'a,b', 'a'],
  ])(
    '%s',
    (_, {
      cluster,
      baseline,
      candidates,
    }: { cluster: string; baseline?: string; candidates?: string }, after, before) => {
      const sets = policySets({
        cluster: set(cluster),
        baseline: baseline === undefined ? undefined : set(baseline),
        candidates: candidates === undefined ? undefined : set(candidates),
        defaultDeny: [],
      });
      expect([letters(sets.after), letters(sets.before)]).toEqual([after, before]);
    },
  );

  test('a default deny stands beside every other policy', () => {
    const parts = { cluster: set('a'), baseline: undefined, candidates: undefined };
    const { after } = policySets({ ...parts, defaultDeny: ['shop', 'bank'] });
    expect(after.map(({ id }) => `${id.namespace}/${id.name}`)).toEqual([
      'shop/a',
      'shop/--default-deny',
      'bank/--default-deny',
    ]);
  });
});

test('a change is named by what it was and what it will be', () => {
  const table = FATES.map((before) =>
    FATES.map((after) => CHANGES.indexOf(changeOf(before, after))),
  );
  const [newlyDropped, newlyUnknown, stillDropped, stillUnknown, newlyAllowed, unchanged] =
    CHANGES.map((_, i) => i);
  expect(table).toEqual([
    [stillDropped, newlyUnknown, newlyAllowed, newlyAllowed],
    [newlyDropped, stillUnknown, newlyAllowed, newlyAllowed],
    [newlyDropped, newlyUnknown, unchanged, unchanged],
    [newlyDropped, newlyUnknown, unchanged, unchanged],
  ]);
});
