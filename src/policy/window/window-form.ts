/**
 * The form of the window: how it can log without changing a verdict. A policy with Log rules alone
 * in tier `default` drops whatever nothing allows, so it is never that.
 */
import { type CalicoFacts, type CalicoVersion, STORED_API } from './calico-facts.ts';

/**
 * `pass_tier`: a tier of its own before all others, which hands on to the next one.
 * `unselected_pods`: Log and Allow on those that no policy selects, and which are open anyway.
 */
export const WINDOW_FORMS = ['pass_tier', 'unselected_pods'] as const;
export type WindowForm = (typeof WINDOW_FORMS)[number];

/** Since then a tier can have `defaultAction: Pass`. */
const PASS_SINCE: CalicoVersion = [3, 29];

/** The window's tier, and what its policies are called in it. */
export const WINDOW_TIER = 'dropcast';
const POLICY = 'log-window';

/** Undefined: it cannot be told. */
export function windowForm({ version, hasDefaultActions }: CalicoFacts): WindowForm | undefined {
  if (version === undefined) return hasDefaultActions ? 'pass_tier' : undefined;
  return isSince(version, PASS_SINCE) ? 'pass_tier' : 'unselected_pods';
}

function isSince([major, minor]: CalicoVersion, [sinceMajor, sinceMinor]: CalicoVersion): boolean {
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}

/**
 * The policy's name. Up to 3.31 Calico looks policies up as `TIER.NAME`: in a tier of one's own the
 * name has to begin so; in tier `default` its API server puts `default.` before what it stores.
 * Source: Calico libcalico-go/lib/names, lib/clientv3.
 */
export function windowPolicyName(
  form: WindowForm,
  apiVersion: string,
  side: 'egress' | 'ingress' | '' = '',
): string {
  if (form === 'pass_tier') return `${WINDOW_TIER}.${POLICY}`;
  const name = [WINDOW_TIER, POLICY, side].filter((part) => part !== '').join('-');
  return apiVersion === STORED_API ? `default.${name}` : name;
}
