/**
 * One tree for Kubernetes' label selectors and Calico's selector language. As in Calico an endpoint
 * inherits the labels of its namespace and its service account under a prefix, so that one tree
 * says everything about which endpoints are meant.
 */

export type Selector =
  | { readonly op: 'all' }
  | { readonly op: 'has'; readonly label: string }
  | { readonly op: TextOperator; readonly label: string; readonly value: string }
  | { readonly op: 'in' | 'not_in'; readonly label: string; readonly values: readonly string[] }
  | { readonly op: 'not'; readonly of: Selector }
  | { readonly op: 'and' | 'or'; readonly of: readonly Selector[] };

/** `not_equal` and `not_in` hold where the label is absent; the others do not. */
export type TextOperator = 'equal' | 'not_equal' | 'contains' | 'starts_with' | 'ends_with';

/** Prefixes of inherited labels. Source: Calico libcalico-go/lib/backend/k8s/conversion. */
export const NAMESPACE_PREFIX = 'pcns.';
export const SERVICE_ACCOUNT_PREFIX = 'pcsa.';

/** Labels that Calico gives to every pod; network sets have the first, too. */
export const NAMESPACE_LABEL = 'projectcalico.org/namespace';
export const ORCHESTRATOR_LABEL = 'projectcalico.org/orchestrator';
export const SERVICE_ACCOUNT_LABEL = 'projectcalico.org/serviceaccount';
/** Of namespaces and service accounts: their own name. */
export const NAME_LABEL = 'projectcalico.org/name';
/** Of namespaces: the name that the API server writes on them. */
export const METADATA_NAME_LABEL = 'kubernetes.io/metadata.name';

export const ALL: Selector = { op: 'all' };

/** Pods, as opposed to network sets and host endpoints. */
export const IS_POD: Selector = { op: 'equal', label: ORCHESTRATOR_LABEL, value: 'k8s' };
export const HAS_NAMESPACE: Selector = { op: 'has', label: NAMESPACE_LABEL };
export const HAS_SERVICE_ACCOUNT: Selector = { op: 'has', label: SERVICE_ACCOUNT_LABEL };

export function inNamespace(name: string): Selector {
  return { op: 'equal', label: NAMESPACE_LABEL, value: name };
}

/** Both or all; what takes everything is left out. */
export function allOf(...selectors: readonly (Selector | undefined)[]): Selector {
  const of = selectors.filter((selector) => selector !== undefined && selector.op !== 'all');
  return of.length > 1 ? { op: 'and', of: of as Selector[] } : (of[0] ?? ALL);
}

/** The same selector over labels that are inherited under `prefix`. */
export function withPrefix(selector: Selector, prefix: string): Selector {
  if ('label' in selector) return { ...selector, label: prefix + selector.label };
  if (selector.op === 'not') return { op: 'not', of: withPrefix(selector.of, prefix) };
  if (selector.op === 'all') return selector;
  return { op: selector.op, of: selector.of.map((operand) => withPrefix(operand, prefix)) };
}
