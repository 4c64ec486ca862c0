/**
 * All labels that a selector may look for on an endpoint, own and inherited, and which of the
 * others may be there without being known.
 */
import { LABELS_OF_ONE_POD } from '../../manifest/pod-owner.ts';
import type { Labels } from '../model/world.ts';
import type { LabelView } from '../selector/match-selector.ts';
import {
  METADATA_NAME_LABEL,
  NAME_LABEL,
  NAMESPACE_LABEL,
  NAMESPACE_PREFIX,
  ORCHESTRATOR_LABEL,
  SERVICE_ACCOUNT_LABEL,
  SERVICE_ACCOUNT_PREFIX,
} from '../selector/selector.ts';

/**
 * `all`: the labels are those that it has. `template`: it may have more that tell replicas apart.
 * `some`: it may have any others.
 */
export type LabelKnowledge = 'all' | 'template' | 'some';

export interface PodFacts {
  /** Undefined: not known. */
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly knowledge: LabelKnowledge;
  /** Undefined: not known. */
  readonly serviceAccount: string | undefined;
  /** Undefined: the object is not known. */
  readonly namespaceLabels: Labels | undefined;
  readonly serviceAccountLabels: Labels | undefined;
}

/** Own labels win over inherited ones, and Calico's own over both. */
export function podLabels(facts: PodFacts): LabelView {
  const { namespace, serviceAccount } = facts;
  const labels = new Map<string, string>();
  addInherited(labels, NAMESPACE_PREFIX, facts.namespaceLabels);
  addInherited(labels, SERVICE_ACCOUNT_PREFIX, facts.serviceAccountLabels);
  for (const [label, value] of Object.entries(facts.labels)) labels.set(label, value);
  labels.set(ORCHESTRATOR_LABEL, 'k8s');
  if (namespace !== undefined) {
    labels.set(NAMESPACE_LABEL, namespace);
    addNamespaceNames(labels, namespace);
  }
  if (serviceAccount !== undefined) {
    labels.set(SERVICE_ACCOUNT_LABEL, serviceAccount);
    labels.set(SERVICE_ACCOUNT_PREFIX + NAME_LABEL, serviceAccount);
  }
  return { get: (label) => labels.get(label) ?? (mayHave(label, facts) ? null : undefined) };
}

function mayHave(label: string, facts: PodFacts): boolean {
  if (label.startsWith(NAMESPACE_PREFIX)) return facts.namespaceLabels === undefined;
  if (label.startsWith(SERVICE_ACCOUNT_PREFIX)) return facts.serviceAccountLabels === undefined;
  if (label === NAMESPACE_LABEL) return facts.namespace === undefined;
  if (label === SERVICE_ACCOUNT_LABEL) return facts.serviceAccount === undefined;
  if (facts.knowledge === 'template') return LABELS_OF_ONE_POD.has(label);
  return facts.knowledge === 'some';
}

/** Of what has labels and perhaps a namespace, and is no pod: network sets, host endpoints. */
export function objectLabels(own: Labels, namespace: string, ofNamespace: Labels | undefined) {
  const labels = new Map<string, string>();
  if (namespace !== '') {
    addInherited(labels, NAMESPACE_PREFIX, ofNamespace);
    labels.set(NAMESPACE_LABEL, namespace);
    addNamespaceNames(labels, namespace);
  }
  for (const [label, value] of Object.entries(own)) labels.set(label, value);
  const isOpen = namespace !== '' && ofNamespace === undefined;
  const view: LabelView = {
    get: (label) =>
      labels.get(label) ?? (isOpen && label.startsWith(NAMESPACE_PREFIX) ? null : undefined),
  };
  return view;
}

/** Nothing is known of it, not even whether it is a pod. */
export const UNKNOWN_LABELS: LabelView = { get: () => null };

function addInherited(into: Map<string, string>, prefix: string, labels: Labels = {}): void {
  for (const [label, value] of Object.entries(labels)) into.set(prefix + label, value);
}

function addNamespaceNames(into: Map<string, string>, namespace: string): void {
  into.set(NAMESPACE_PREFIX + NAME_LABEL, namespace);
  into.set(NAMESPACE_PREFIX + METADATA_NAME_LABEL, namespace);
}
