/** Policies that allow what was seen, as one text, with what has to be known beside them. */
import type { Edge } from '../flow/edge.ts';
import { type GeneratedNamespace, generatePolicies } from '../policy/generate/generate.ts';
import type { PolicyFormat } from '../policy/generate/policy-format.ts';
import { replacedPolicies } from '../policy/generate/replaced-policies.ts';
import { systemNamespaces, usualNamespaces } from '../policy/generate/usual-namespaces.ts';
import type { World } from '../policy/model/world.ts';
import type { Layer } from '../policy/read/read-manifests.ts';
import { generateRemarks } from './generate-remarks.ts';
import { severalClusters } from './several-clusters.ts';

export interface GenerateParts {
  readonly edges: readonly Edge[];
  readonly world: World;
  readonly cluster: Layer;
  /** Policies that stand, and into which new rules go. */
  readonly merged: Layer;
  readonly format: PolicyFormat;
  /** Empty: all but the system's. */
  readonly namespaces: readonly string[];
  /** Also what was refused, not answered or dropped. */
  readonly withRefused: boolean;
}

export interface GeneratedReport {
  readonly namespaces: readonly GeneratedNamespace[];
  /** Of all namespaces, one document per policy. */
  readonly text: string;
  readonly remarks: readonly string[];
}

export function generatedReport(parts: GenerateParts): GeneratedReport {
  const { edges, world, cluster, merged, format, withRefused } = parts;
  const isUsual = parts.namespaces.length === 0;
  const namespaces = isUsual ? usualNamespaces(world, edges) : parts.namespaces;
  const generated = generatePolicies({
    ...{ edges, world, format, base: merged, namespaces, withRefused },
  });
  const files = generated.namespaces.flatMap((namespace) => namespace.files);
  const untouched = isUsual ? systemNamespaces(edges) : [];
  const policies = files.map(({ policy }) => policy);
  const replaced = replacedPolicies(policies, cluster, merged.policies);
  return {
    namespaces: generated.namespaces,
    text: files.map(({ text }) => text).join('---\n'),
    remarks: [...severalClusters(edges), ...generateRemarks(generated, { untouched, replaced })],
  };
}
