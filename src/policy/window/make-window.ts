/**
 * The objects of a logging window, as they are shown and applied. What makes it safe is judged
 * apart, on the objects themselves (judge-window.ts).
 */
import { formatTime } from '../../flow/time.ts';
import type { Policy, Side, Tier } from '../model/policy.ts';
import { BUILT_IN_TIERS, SIDES } from '../model/policy.ts';
import { formatSelector } from '../selector/format-selector.ts';
import { IS_POD, NAME_LABEL } from '../selector/selector.ts';
import type { CalicoApiVersion } from './calico-facts.ts';
import { unselectedPods } from './unselected-pods.ts';
import { WINDOW_TIER, type WindowForm, windowPolicyName } from './window-form.ts';
import { recordOf, type WindowScope } from './window-record.ts';

export interface WindowObject {
  readonly apiVersion: CalicoApiVersion;
  readonly kind: 'Tier' | 'GlobalNetworkPolicy';
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface WindowPlan {
  readonly apiVersion: CalicoApiVersion;
  readonly form: WindowForm;
  readonly scope: WindowScope;
  readonly endsAtUs: number;
  /** Of the lines, as Calico is configured. */
  readonly logPrefix: string;
  /** What the cluster has beside a window. */
  readonly policies: readonly Policy[];
  readonly tiers: readonly Tier[];
}

/** Unless another tier comes even before. */
const TIER_ORDER = 100;

/**
 * In the order in which they are applied: a tier before the policy in it. None when there is no pod
 * that it may log.
 */
export function makeWindow(plan: WindowPlan): readonly WindowObject[] {
  return plan.form === 'pass_tier' ? passTier(plan) : unselected(plan);
}

function passTier(plan: WindowPlan): WindowObject[] {
  return [
    { ...head(plan, 'Tier', WINDOW_TIER), spec: { order: orderOf(plan), defaultAction: 'Pass' } },
    {
      ...head(plan, 'GlobalNetworkPolicy', windowPolicyName(plan.form, plan.apiVersion)),
      spec: {
        tier: WINDOW_TIER,
        selector: formatSelector(IS_POD),
        ...scopeOf(plan),
        types: ['Ingress', 'Egress'],
        ingress: [{ action: 'Log' }],
        egress: [{ action: 'Log' }],
      },
    },
  ];
}

/** Before every tier of the cluster: what an earlier one decides is not logged. */
function orderOf({ tiers }: WindowPlan): number {
  const others = [...BUILT_IN_TIERS, ...tiers].filter(({ name }) => name !== WINDOW_TIER);
  const first = Math.min(...others.map(({ order }) => order));
  return first > TIER_ORDER ? TIER_ORDER : first - 1;
}

/** Without an order a policy comes last: what is allowed or denied later on goes first. */
function unselected(plan: WindowPlan): WindowObject[] {
  return SIDES.flatMap((side) => {
    const pods = unselectedPods(plan.policies, side);
    if (pods === undefined) return [];
    const name = windowPolicyName(plan.form, plan.apiVersion, side);
    const rules = [{ action: 'Log' }, { action: 'Allow' }];
    const selector = formatSelector(pods);
    const spec = { selector, ...scopeOf(plan), types: [TYPES[side]], [side]: rules };
    return [{ ...head(plan, 'GlobalNetworkPolicy', name), spec }];
  });
}

const TYPES: Readonly<Record<Side, string>> = { egress: 'Egress', ingress: 'Ingress' };

function head(plan: WindowPlan, kind: WindowObject['kind'], name: string) {
  const { apiVersion, endsAtUs, scope, logPrefix } = plan;
  const record = recordOf({ endsAt: formatTime(endsAtUs), scope, logPrefix });
  return { apiVersion, kind, metadata: { name, ...record } };
}

function scopeOf({ scope }: WindowPlan) {
  const op = 'only' in scope ? 'in' : 'not_in';
  const values = 'only' in scope ? scope.only : scope.except;
  return { namespaceSelector: formatSelector({ op, label: NAME_LABEL, values }) };
}
