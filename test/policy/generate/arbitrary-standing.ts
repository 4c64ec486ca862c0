/** Random policies of all kinds that stand before something is generated, as manifests. */
import fc from 'fast-check';
import { policies } from '../naive/arbitrary-policy.ts';
import { TIERS } from '../naive/arbitrary-world.ts';
import { manifestsOf } from '../naive/manifests.ts';

const NOTHING = { namespaces: {}, accounts: [], pods: [], nodes: [], sets: [] };
const tiers = TIERS.map((name, i) => {
  const order = [10, 500_000, 20_000_000][i]!;
  return { name, order, defaultAction: 'Pass' as const };
});

/** Empty where there are none. */
export const standingPolicies: fc.Arbitrary<string> = fc.option(
  policies.map((made) => manifestsOf({ ...NOTHING, tiers }, made)),
  { nil: '', freq: 1 },
);
