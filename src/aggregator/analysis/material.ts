/** What an answer is made of. */
import type { Edge } from '../../flow/edge.ts';
import type { ManifestFile } from '../../manifest/manifest-files.ts';
import type { ObservedHours, TimeWindow } from '../../policy/coverage/watch.ts';

/** The objects of a cluster as manifests. */
export interface ClusterFiles {
  readonly files: readonly ManifestFile[];
  /** What is missing of it, in sentences. */
  readonly warnings: readonly string[];
}

/** When the edges were seen, and by whom. */
export interface SeenWindow {
  readonly window: TimeWindow;
  readonly observed: ObservedHours;
  /** What was lost, or is left out, in sentences. */
  readonly remarks: readonly string[];
}

export interface Material {
  readonly edges: readonly Edge[];
  /** Undefined: no cluster is known, or it was not asked for. */
  readonly cluster: ClusterFiles | undefined;
  /** Undefined where only the edges count. */
  readonly seen: SeenWindow | undefined;
}
