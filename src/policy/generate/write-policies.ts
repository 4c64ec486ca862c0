/** Plans as files: new policies in the words of their kind, and those that stood with new rules. */
import assert from 'node:assert';
import { type Policy, SIDES } from '../model/policy.ts';
import { type Layer, readManifests } from '../read/read-manifests.ts';
import { calicoPolicy } from './calico-policy.ts';
import { kubernetesPolicy } from './kubernetes-policy.ts';
import type { ManifestDraft } from './manifest-draft.ts';
import { PolicyMerge } from './merge-policies.ts';
import type { NamespacePlan } from './plan-namespace.ts';
import type { PolicyDraft } from './policy-draft.ts';
import type { PolicyFormat } from './policy-format.ts';
import { documentText, fileText } from './write-manifest.ts';

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
  const policy = readBack(manifest);
  const { namespace, name } = policy.id;
  const text = fileText([documentText(manifest, remarks)]);
  return { namespace, name: `${fileName(name)}.yaml`, text, policy };
}

/** As whoever applies it will understand it. */
function readBack({ value }: ManifestDraft): Policy {
  const [policy] = readManifests([{ file: 'policy', text: JSON.stringify(value) }]).policies;
  assert(policy !== undefined, 'what is written can be read');
  return policy;
}

/** A policy that stood may be called what no file should be. */
function fileName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9.-]/g, '-').replace(/^\.+/, '');
  return plain === 'kustomization' ? `${plain}-policy` : plain;
}
