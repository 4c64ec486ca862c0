/**
 * Calico's resources as its CRDs and its API server have them: what they default, prune and refuse
 * was tried with the CRDs of each version.
 */
import { apiVersionOf, type NewObject, type Resource } from './kube-object.ts';
import { failure, Refused } from './status.ts';

const RESOURCES = [
  ['tiers', 'Tier', false],
  ['globalnetworkpolicies', 'GlobalNetworkPolicy', false],
  ['networkpolicies', 'NetworkPolicy', true],
  ['globalnetworksets', 'GlobalNetworkSet', false],
  ['networksets', 'NetworkSet', true],
  ['hostendpoints', 'HostEndpoint', false],
  ['ippools', 'IPPool', false],
  ['felixconfigurations', 'FelixConfiguration', false],
  ['clusterinformations', 'ClusterInformation', false],
] as const;

/** Fields of a Tier that came with 3.29. */
const NEW_FIELDS = ['defaultAction'];
const ACTIONS = ['Allow', 'Deny', 'Log', 'Pass'];

export interface CalicoOptions {
  /** `crd.projectcalico.org/v1` unless said. */
  readonly apiVersion?: string;
  /** Minor version of Calico 3. */
  readonly minor: number;
}

export function calicoResources(options: CalicoOptions): Resource[] {
  const [group = '', version = ''] = (options.apiVersion ?? 'crd.projectcalico.org/v1').split('/');
  return RESOURCES.map(([plural, kind, namespaced]) => {
    const resource = { plural, kind, namespaced, group, version, selectable: [], custom: true };
    return { ...resource, admit: (object: NewObject) => admit(object, resource, options.minor) };
  });
}

function admit(object: NewObject, resource: Resource, minor: number): NewObject {
  const spec = { ...(object.spec as Record<string, unknown> | undefined) };
  if (resource.kind === 'Tier' && minor < 29) for (const field of NEW_FIELDS) delete spec[field];
  if (resource.kind === 'GlobalNetworkPolicy') {
    spec.tier ??= 'default';
    if (minor >= 32) checkActions(object, resource);
  }
  return { ...object, spec };
}

/** An enum in the schema, from 3.32 on. */
function checkActions({ metadata, spec }: NewObject, resource: Resource): void {
  const { ingress = [], egress = [] } = spec as Record<string, { action: string }[]>;
  const wrong = [...ingress, ...egress].find(({ action }) => !ACTIONS.includes(action));
  if (wrong === undefined) return;
  const message =
    `${resource.kind}.${apiVersionOf(resource)} "${metadata.name}" is invalid: ` +
    `Unsupported value: "${wrong.action}"`;
  throw new Refused(failure(422, message, { reason: 'Invalid' }));
}
