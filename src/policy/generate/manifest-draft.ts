/** A manifest to be written: a plain object, and comments on some of its parts. */
import type { Edge } from '../../flow/edge.ts';
import { evidenceAnnotations, evidenceOf, evidenceText } from './evidence.ts';
import { edgesOf, type PeerDraft, type PolicyDraft } from './policy-draft.ts';
import { compare, formatWorkload } from './workload-groups.ts';

export interface Comment {
  /** Of the part that it stands above. */
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export interface ManifestDraft {
  readonly value: Readonly<Record<string, unknown>>;
  readonly comments: readonly Comment[];
}

/** Name, place and evidence. */
export function draftMetadata(draft: PolicyDraft): Record<string, unknown> {
  const { name, namespace } = draft;
  const edges = edgesOf(draft);
  if (edges.length === 0) return { name, namespace };
  return { name, namespace, annotations: evidenceAnnotations(evidenceOf(edges)) };
}

/** Who it is and what was seen of it. */
export function peerText(draft: PeerDraft): string {
  return `${peerTitle(draft)}: ${evidenceText(evidenceOf(draft.edges))}`;
}

function peerTitle({ peer, edges }: PeerDraft): string {
  switch (peer.kind) {
    case 'pods':
      return peer.group.workloads.map(formatWorkload).join(', ');
    case 'host':
      return peer.node === '' ? 'a node' : `node ${peer.node}`;
    case 'outside':
      return ['outside', ...outsideNames(edges)].join(' ');
  }
}

/** One address may be known by several names. */
function outsideNames(edges: readonly Edge[]): string[] {
  const ends = edges.flatMap(({ source, destination }) => [source, destination]);
  const named = ends.filter(({ kind, name }) => kind === 'outside' && name !== '');
  return [...new Set(named.map(({ name }) => name))].sort(compare);
}
