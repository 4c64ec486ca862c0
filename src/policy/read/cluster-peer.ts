/**
 * Subjects and peers of the policies of policy.networking.k8s.io, which are alike in all three
 * kinds. Pods on the host's network are in none of them.
 * Source: kubernetes-sigs/network-policy-api, apis/v1alpha1 and v1beta1.
 */
import type { Fields } from '../../manifest/fields.ts';
import type { EntityMatch } from '../model/rule.ts';
import { readLabelSelector } from '../selector/label-selector.ts';
import {
  allOf,
  IS_POD,
  NAMESPACE_PREFIX,
  type Selector,
  withPrefix,
} from '../selector/selector.ts';
import { readCidr } from './read-net.ts';

const PODS = ['namespaces', 'pods'];
const OTHERS = ['nodes', 'networks', 'domainNames'];

export function readSubject(fields: Fields): Selector {
  const field = fields.onlyOneOf(PODS);
  return field === 'pods' ? readPods(fields.at(field)) : readNamespaces(fields.at(field));
}

/** What may stand behind `from`. */
export function readIngressPeer(fields: Fields): EntityMatch {
  return { selector: readSubject(fields) };
}

/** What may stand behind `to`. */
export function readEgressPeer(fields: Fields): EntityMatch {
  const name = fields.onlyOneOf([...PODS, ...OTHERS]);
  const field = fields.at(name);
  switch (name) {
    case 'nodes':
      return { nodes: readLabelSelector(field) };
    case 'networks':
      return { nets: field.items().map(readCidr) };
    case 'domainNames':
      return { domainNames: field.items().map((item) => item.requiredText()) };
    default:
      return readIngressPeer(fields);
  }
}

/** Whether ports have names there. */
export function isOfPods(entity: EntityMatch): boolean {
  return entity.selector !== undefined;
}

function readNamespaces(fields: Fields): Selector {
  return allOf(IS_POD, withPrefix(readLabelSelector(fields), NAMESPACE_PREFIX));
}

function readPods(fields: Fields): Selector {
  fields.onlyKeys(['namespaceSelector', 'podSelector']);
  const pods = readLabelSelector(fields.at('podSelector'));
  return allOf(readNamespaces(fields.at('namespaceSelector')), pods);
}
