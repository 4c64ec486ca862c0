/** Plans as files: new policies in the words of their kind, and those that stood with new rules. */
import { type Policy, SIDES } from '../model/policy.ts';
import { type Layer, readManifests } from '../read/read-manifests.ts';
import { calicoPolicy } from './calico-policy.ts';
import { kubernetesPolicy } from './kubernetes-policy.ts';
import type { ManifestDraft } from './manifest-draft.ts';
import { PolicyMerge } from './merge-policies.ts';
import type { NamespacePlan } from './plan-namespace.ts';
import type { PolicyDraft } from './policy-draft.ts';
import { documentText, fileText } from './write-manifest.ts';

export const POLICY_FORMATS = ['kubernetes', 'calico'] as const;
export type PolicyFormat = (typeof POLICY_FORMATS)[number];

const WORDS = { kubernetes: kubernetesPolicy, calico: calicoPolicy } as const;

export interface PolicyFile {
  readonly namespace: string;
  /** `web.yaml` */
  readonly name: string;
  readonly text: string;
  readonly policy: Policy;
}

/** In the order of the plans; policies that stood come last. */
export function writePolicies(
  plans: readonly NamespacePlan[],
  format: PolicyFormat,
  base: Layer,
): PolicyFile[] {
  const merge = new PolicyMerge(base);
  const own = plans.flatMap(({ policies }) =>
    policies.flatMap((draft) => writeDraft(draft, WORDS[format](draft), merge)),
  );
  const changed = merge.changed().map((manifest) => fileOf(manifest, MERGED));
  return [...own, ...changed];
}

const MERGED = ['It stood before; rules with a comment of what was seen are new'];

function writeDraft(draft: PolicyDraft, manifest: ManifestDraft, merge: PolicyMerge): PolicyFile[] {
  const file = fileOf(manifest, draft.remarks);
  if (isRuleless(draft)) return merge.isIsolating(file.policy) ? [] : [file];
  const left = merge.add({ manifest, policy: file.policy });
  if (left === manifest) return [file];
  return left === undefined ? [] : [fileOf(left, draft.remarks)];
}

function isRuleless({ rules }: PolicyDraft): boolean {
  return SIDES.every((side) => (rules[side] ?? []).length === 0);
}

function fileOf(manifest: ManifestDraft, remarks: readonly string[]): PolicyFile {
  const text = fileText([documentText(manifest, remarks)]);
  const { policies, errors } = readManifests([{ file: 'generated', text }]);
  if (policies[0] === undefined) throw errors[0] ?? new Error('a policy was lost');
  const { namespace, name } = policies[0].id;
  return { namespace, name: `${fileName(name)}.yaml`, text, policy: policies[0] };
}

/** A policy that stood may be called what no file should be. */
function fileName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9.-]/g, '-').replace(/^\.+/, '');
  return plain === 'kustomization' ? `${plain}-policy` : plain;
}
