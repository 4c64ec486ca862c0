/**
 * Kubernetes' NetworkPolicy (networking.k8s.io/v1), whole, and Calico's staged form of it.
 * Source: k8s.io/api networking/v1/types.go and its validation.
 */
import { FieldError, type Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';
import {
  DEFAULT_TIER,
  NETWORK_POLICY_ORDER,
  type Policy,
  STAGED_ACTIONS,
} from '../model/policy.ts';
import type { EntityMatch, Rule, TrafficMatch } from '../model/rule.ts';
import { readLabelSelector } from '../selector/label-selector.ts';
import { allOf, IS_POD, inNamespace, NAMESPACE_PREFIX, withPrefix } from '../selector/selector.ts';
import { checkTop, namespacedPolicyId, policyDefaults, type ReadContext } from './policy-header.ts';
import { checkPart, readCidr } from './read-net.ts';
import { PORT_MAX, readPort, readTransport } from './read-port.ts';

const POLICY_TYPES = ['Ingress', 'Egress'] as const;
const SPEC_FIELDS = ['podSelector', 'ingress', 'egress', 'policyTypes'];

export function readNetworkPolicy(
  object: ManifestObject,
  context: ReadContext,
): Policy | undefined {
  return readAs(object, context, SPEC_FIELDS);
}

export function readStagedNetworkPolicy(
  object: ManifestObject,
  context: ReadContext,
): Policy | undefined {
  const policy = readAs(object, context, [...SPEC_FIELDS, 'stagedAction']);
  const action = object.fields.at('spec').at('stagedAction');
  const staged = context.problems.attempt(() => action.oneOf(STAGED_ACTIONS) ?? 'Set');
  return policy && { ...policy, staged };
}

function readAs(
  object: ManifestObject,
  context: ReadContext,
  specFields: readonly string[],
): Policy | undefined {
  const { problems } = context;
  const spec = object.fields.at('spec');
  checkTop(object, context);
  problems.attempt(() => spec.onlyKeys(specFields));
  const id = problems.attempt(() => namespacedPolicyId(object, 'NetworkPolicy', context));
  const pods = problems.attempt(() => readLabelSelector(spec.at('podSelector')));
  const types = problems.attempt(() => readTypes(spec));
  if (id === undefined || pods === undefined || types === undefined) return undefined;
  const { namespace } = id;
  const rulesOf = (list: string, peers: string, type: (typeof POLICY_TYPES)[number]) => {
    const rules = problems.attemptEach(spec.at(list), (rule) => readRule(rule, peers, namespace));
    return types.includes(type) ? (rules ?? []) : undefined;
  };
  return {
    ...policyDefaults(object),
    id,
    tier: DEFAULT_TIER,
    order: NETWORK_POLICY_ORDER,
    subject: allOf(inNamespace(namespace), IS_POD, pods),
    ingress: rulesOf('ingress', 'from', 'Ingress'),
    egress: rulesOf('egress', 'to', 'Egress'),
  };
}

/** Where none is given every policy is about ingress, and one with egress rules about egress. */
function readTypes(spec: Fields): readonly (typeof POLICY_TYPES)[number][] {
  const given = spec.at('policyTypes').items();
  if (given.length > POLICY_TYPES.length) {
    throw new FieldError(spec.at('policyTypes').path, 'must have at most two elements');
  }
  if (given.length > 0) return given.map(readType);
  return spec.at('egress').items().length > 0 ? POLICY_TYPES : ['Ingress'];
}

function readType(field: Fields): (typeof POLICY_TYPES)[number] {
  const type = field.oneOf(POLICY_TYPES);
  if (type !== undefined) return type;
  throw new FieldError(field.path, 'must be Ingress or Egress');
}

function readRule(fields: Fields, peers: string, namespace: string): Rule {
  fields.onlyKeys(['ports', peers]);
  const entities = orAny(
    fields
      .at(peers)
      .items()
      .map((peer) => readPeer(peer, namespace)),
  );
  return {
    action: 'allow',
    name: '',
    path: fields.path,
    sources: peers === 'from' ? entities : undefined,
    destinations: peers === 'to' ? entities : undefined,
    traffic: orAny(fields.at('ports').items().map(readPortMatch)),
  };
}

/** An empty list is as good as none: it takes everything. */
function orAny<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function readPeer(fields: Fields, namespace: string): EntityMatch {
  fields.onlyKeys(['podSelector', 'namespaceSelector', 'ipBlock']);
  const [pods, namespaces, block] = ['podSelector', 'namespaceSelector', 'ipBlock'].map((key) =>
    fields.at(key),
  ) as [Fields, Fields, Fields];
  if (!block.isAbsent) {
    if (pods.isAbsent && namespaces.isAbsent) return readBlock(block);
    throw new FieldError(block.path, 'may not stand beside podSelector or namespaceSelector');
  }
  if (pods.isAbsent && namespaces.isAbsent) {
    throw new FieldError(fields.path, 'must have podSelector, namespaceSelector or ipBlock');
  }
  const inside = namespaces.isAbsent
    ? inNamespace(namespace)
    : withPrefix(readLabelSelector(namespaces), NAMESPACE_PREFIX);
  return { selector: allOf(IS_POD, inside, readLabelSelector(pods)) };
}

function readBlock(fields: Fields): EntityMatch {
  fields.onlyKeys(['cidr', 'except']);
  const cidr = readCidr(fields.at('cidr'));
  const except = fields
    .at('except')
    .items()
    .map((field) => {
      const part = readCidr(field);
      checkPart(part, cidr, field);
      return part;
    });
  return except.length === 0 ? { nets: [cidr] } : { nets: [cidr], notNets: except };
}

function readPortMatch(fields: Fields): TrafficMatch {
  fields.onlyKeys(['protocol', 'port', 'endPort']);
  const protocol = readTransport(fields.at('protocol'));
  const port = readPort(fields.at('port'));
  const end = fields.at('endPort');
  if (typeof port !== 'number') {
    if (!end.isAbsent) throw new FieldError(end.path, 'needs a port that is a number');
    return port === undefined ? { protocol } : { protocol, ports: [{ name: port }] };
  }
  const to = end.integer(1, PORT_MAX) ?? port;
  if (to < port) throw new FieldError(end.path, 'must not be below port');
  return { protocol, ports: [{ from: port, to }] };
}
