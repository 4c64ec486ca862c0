/**
 * What a cluster's objects tell of its Calico, as far as a logging window depends on it. What they
 * do not tell stays undefined.
 */
import type { Fields } from '../../manifest/fields.ts';
import type { ManifestObject } from '../../manifest/manifest-object.ts';

/** Served by Calico's API server, and how objects are stored. */
export const SERVED_API = 'projectcalico.org/v3';
export const STORED_API = 'crd.projectcalico.org/v1';
export type CalicoApiVersion = typeof SERVED_API | typeof STORED_API;

const OPERATOR_GROUP = 'operator.tigera.io';

/** Major and minor. */
export type CalicoVersion = readonly [number, number];

export interface CalicoFacts {
  /** Of its objects; the served one where both occur. Undefined: there are none. */
  readonly apiVersion: CalicoApiVersion | undefined;
  readonly version: CalicoVersion | undefined;
  /** A tier says what stands at its end: of Calico 3.29 or later. */
  readonly hasDefaultActions: boolean;
  /** Where it is said that eBPF enforces policies, on all nodes or on one. */
  readonly ebpf: string | undefined;
  /** Where it is said that nftables do. */
  readonly nftables: string | undefined;
  /** Of the lines: text, perhaps with `%t %k %n %p`. */
  readonly logPrefix: string;
  /** `N/minute`; empty: none. */
  readonly logRateLimit: string;
}

/** Source: Calico felix/config. */
const LOG_PREFIX_DEFAULT = 'calico-packet';

/** Throws FieldError. */
export function readCalicoFacts(objects: readonly ManifestObject[]): CalicoFacts {
  const versions = objects.map(({ group, version }) => `${group}/${version}`);
  const ofCalico = objects.filter(({ group }) => /^(?:crd\.)?projectcalico\.org$/.test(group));
  const ofKind = (kind: string) =>
    ofCalico.filter((each) => each.kind === kind).map(({ fields }) => fields);
  const felix = ofKind('FelixConfiguration');
  const ofAll = felix.find((each) => nameOf(each) === 'default')?.at('spec');
  const installations = objects
    .filter(({ group, kind }) => group === OPERATOR_GROUP && kind === 'Installation')
    .map(({ fields }) => fields);
  return {
    apiVersion: [SERVED_API, STORED_API].find((each): each is CalicoApiVersion =>
      versions.includes(each),
    ),
    version: parseCalicoVersion(
      ofKind('ClusterInformation')[0]?.at('spec').at('calicoVersion').text() ?? '',
    ),
    hasDefaultActions: ofKind('Tier').some((tier) => !tier.at('spec').at('defaultAction').isAbsent),
    ebpf:
      placeOf('FelixConfiguration', felix, (spec) => spec.at('bpfEnabled').flag()) ??
      placeOf('Installation', installations, (spec) => dataplane(spec) === 'BPF'),
    nftables:
      placeOf(
        'FelixConfiguration',
        felix,
        (spec) => spec.at('nftablesMode').text() === 'Enabled',
      ) ?? placeOf('Installation', installations, (spec) => dataplane(spec) === 'Nftables'),
    logPrefix: ofAll?.at('logPrefix').text() || LOG_PREFIX_DEFAULT,
    logRateLimit: ofAll?.at('logActionRateLimit').text() ?? '',
  };
}

/** Of `v3.29.1`, `3.29` and the like; undefined for other texts, such as `master`. */
export function parseCalicoVersion(text: string): CalicoVersion | undefined {
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})(?:[.-]|$)/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

const nameOf = (object: Fields): string => object.at('metadata').at('name').text();

const dataplane = (spec: Fields): string => spec.at('calicoNetwork').at('linuxDataplane').text();

/** `FelixConfiguration default` of the first that says so. */
function placeOf(
  kind: string,
  objects: readonly Fields[],
  says: (spec: Fields) => boolean,
): string | undefined {
  const found = objects.find((object) => says(object.at('spec')));
  return found && `${kind} ${nameOf(found)}`;
}
