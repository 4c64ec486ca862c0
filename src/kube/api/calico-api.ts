/**
 * Which of Calico's two APIs a cluster serves. `projectcalico.org/v3` is the one that checks what
 * is written (by Calico's API server, or as CRDs from 3.32 on); `crd.projectcalico.org/v1` is how
 * Calico stores it. The first is taken where there are both: it knows the names of the other.
 */
import type { Fields } from '../../manifest/fields.ts';
import type { JsonApi } from './json-api.ts';
import { unlessGone } from './write-objects.ts';

export const CALICO_API_VERSIONS = ['projectcalico.org/v3', 'crd.projectcalico.org/v1'] as const;
export type CalicoApiVersion = (typeof CALICO_API_VERSIONS)[number];

export interface CalicoApi {
  readonly apiVersion: CalicoApiVersion;
  /** Names of the resources, such as `tiers`. */
  readonly resources: readonly string[];
}

/** Undefined: the cluster has no Calico. Rejects with ApiError. */
export async function findCalico(api: JsonApi): Promise<CalicoApi | undefined> {
  for (const apiVersion of CALICO_API_VERSIONS) {
    const list = await unlessGone(api.get(`/apis/${apiVersion}`));
    const resources = list?.at('resources').items().map(nameOf) ?? [];
    if (resources.includes('globalnetworkpolicies')) return { apiVersion, resources };
  }
  return undefined;
}

const nameOf = (resource: Fields): string => resource.at('name').requiredText();

/** Of the kinds that are written here: policies come before the tiers that they stand in. */
const RESOURCES = { GlobalNetworkPolicy: 'globalnetworkpolicies', Tier: 'tiers' } as const;
export type CalicoKind = keyof typeof RESOURCES;

export function collectionPath(apiVersion: CalicoApiVersion, kind: CalicoKind): string {
  return `/apis/${apiVersion}/${RESOURCES[kind]}`;
}

export interface CalicoObject {
  readonly kind: CalicoKind;
  /** Its own. */
  readonly path: string;
  readonly fields: Fields;
}

/** Those with `label`, such as `app=web`, in the order in which they may be deleted. */
export async function listCalico(
  api: JsonApi,
  { apiVersion, resources }: CalicoApi,
  label: string,
): Promise<CalicoObject[]> {
  const found: CalicoObject[] = [];
  for (const kind of Object.keys(RESOURCES) as CalicoKind[]) {
    if (!resources.includes(RESOURCES[kind])) continue;
    const path = collectionPath(apiVersion, kind);
    const list = await api.get(`${path}?${new URLSearchParams({ labelSelector: label })}`);
    for (const fields of list.at('items').items()) {
      const name = fields.at('metadata').at('name').requiredText();
      found.push({ kind, path: `${path}/${name}`, fields });
    }
  }
  return found;
}
