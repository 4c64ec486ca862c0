/**
 * AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy
 * (policy.networking.k8s.io). They say what they say and isolate nobody: a policy without rules for
 * a side does not apply to it.
 * Source: kubernetes-sigs/network-policy-api, apis/v1alpha1 and v1beta1.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import type { Policy, PolicyKind } from '../model/policy.ts';
import type { Action, EntityMatch, Rule, TrafficMatch } from '../model/rule.ts';
import { isOfPods, readEgressPeer, readIngressPeer, readSubject } from './cluster-peer.ts';
import { readAdminPort, readProtocol } from './cluster-traffic.ts';
import { checkTop, clusterPolicyId, policyDefaults, type ReadContext } from './policy-header.ts';

const PRIORITY_MAX = 1_000;
const ONLY_BASELINE = 'default';

/** How one kind differs from the others. */
interface Form {
  readonly kind: PolicyKind;
  readonly actions: Readonly<Record<string, Action>>;
  /** Name of the list of ports, and its elements. */
  readonly traffic: string;
  readonly readTraffic: (fields: Fields) => TrafficMatch;
}

const ADMIN: Form = {
  kind: 'AdminNetworkPolicy',
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  traffic: 'ports',
  readTraffic: readAdminPort,
};
const BASELINE: Form = {
  ...ADMIN,
  kind: 'BaselineAdminNetworkPolicy',
  actions: { Allow: 'allow', Deny: 'deny' },
};
const CLUSTER: Form = {
  kind: 'ClusterNetworkPolicy',
  actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
  traffic: 'protocols',
  readTraffic: readProtocol,
};

type Placing = Pick<Policy, 'tier' | 'order'>;

export function readAdminPolicy(object: ManifestObject, context: ReadContext) {
  return readAs(ADMIN, object, context, (spec) => {
    spec.onlyKeys(['priority', 'subject', 'ingress', 'egress']);
    return { tier: 'adminnetworkpolicy', order: readPriority(spec) };
  });
}

export function readBaselinePolicy(object: ManifestObject, context: ReadContext) {
  return readAs(BASELINE, object, context, (spec) => {
    spec.onlyKeys(['subject', 'ingress', 'egress']);
    const name = object.fields.at('metadata').at('name');
    if (name.text() !== ONLY_BASELINE) {
      throw new FieldError(name.path, `must be ${ONLY_BASELINE}: a cluster has one such policy`);
    }
    return { tier: 'baselineadminnetworkpolicy', order: 0 };
  });
}

export function readClusterPolicy(object: ManifestObject, context: ReadContext) {
  return readAs(CLUSTER, object, context, (spec) => {
    spec.onlyKeys(['tier', 'priority', 'subject', 'ingress', 'egress']);
    const tier = spec.at('tier').oneOf(['Admin', 'Baseline']);
    if (tier === undefined) throw new FieldError(spec.at('tier').path, 'is missing');
    return { tier: tier === 'Admin' ? 'kube-admin' : 'kube-baseline', order: readPriority(spec) };
  });
}

function readPriority(spec: Fields): number {
  const field = spec.at('priority');
  const priority = field.integer(0, PRIORITY_MAX);
  if (priority === undefined) throw new FieldError(field.path, 'is missing');
  return priority;
}

function readAs(
  form: Form,
  object: ManifestObject,
  context: ReadContext,
  readPlacing: (spec: Fields) => Placing,
): Policy | undefined {
  const { problems } = context;
  const spec = object.fields.at('spec');
  checkTop(object, context);
  const id = problems.attempt(() => clusterPolicyId(object, form.kind));
  const placing = problems.attempt(() => readPlacing(spec));
  const subject = problems.attempt(() => readSubject(spec.at('subject')));
  const ingress = problems.attemptEach(spec.at('ingress'), (rule) => readRule(form, rule, 'from'));
  const egress = problems.attemptEach(spec.at('egress'), (rule) => readRule(form, rule, 'to'));
  if (!id || !placing || !subject) return undefined;
  return {
    ...policyDefaults(object),
    ...placing,
    id,
    subject,
    ingress: ingress?.length ? ingress : undefined,
    egress: egress?.length ? egress : undefined,
  };
}

function readRule(form: Form, fields: Fields, peers: 'from' | 'to'): Rule {
  fields.onlyKeys(['name', 'action', peers, form.traffic]);
  const readPeer = peers === 'from' ? readIngressPeer : readEgressPeer;
  const entities = atLeastOne(fields.at(peers), fields.at(peers).items().map(readPeer));
  const action = readAction(form, fields.at('action'));
  const list = fields.at(form.traffic);
  const traffic = list.isAbsent ? undefined : atLeastOne(list, list.items().map(form.readTraffic));
  if (peers === 'to') checkNamedPorts(list, entities, traffic ?? []);
  if (action !== 'allow' && entities.some(({ domainNames }) => domainNames !== undefined)) {
    throw new FieldError(fields.at('action').path, 'must allow where domainNames are given');
  }
  return {
    action,
    name: fields.at('name').text(),
    path: fields.path,
    sources: peers === 'from' ? entities : undefined,
    destinations: peers === 'to' ? entities : undefined,
    traffic,
  };
}

function readAction({ actions }: Form, field: Fields): Action {
  const action = field.oneOf(Object.keys(actions));
  if (action === undefined) throw new FieldError(field.path, 'is missing');
  return actions[action] as Action;
}

function atLeastOne<T>(field: Fields, items: readonly T[]): readonly T[] {
  if (items.length > 0) return items;
  throw new FieldError(field.path, 'must have at least one element');
}

/** Only pods have ports with names. */
function checkNamedPorts(
  list: Fields,
  entities: readonly EntityMatch[],
  traffic: readonly TrafficMatch[],
): void {
  const hasNames = traffic.some(({ ports }) => ports?.some((port) => 'name' in port));
  if (!hasNames || entities.every(isOfPods)) return;
  throw new FieldError(list.path, 'may not have names of ports beside peers that are no pods');
}
