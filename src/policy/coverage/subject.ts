/** Whose inventory an end of an edge belongs to: a namespace, and where it is known a workload. */
import type { Endpoint, Workload } from '../../flow/endpoint.ts';

export interface Subject {
  readonly namespace: string;
  /** Undefined where only the namespace is known. */
  readonly workload: Workload | undefined;
}

/** What an end says of its owner; `maybe`: owners of which it is one, nobody knows which. */
export interface Ownership {
  readonly subject: Subject | undefined;
  readonly maybe: readonly Subject[];
}

const NOBODY: Ownership = { subject: undefined, maybe: [] };

/** Candidates that agree are as good as one name. */
export function ownershipOf(end: Endpoint): Ownership {
  if (end.confidence !== 'ambiguous') return { subject: subjectOf(end), maybe: [] };
  const candidates = end.candidates.map(subjectOf).filter((subject) => subject !== undefined);
  const first = candidates[0];
  // One that is no pod may be the end as well as those that are.
  const isNamed = candidates.length === end.candidates.length;
  if (first === undefined) return NOBODY;
  const namespaces = new Set(candidates.map(({ namespace }) => namespace));
  if (namespaces.size > 1 || !isNamed) return { subject: undefined, maybe: candidates };
  const workloads = new Set(candidates.map(({ workload }) => workloadKey(workload)));
  if (workloads.size === 1) return { subject: first, maybe: [] };
  return { subject: { namespace: first.namespace, workload: undefined }, maybe: candidates };
}

/** A service stands for pods of its namespace; nodes and outside peers belong to none. */
function subjectOf(end: Endpoint): Subject | undefined {
  if (end.namespace === '' || (end.kind !== 'pod' && end.kind !== 'service')) return undefined;
  if (end.kind === 'service') return { namespace: end.namespace, workload: undefined };
  const pod = end.name === '' ? undefined : { kind: 'Pod', name: end.name };
  return { namespace: end.namespace, workload: end.workload ?? pod };
}

/** `Deployment/web`; empty of none. */
export function workloadKey(workload: Workload | undefined): string {
  return workload === undefined ? '' : `${workload.kind}/${workload.name}`;
}
