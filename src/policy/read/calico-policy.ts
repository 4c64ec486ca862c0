/**
 * Calico's NetworkPolicy and GlobalNetworkPolicy, and their staged forms.
 * Source: Calico api/pkg/apis/projectcalico/v3, and how Felix gets them:
 * libcalico-go/lib/backend/syncersv1/updateprocessors.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import {
  DEFAULT_TIER,
  type HostFlags,
  type Policy,
  type PolicyId,
  type PolicyKind,
  STAGED_ACTIONS,
} from '../model/policy.ts';
import { OWN_LABELS } from '../selector/parse-selector.ts';
import {
  ALL,
  allOf,
  HAS_NAMESPACE,
  HAS_SERVICE_ACCOUNT,
  inNamespace,
  NAMESPACE_PREFIX,
  SERVICE_ACCOUNT_PREFIX,
  type Selector,
} from '../selector/selector.ts';
import { readCalicoRule } from './calico-rule.ts';
import {
  checkTop,
  clusterPolicyId,
  namespacedPolicyId,
  type ReadContext,
  type ReadPolicy,
} from './policy-header.ts';
import { readSelector } from './read-selector.ts';

type PolicyType = 'Ingress' | 'Egress';
const POLICY_TYPES = ['Ingress', 'Egress'] as const;
const SPEC_FIELDS = [
  'tier',
  'order',
  'ingress',
  'egress',
  'selector',
  'types',
  'serviceAccountSelector',
  'performanceHints',
];
const GLOBAL_FIELDS = [
  ...SPEC_FIELDS,
  'namespaceSelector',
  'doNotTrack',
  'preDNAT',
  'applyOnForward',
];

interface Form {
  readonly kind: PolicyKind;
  readonly isStaged: boolean;
}

export const readCalicoNetworkPolicy = reader({ kind: 'CalicoNetworkPolicy', isStaged: false });
export const readGlobalNetworkPolicy = reader({ kind: 'GlobalNetworkPolicy', isStaged: false });
export const readStagedCalicoPolicy = reader({ kind: 'CalicoNetworkPolicy', isStaged: true });
export const readStagedGlobalPolicy = reader({ kind: 'GlobalNetworkPolicy', isStaged: true });

function reader({ kind, isStaged }: Form): ReadPolicy {
  const isGlobal = kind === 'GlobalNetworkPolicy';
  const fields = isGlobal ? GLOBAL_FIELDS : SPEC_FIELDS;
  const known = isStaged ? [...fields, 'stagedAction'] : fields;
  return (object, context) => {
    const { problems } = context;
    const spec = object.fields.at('spec');
    checkTop(object, context);
    problems.attempt(() => spec.onlyKeys(known));
    const id = problems.attempt(() =>
      isGlobal ? clusterPolicyId(object, kind) : namespacedPolicyId(object, kind, context),
    );
    const staged = problems.attempt(() => spec.at('stagedAction').oneOf(STAGED_ACTIONS) ?? 'Set');
    const policy = id && readSpec(object, context, id);
    return policy && { ...policy, staged: isStaged ? staged : undefined };
  };
}

function readSpec(
  { fields, source }: ManifestObject,
  { problems }: ReadContext,
  id: PolicyId,
): Policy | undefined {
  const spec = fields.at('spec');
  const isGlobal = id.namespace === '';
  const head = problems.attempt(() => ({
    tier: spec.at('tier').text() || DEFAULT_TIER,
    order: spec.at('order').number() ?? Number.POSITIVE_INFINITY,
  }));
  const subject = problems.attempt(() =>
    isGlobal ? readGlobalSubject(spec) : readSubject(spec, id.namespace),
  );
  const types = problems.attempt(() => readTypes(spec));
  const host = problems.attempt(() => readHostFlags(spec));
  const [ingress, egress] = ['ingress', 'egress'].map((list) =>
    problems.attemptEach(spec.at(list), (rule) => readCalicoRule(rule, id.namespace)),
  );
  if (!head || !subject || !types || !host) return undefined;
  return {
    id,
    source,
    ...head,
    subject,
    ingress: types.includes('Ingress') ? (ingress ?? []) : undefined,
    egress: types.includes('Egress') ? (egress ?? []) : undefined,
    staged: undefined,
    host,
  };
}

/**
 * Host endpoints have no namespace, so a namespaceSelector made of negations takes them, too; where
 * one is given, `all()` means everything that has a namespace, and with a serviceAccountSelector
 * everything that has a service account.
 */
function readGlobalSubject(spec: Fields): Selector {
  const hasNamespaces = spec.at('namespaceSelector').text() !== '';
  const hasAccounts = spec.at('serviceAccountSelector').text() !== '';
  const all = hasNamespaces ? HAS_NAMESPACE : hasAccounts ? HAS_SERVICE_ACCOUNT : ALL;
  const dialect = { ...OWN_LABELS, all };
  const accounts = { ...dialect, all: HAS_SERVICE_ACCOUNT, prefix: SERVICE_ACCOUNT_PREFIX };
  return allOf(
    readSelector(spec.at('selector'), dialect),
    readSelector(spec.at('namespaceSelector'), { ...dialect, prefix: NAMESPACE_PREFIX }),
    readSelector(spec.at('serviceAccountSelector'), accounts),
  );
}

function readSubject(spec: Fields, namespace: string): Selector {
  const accounts = { ...OWN_LABELS, prefix: SERVICE_ACCOUNT_PREFIX };
  return allOf(
    inNamespace(namespace),
    readSelector(spec.at('selector'), OWN_LABELS),
    readSelector(spec.at('serviceAccountSelector'), accounts),
  );
}

/** Where none is given: those of which there are rules; ingress when there are none at all. */
function readTypes(spec: Fields): readonly PolicyType[] {
  const given = spec.at('types').items();
  if (given.length > 0) return given.map(readType);
  if (spec.at('egress').items().length === 0) return ['Ingress'];
  return spec.at('ingress').items().length === 0 ? ['Egress'] : POLICY_TYPES;
}

function readType(field: Fields): PolicyType {
  const type = field.oneOf(POLICY_TYPES);
  if (type !== undefined) return type;
  throw new FieldError(field.path, 'must be Ingress or Egress');
}

function readHostFlags(spec: Fields): HostFlags {
  const [doNotTrack, preDnat, applyOnForward] = ['doNotTrack', 'preDNAT', 'applyOnForward'].map(
    (name) => spec.at(name).flag(),
  ) as [boolean, boolean, boolean];
  if (doNotTrack && preDnat) {
    throw new FieldError(spec.at('preDNAT').path, 'may not stand beside doNotTrack');
  }
  if (!applyOnForward && (doNotTrack || preDnat)) {
    const what = 'must be true beside doNotTrack or preDNAT';
    throw new FieldError(spec.at('applyOnForward').path, what);
  }
  if (preDnat && spec.at('egress').items().length > 0) {
    throw new FieldError(spec.at('egress').path, 'may not stand beside preDNAT');
  }
  return { doNotTrack, preDnat, applyOnForward };
}
